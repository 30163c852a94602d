"""A real window as people have it: found by what a screen reader is told, used by mouse and keyboard.

Controls are found by role and name in the accessibility tree (AT-SPI), and then clicked and typed into
through the X server (xdotool), so that nothing reaches the program by another way than a hand would.
Needs Debian's at-spi2-core, python3-pyatspi and xdotool, a session bus and a display.
"""

import os
import subprocess
import time

import pyatspi

# Long enough for a machine that has other things to do.
PATIENCE_S = 60
# Of the screen, as `run` sets it up; the window fills it.
HEIGHT = 720
# Height of the bar at the foot of the window, below which nothing scrolls.
STATUS = 36


class Missing(AssertionError):
    """Something was not in the window in time."""


def xdotool(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)


def until(what, found):
    """Asks again and again until `found` gives something, which it returns."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE_S:
        result = found()
        if result:
            return result
        time.sleep(0.05)
    raise Missing(f"{what} did not come within {PATIENCE_S} s")


class Control:
    """One control where it was when it was found."""

    def __init__(self, node, depth):
        self.node = node
        self.depth = depth
        self.role = node.getRoleName()
        self.name = node.name or ""
        try:
            area = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
            self.x, self.y, self.width, self.height = area.x, area.y, area.width, area.height
        except NotImplementedError:
            self.x = self.y = self.width = self.height = 0

    @property
    def middle(self):
        return self.x + self.width // 2, self.y + self.height // 2

    def text(self):
        """What a field holds."""
        return self.node.queryText().getText(0, -1)

    def __str__(self):
        return f"{'  ' * self.depth}{self.role} {self.name!r} {self.x},{self.y} {self.width}x{self.height}"


class Window:
    """The program with its window.

    `gestures` counts what a hand did: a click, a double-click, a drag, a turn of the wheel, a key and
    a chord of keys are one each, typed text is none.
    """

    def __init__(self, binary, *arguments, env=None):
        self.gestures = 0
        self.process = subprocess.Popen([binary, *map(str, arguments)], env=os.environ | (env or {}))
        until("the window", lambda: self.find("canvas", "Canvas"))
        # There is no window manager that would give the keyboard to a new window.
        xdotool("search", "--sync", "--onlyvisible", "--name", "Polyplan", "windowfocus", "--sync")

    def controls(self):
        """Every control of the window, from the top of the tree down."""
        found = []

        def walk(node, depth):
            if node is None:
                return
            found.append(Control(node, depth))
            for child in node:
                walk(child, depth + 1)

        for application in pyatspi.Registry.getDesktop(0):
            try:
                if application is not None and application.get_process_id() == self.process.pid:
                    walk(application, 0)
            except Exception:  # pylint: disable=broad-except
                # The tree changes under the hand; the next look sees it whole.
                return []
        return found

    def find(self, role, name):
        """The control of this role whose name begins so; none if there is none.

        Of several the one with just this name counts, and of those the topmost, which comes last.
        """
        found = [c for c in self.controls() if c.role == role and c.name.startswith(name) and c.width > 0]
        exact = [control for control in found if control.name == name]
        return (exact or found or [None])[-1]

    def wait(self, role, name):
        """The control, once it is there."""
        return until(f"{role} {name!r}", lambda: self.find(role, name))

    def wait_gone(self, role, name):
        until(f"the end of {role} {name!r}", lambda: not self.find(role, name))

    def point(self, x, y):
        xdotool("mousemove", x, y)
        time.sleep(0.05)

    def click(self, role, name, button=1, times=1):
        """Clicks the middle of a control, once it has stopped moving."""
        control = self.still(role, name)
        self.point(*control.middle)
        self.press(button, times)
        return control

    def click_status(self, name):
        """Clicks a part of the status bar, which lies below everything that scrolls."""
        self.point(*self.resting("push button", name).middle)
        self.press()

    def press(self, button=1, times=1, held=None):
        """Clicks where the pointer is, with a key held or without."""
        self.gestures += 1
        if held:
            xdotool("keydown", held)
        xdotool("click", "--repeat", times, "--delay", 60, button)
        if held:
            xdotool("keyup", held)
        time.sleep(0.1)

    def still(self, role, name):
        """The control, once two looks find it in one place; scrolled to, if it lies below or above."""
        for _ in range(40):
            control = self.resting(role, name)
            if 0 < control.middle[1] < HEIGHT - STATUS - 4 or control.height > HEIGHT / 2:
                return control
            self.point(control.middle[0], HEIGHT // 2)
            self.press(5 if control.middle[1] > HEIGHT / 2 else 4)
        raise Missing(f"{role} {name!r} could not be scrolled to")

    def resting(self, role, name):
        before = self.wait(role, name)
        for _ in range(40):
            time.sleep(0.1)
            now = self.wait(role, name)
            if (now.x, now.y, now.width) == (before.x, before.y, before.width):
                return now
            before = now
        return before

    def drag(self, start, end):
        """Drags from one screen point to another as a hand does, in steps."""
        self.gestures += 1
        self.point(*start)
        time.sleep(0.1)
        xdotool("mousedown", 1)
        for step in range(1, 13):
            share = step / 12
            at = (round(a + (b - a) * share) for a, b in zip(start, end))
            self.point(*at)
        time.sleep(0.1)
        xdotool("mouseup", 1)
        time.sleep(0.1)

    def double_click(self, x, y):
        self.point(x, y)
        self.press(times=2)
        time.sleep(0.1)

    def key(self, *keys):
        """Presses keys and chords, one after the other."""
        self.gestures += len(keys)
        xdotool("key", "--delay", 40, *keys)
        time.sleep(0.15)

    def write(self, text):
        xdotool("type", "--delay", 15, text)
        time.sleep(0.15)

    def type_into(self, name, text):
        """Types into the field of this name, which has the keyboard, and sees it there."""
        self.write(text)
        fields = lambda: [c for c in self.controls() if c.role == "entry" and c.name == name]
        until(f"{text!r} in {name!r}", lambda: any(field.text() == text for field in fields()))

    def fill(self, role, name, text):
        """Replaces what a field holds."""
        self.click(role, name)
        self.key("ctrl+a")
        self.write(text)

    def choose(self, box, item):
        """Opens a combo box and takes one of its items."""
        self.click("combo box", box)
        control = until(f"item {item!r}", lambda: self.item(item))
        self.point(*control.middle)
        self.press()

    def item(self, name):
        for control in self.controls():
            if control.role in ("push button", "toggle button", "list item", "menu item", "check box", "radio button") \
                    and control.name.startswith(name) and control.width > 0:
                return control
        return None

    def menu(self, menu, item):
        """Takes an item of a menu."""
        self.click("push button", menu)
        self.click("menu item", item)

    def brightness(self):
        """Mean brightness of the screen, from 0 to 1."""
        words = ["convert", "x:root", "-colorspace", "gray", "-format", "%[fx:mean]", "info:"]
        return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)

    def picture(self, file):
        subprocess.run(["import", "-window", "root", str(file)], check=True)

    def print(self):
        """Shows the whole tree, for finding out what a step should name."""
        for control in self.controls():
            print(control)

    def kill(self):
        """Ends the program as a crash would."""
        self.process.kill()
        self.process.wait()
