"""A meeting, from the first component to the crash: the real window, driven by mouse and keyboard.

Run by `tests/desktop/run BINARY`. The plan that was saved is checked with the command line in the end.
"""

import pathlib
import shutil
import sys
import tempfile
import time

from day import ROOT, Day
from window import until

REASON = "The fraud team writes Python"
NAME = "Fraud check"


class Meeting(Day):
    """The steps of a meeting."""

    title = "meeting"

    def __init__(self, binary, folder):
        plan = pathlib.Path(folder) / "boutique.plan.ron"
        shutil.copy(ROOT / "saves/online-boutique.plan.ron", plan)
        super().__init__(binary, folder, plan)
        self.saved = self.folder / "after-the-meeting.plan.ron"

    def go(self):
        self.run([
            self.opens, self.adds_and_names, self.tags, self.connects, self.groups, self.overrules,
            self.undoes_and_redoes, self.changes_a_range, self.switches_scenario_and_theme,
            self.saves, self.writes_the_report, self.exports_all, self.exports_a_plot,
            self.edits_and_crashes, self.gets_the_edit_back,
        ])
        self.window.kill()
        self.command_line_agrees()
        print("the meeting went as it should, and the command line agrees")

    def card(self, words):
        """The new component's card, once it is known by these words as well."""
        return until(f"a card {words!r}", lambda: self.card_now(words))

    def card_now(self, words):
        card = self.window.find("list item", NAME)
        return card if card and words in card.name else None

    def opens(self):
        self.window.wait("list item", "Frontend, web application, performance-sensitive, Go, decided")
        self.window.wait("label", "12 components, 16 links, 5 groups")
        self.window.wait("push button", f"File: {self.plan.name}, saved")

    def adds_and_names(self):
        canvas = self.window.wait("canvas", "Canvas")
        self.window.double_click(canvas.x + 150, canvas.y + canvas.height - 60)
        self.window.write(NAME)
        self.window.key("Return")
        self.card("Go or Python, assumed")
        self.window.wait("push button", f"File: {self.plan.name}, unsaved changes")

    def tags(self):
        self.window.key("ctrl+p")
        self.card("performance-sensitive, Go, assumed")
        self.window.wait("label", f"Lean towards Go for {NAME}")

    def connects(self):
        start = self.window.still("list item", "Frontend, web")
        end = self.window.still("list item", NAME)
        self.window.drag((start.x + start.width // 2, start.y + start.height - 1), end.middle)
        self.window.wait("label", "Link")
        self.window.wait("push button", "Use REST")
        # Its load comes along the link now.
        until("a rate along the link", lambda: "assumed" not in self.card("Go").name)

    def groups(self):
        self.window.click("list item", NAME)
        self.window.key("ctrl+g")
        self.window.write("Trust")
        self.window.key("Return")
        self.window.wait("tree item", "Group Trust, open")

    def overrules(self):
        self.window.click("list item", NAME)
        self.window.key("ctrl+l")
        self.window.click("radio button", "Python (asyncio)")
        self.window.click("entry", "Reason")
        self.window.write(REASON)
        self.window.click("push button", "Decide Python")
        self.card("Python, decided against the advice")
        self.window.wait("label", "Decided: Python, against the advice for Go")

    def undoes_and_redoes(self):
        self.window.key("ctrl+z")
        self.card("Go")
        self.window.key("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        self.window.wait_gone("list item", NAME)
        self.window.key(*["ctrl+shift+z"] * 5)
        self.card("Python, decided against the advice")
        self.window.wait("tree item", "Group Trust, open")

    def changes_a_range(self):
        self.window.click("list item", NAME)
        self.window.click("toggle button", "Show working")
        self.window.fill("entry", "P99 target", "20..35..x ms")
        self.window.key("Tab")
        self.window.wait("label", "Rests on 0 inputs stated,")
        self.window.fill("entry", "P99 target", "20..35..60 ms")
        self.window.key("Return")
        self.window.wait("label", "Rests on 1 input stated,")

    def switches_scenario_and_theme(self):
        self.window.choose("Scenario", "Peak sale")
        self.window.wait("push button", "Back to the plan")
        self.window.choose("Scenario", "As planned")
        self.window.wait_gone("push button", "Back to the plan")
        dark = self.window.brightness()
        self.window.menu("View", "Light theme")
        until("a light window", lambda: self.window.brightness() > dark + 0.4)

    def saves(self):
        # No portal answers here, so that the program's own dialog takes over.
        self.window.key("ctrl+shift+s")
        self.window.fill("entry", "File name or path", str(self.saved))
        self.window.click("push button", "Save")
        self.window.wait("push button", f"File: {self.saved.name}, saved")
        until("the file", self.saved.exists)

    def writes_the_report(self):
        folder = self.folder / "proposal"
        self.window.key("ctrl+r")
        self.window.fill("entry", "Folder", str(folder))
        self.window.click("push button", "Write report")
        self.window.wait("push button", "Open folder")
        assert (folder / "report.pdf").read_bytes()[:5] == b"%PDF-"
        assert "pictures/diagram.svg" in (folder / "report.md").read_text(encoding="utf-8")

    def exports_all(self):
        folder = self.folder / "pictures"
        self.window.key("Escape")
        self.window.key("ctrl+shift+a")
        self.window.fill("entry", "Folder", str(folder))
        self.window.click("push button", "Export")
        names = ["diagram.png", "diagram.svg", "totals.png", "totals.svg"]
        until("the pictures", lambda: sorted(p.name for p in folder.glob("*")) == names)

    def exports_a_plot(self):
        file = self.folder / "cost.png"
        self.window.click("list item", NAME)
        self.window.key("ctrl+e")
        self.window.wait("image", "Preview")
        self.window.choose("What to export", f"{NAME}: Cost against load")
        self.window.click("push button", "Export…")
        self.window.fill("entry", "File name or path", str(file))
        self.window.click("push button", "Export")
        until("the picture", file.exists)
        until("a whole PNG", lambda: file.read_bytes()[-8:-4] == b"IEND")

    def edits_and_crashes(self):
        self.before = self.saved.read_bytes()
        self.window.click("list item", NAME)
        self.window.key("ctrl+i")
        self.card("data-intelligent")
        # What the design allows to be lost.
        time.sleep(2)
        self.window.kill()
        assert self.saved.read_bytes() == self.before, "the crash touched the plan"

    def gets_the_edit_back(self):
        gestures = self.window.gestures
        self.window = self.open()
        self.window.gestures = gestures
        self.window.click("push button", "Recover")
        self.card("data-intelligent")
        assert self.saved.read_bytes() == self.before, "recovering touched the plan"
        self.window.key("ctrl+s")
        self.window.wait("push button", f"File: {self.saved.name}, saved")

    def command_line_agrees(self):
        code, _ = self.said("check", self.saved)
        assert code in (0, 1), f"the saved plan cannot be read: exit code {code}"
        components = self.told("advise", self.saved)["components"]
        [found] = [c for c in components if c["name"] == NAME]
        assert found["decision"]["language"] == "python", found["decision"]
        assert found["decision"]["reason"] == REASON, found["decision"]
        text = self.saved.read_text(encoding="utf-8")
        for words in ('"performance-sensitive"', '"data-intelligent"', '"20..35..60 ms"', '"Trust"'):
            assert words in text, f"{words} is not in the saved plan"


def main():
    with tempfile.TemporaryDirectory() as folder:
        Meeting(sys.argv[1], folder).go()


main()
