"""A whole meeting in the real window: from a template to the minutes.

A template, three lines of quick entry, a pasted table of twelve rows, then the meeting: two votes, an
estimate, four decisions, what comes up; and at its end the minutes, which are held against what was done.
Run by `tests/desktop/run BINARY`.
"""

import subprocess
import sys
import tempfile

import pyatspi

from day import Day
from window import until

LINES = [
    "Web client -> Booking service #perf 50..100..300 req/s; Booking service -> Ticket store (datastore)",
    "Booking service => Event queue (queue) => Seat predictor (model-serving) #data",
    "Booking service -> Mail sender (worker)",
]
ROWS = [(f"Report {letter}", "service", f"{number} ms") for number, letter in enumerate("ABCDEFGHIJKL", 2)]
ESTIMATES = {"Data scientist": "4..8..16 ms", "Product engineer": "9..18..36 ms"}
POOLED = "6..12..24 ms"
ENTRIES = [
    ("Action", "Ask the theatre for its seat plans", "2026-12-24"),
    ("Open question", "Who answers at night?", ""),
]


class Room(Day):
    """The steps; what came out is checked in the end."""

    title = "room"

    def go(self):
        self.decided = []
        self.run([
            self.takes_a_template, self.types_lines, self.saves, self.pastes_a_table, self.begins,
            self.votes, self.estimates, self.votes_again, self.decides, self.notes, self.closes,
        ])
        self.window.key("ctrl+s")
        self.window.wait("push button", "File: room.plan.ron, saved")
        self.window.kill()
        self.minutes_tell_it()
        print("the meeting was held, and its minutes tell what was done")

    def takes_a_template(self):
        self.window.key("ctrl+shift+n")
        self.window.wait("entry", "Template")
        self.window.write("web product")
        self.window.key("Return")
        self.window.wait("list item", "Web client")

    def types_lines(self):
        self.window.key("ctrl+t")
        self.window.wait("entry", "Quick entry")
        for text in LINES:
            self.window.type_into("Quick entry", text)
            self.window.key("Return")
            fields = lambda: [c for c in self.window.controls() if c.role == "entry" and c.name == "Quick entry"]
            until("the next line", lambda: any(field.text() == "" for field in fields()))
        self.window.key("Escape")
        self.window.wait("list item", "Booking service")

    def saves(self):
        self.window.key("ctrl+s")
        self.window.wait("entry", "File name or path")
        self.window.write(str(self.folder / "room"))
        self.window.key("Return")
        self.window.wait("push button", "File: room.plan.ron, saved")
        self.before = self.folder / "before.plan.ron"
        self.before.write_bytes((self.folder / "room.plan.ron").read_bytes())

    def pastes_a_table(self):
        text = "\n".join("\t".join(row) for row in [("Name", "Kind", "CPU time per request"), *ROWS]) + "\n"
        with subprocess.Popen(["xclip", "-selection", "clipboard", "-in"], stdin=subprocess.PIPE) as clip:
            clip.communicate(text.encode())
        self.window.key("ctrl+4")
        self.window.wait("table", "Table of components")
        self.window.key("ctrl+v")
        self.window.click("push button", "Import")
        self.window.key("ctrl+4")
        self.window.wait("list item", "Report L")

    def begins(self):
        self.window.key("F9")
        self.window.wait("push button", "Vote…")

    def subject(self):
        """The item of the agenda that is shown."""
        shown = lambda: [c for c in self.window.controls() if c.role == "list item" and self.is_on(c)]
        return until("the item that is shown", shown)[0].name.split(",")[0]

    def is_on(self, control):
        return control.node.getState().contains(pyatspi.STATE_CHECKED)

    def cast(self):
        """Both roles choose the first language; what they chose is told in the end."""
        self.window.wait("label", "Only the role that votes looks at the screen.")
        self.window.key("1")
        self.window.click("push button", "Cast vote")
        self.window.click("push button", "Hand the keyboard to the next role")
        self.window.key("1")
        self.window.click("push button", "Cast vote")
        self.window.click("push button", "Reveal")
        self.window.wait("label", "2 of 2 for ")

    def decided_now(self, reason):
        # What is offered, such as the votes, gives way to what was said.
        self.window.fill("entry", "Reason", reason)
        self.window.key("ctrl+Return")
        self.window.wait_gone("entry", "Reason")
        self.decided.append((self.subject(), reason))

    def votes(self):
        self.window.key("ctrl+b")
        self.cast()
        self.window.click("push button", "Decide ")
        self.decided_now("All of us chose it")

    def estimates(self):
        self.window.key("ctrl+m")
        self.window.choose("Number to estimate", "I/O wait per request")
        for role, text in ESTIMATES.items():
            self.window.fill("entry", f"Estimate of {role}", text)
        self.window.wait("label", f"2 roles: {POOLED}")
        self.window.key("ctrl+Return")
        self.window.wait_gone("push button", "Take")

    def votes_again(self):
        self.window.key("Right")
        self.window.key("ctrl+b")
        self.cast()
        self.window.click("push button", "Close")

    def decides(self):
        for reason in ("It is what we know", "As the advice says", "One language less"):
            self.window.key("ctrl+l")
            radios = lambda: [c for c in self.window.controls() if c.role == "radio button"]
            first = until("languages", radios)[0]
            self.window.point(*first.middle)
            self.window.press()
            self.decided_now(reason)
            self.window.key("Right")

    def notes(self):
        for kind, text, due in ENTRIES:
            self.window.key("ctrl+j")
            self.window.click("radio button", kind)
            self.window.fill("entry", "What it says", text)
            if due:
                self.window.fill("entry", "Due", due)
            self.window.key("ctrl+Return")
            self.window.wait_gone("entry", "What it says")

    def closes(self):
        while not self.window.find("push button", "Write minutes…"):
            self.window.key("Return")
        self.window.click("push button", "Write minutes…")
        self.window.wait("entry", "File name or path")
        self.window.key("ctrl+a")
        self.minutes = self.folder / "minutes.md"
        self.window.write(str(self.minutes))
        self.window.key("Return")
        until("the minutes", self.minutes.exists)

    def minutes_tell_it(self):
        """The minutes in the window are those of the command line, and tell what was done."""
        plan = self.folder / "room.plan.ron"
        text = self.minutes.read_text(encoding="utf-8")
        components = {c["name"]: c for c in self.told("advise", plan)["components"]}
        names = [name for name, _ in self.decided]
        assert len(set(names)) == 4, names
        for name, reason in self.decided:
            [row] = [line for line in text.splitlines() if line.startswith(f"| {name} |") and reason in line]
            decision = components[name]["decision"]
            assert decision["reason"] == reason, decision
        for kind, entry, due in ENTRIES:
            [row] = [line for line in text.splitlines() if entry in line]
            assert due in row, row
        saved = plan.read_text(encoding="utf-8")
        assert f'"{POOLED}"' in saved, "the estimate"
        assert saved.count("estimated by 2 roles") == 1
        for name in ("Seat predictor", "Ticket store", "Report A", "Report L"):
            assert f'"{name}"' in saved, name
        for name, *_ in ROWS:
            assert f"component “{name}” added" in text.lower().replace(name.lower(), name), name


def main():
    with tempfile.TemporaryDirectory() as folder:
        Room(sys.argv[1], folder).go()


main()
