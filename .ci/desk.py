"""A desk with a screen: a program under a virtual X server, worked by mouse and keyboard.

What is on the screen is read from the accessibility bus, as a screen reader does; what is done is
done with real X events. Run under `xvfb-run` and `dbus-run-session`.
"""

import os
import signal
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Gio", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE_S = 30.0


class Failed(Exception):
    """The screen does not show what it should."""


def x(*words):
    """One X event or question."""
    return subprocess.run(["xdotool", *map(str, words)], check=True, capture_output=True, text=True).stdout


def listen():
    """Tells programs that somebody reads the accessibility bus."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    value = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value,
        None, Gio.DBusCallFlags.NONE, -1, None,
    )


class Program:
    """A running program."""

    def __init__(self, command, env, pictures):
        self.pictures = pictures
        self.process = subprocess.Popen(command, env=os.environ | env)
        self.window = self.until("a window opens", self._find_window)
        self.focus()
        self.until("the accessibility tree appears", self._root)

    def _find_window(self):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
            check=False, capture_output=True, text=True,
        ).stdout.split()
        return found[0] if found else None

    def focus(self):
        x("windowmove", self.window, 0, 0)
        x("windowfocus", "--sync", self.window)

    def until(self, what, look):
        """Waits until `look` finds something, and returns it."""
        end = time.monotonic() + PATIENCE_S
        while True:
            found = look()
            if found:
                return found
            if self.process.poll() is not None:
                raise Failed(f"the program ended with {self.process.returncode} before {what}")
            if time.monotonic() > end:
                self.picture("failed")
                raise Failed(f"not within {PATIENCE_S:.0f} s: {what}; seen: {self.names()}")
            time.sleep(0.05)

    # What is seen.

    def _root(self):
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for place in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(place)
            try:
                if child is not None and child.get_process_id() == self.process.pid:
                    return child
            except GLib.Error:
                continue
        return None

    def nodes(self):
        """Everything on the screen."""
        root = self._root()
        waiting = [root] if root else []
        while waiting:
            node = waiting.pop()
            try:
                node.clear_cache()
                yield node
                children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
            except GLib.Error:
                continue
            waiting.extend(child for child in reversed(children) if child is not None)

    def names(self):
        said = {(node.get_role_name(), node.get_name() or "") for node in self.nodes()}
        return sorted(f"{role} “{name}”" for role, name in said if name)

    def find(self, name, role=None, exact=True):
        """The node with this name, if there is one; of several the one drawn last, on top."""
        found = None
        for node in self.nodes():
            try:
                said = node.get_name() or ""
                fits = said == name if exact else name in said
                if fits and (role is None or node.get_role_name() == role):
                    found = node
            except GLib.Error:
                continue
        return found

    def see(self, name, role=None, exact=True):
        """Waits until something with this name is on the screen."""
        return self.until(f"“{name}” is seen", lambda: self.find(name, role, exact))

    def gone(self, name, role=None, exact=True):
        self.until(f"“{name}” is gone", lambda: not self.find(name, role, exact))

    def box(self, name, role=None, exact=True):
        """Left, top, width and height of what has this name."""
        found = self.see(name, role, exact).get_extents(Atspi.CoordType.SCREEN)
        return found.x, found.y, found.width, found.height

    def title(self):
        return x("getwindowname", self.window).strip()

    def titled(self, text):
        self.until(f"the title says “{text}”", lambda: text in self.title())

    def picture(self, name):
        os.makedirs(self.pictures, exist_ok=True)
        path = os.path.join(self.pictures, f"{name}.png")
        subprocess.run(["import", "-window", "root", path], check=True)

    # What is done.

    def move(self, to):
        x("mousemove", int(to[0]), int(to[1]))
        time.sleep(0.05)

    def click_at(self, at, button=1, times=1):
        self.move(at)
        x("click", "--repeat", times, "--delay", 60, button)
        time.sleep(0.1)

    def middle(self, name, role=None, exact=True):
        left, top, width, height = self.box(name, role, exact)
        return left + width / 2, top + height / 2

    def click(self, name, role=None, exact=True, button=1):
        self.click_at(self.middle(name, role, exact), button)

    def scroll_to(self, name, role=None):
        """Turns the wheel over a panel until what has this name is in sight."""
        for _ in range(40):
            left, top, width, height = self.box(name, role)
            if 60 < top and top + height < 760:
                return
            self.move((left + width / 2, 400))
            x("click", 5 if top > 400 else 4)
            time.sleep(0.2)
        raise Failed(f"“{name}” does not come in sight")

    def drag(self, start, end):
        self.move(start)
        x("mousedown", 1)
        for step in range(1, 11):
            self.move([a + (b - a) * step / 10 for a, b in zip(start, end)])
        x("mouseup", 1)
        time.sleep(0.1)

    def key(self, *keys):
        for key in keys:
            x("key", "--clearmodifiers", key)
            time.sleep(0.1)

    def type(self, text):
        x("type", "--delay", 15, "--clearmodifiers", text)
        time.sleep(0.1)

    def command(self, name):
        """Runs an action by the command palette."""
        self.key("ctrl+k")
        self.see("Command palette", exact=False)
        self.type(name)
        self.key("Return")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ended(self):
        """Waits until the program has ended well."""
        code = self.process.wait(PATIENCE_S)
        if code != 0:
            raise Failed(f"the program ended with {code}")
