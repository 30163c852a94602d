"""Five questions that an architect asks of a plan, and how many steps it takes to each answer.

The answers are read where a screen reader would read them, and held against the command line. Run by
`tests/desktop/run BINARY`.
"""

import csv
import pathlib
import shutil
import sys
import tempfile

from day import ROOT, Day

# Steps that an answer may take: clicks and keys as hands make them, typed text not counted.
MOST = 3
ASKED = "Currency service"


class Questions(Day):
    """Every question is asked with nothing selected and the plan as it stands."""

    title = "question"

    def go(self):
        self.run([
            self.why_this_language, self.what_would_flip_it, self.which_input_matters_most,
            self.one_language_or_as_advised, self.p99_at_double_load,
        ])
        self.window.kill()
        print(f"all {self.steps} questions were answered within {MOST} steps")

    def answered(self, role, words):
        """The answer that begins so, which has come within so many steps since `begins`."""
        found = self.window.wait(role, words)
        steps = self.window.gestures - self.begun
        assert steps <= MOST, f"it took {steps} steps"
        print(f"             after {steps}: {found.name[:90]}")
        return found.name

    def begins(self):
        self.window.key("Escape", "Escape")
        self.window.wait("label", "12 components, 16 links, 5 groups")
        self.begun = self.window.gestures

    def why_this_language(self):
        self.begins()
        self.window.click("list item", f"{ASKED}, ")
        advised = self.told("advise", self.plan)["components"]
        [sentence] = [of["sentence"] for of in advised if of["name"] == ASKED]
        begins, _, _ = sentence.partition(": ")
        said = self.answered("label", begins)
        assert said == sentence, said

    def what_would_flip_it(self):
        self.begins()
        self.window.click("list item", f"{ASKED}, ")
        said = self.answered("label", "Go until CPU time per request in CPython falls below ")
        _, text = self.said("advise", self.plan)
        assert f"flips    {said.removesuffix('.')}\n" in text, said

    def which_input_matters_most(self):
        self.begins()
        self.window.click_status("18 inputs stated")
        first = max(self.told("ledger", self.plan)["figures"], key=lambda figure: figure["share"] or 0)
        button = f"{first['element']}: {first['label']}"
        self.answered("push button", button)
        self.answered("label", f"{first['share'] * 100:.1f} %")
        rows = [c for c in self.window.controls() if c.role == "push button" and ": " in c.name]
        top = min((row for row in rows if row.y >= self.window.wait("label", "Figure").y), key=lambda row: row.y)
        assert top.name == button, f"{top.name} stands first"
        self.window.key("Escape")

    def one_language_or_as_advised(self):
        self.begins()
        self.window.click("push button", "Open the plot: ")
        costs, weeks = self.totals()
        for name in ("All Go (net/http)", "All Python (asyncio)", "As advised"):
            said = self.answered("label", f"{name}. Cost: ")
            assert f"Cost: {dollars(costs[name])}" in said, said
            said = self.answered("label", f"{name}. Calendar time: ")
            assert f"{weeks[name]:.2g} weeks" in said, said
        self.answered("label", "As advised, the plan costs ")

    def totals(self):
        """What whole assignments come to, from the numbers behind their chart."""
        file = self.folder / "totals.csv"
        code, _ = self.said("export", self.plan, "--what", "totals", "--out", file)
        assert code == 0, f"the numbers of the totals: exit code {code}"
        costs, weeks = {}, {}
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                for head, of in (("cost_dollars", costs), ("calendar_time_weeks", weeks)):
                    if row["kind"] == "bar" and row[head]:
                        of[row["category"]] = float(row[head])
        return costs, weeks

    def p99_at_double_load(self):
        self.begins()
        self.window.choose("Scenario", "New scenario…")
        self.window.wait("entry", "Name of the scenario")
        self.window.type_into("Name of the scenario", "Twice")
        self.window.key("Return")
        self.window.wait("push button", "Back to the plan")
        doubled = self.folder / "doubled.plan.ron"
        text = self.plan.read_text(encoding="utf-8")
        text = text.replace("    scenarios: {\n", '    scenarios: {\n        "twice": (name: "Twice", load: 2.0),\n')
        doubled.write_text(text, encoding="utf-8")
        [flow] = self.told("forecast", doubled, "--scenario", "twice")["flows"]
        self.answered("push button", f"Load generator: {flow['p99_ms']:.0f} ms (")
        self.answered("label", "Servers are sized anew for 2× the load")


def dollars(amount):
    """As people read it: three digits."""
    digits = len(str(int(amount))) - 3
    return f"${round(amount, -digits):,.0f}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        plan = shutil.copy(ROOT / "saves/online-boutique.plan.ron", folder)
        Questions(sys.argv[1], folder, pathlib.Path(plan)).go()


main()
