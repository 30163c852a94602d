"""A newcomer's first job, with every gesture counted: from an empty program to a proposal.

Nine components, twelve links, two groups, tags, loads and targets, one decision, saved; the diagram and
two plots in two formats, and the whole report. Run by `tests/desktop/run BINARY`.
"""

import re
import sys
import tempfile

from day import Day
from window import until

# Gestures that the job may take.
MOST = 75

# Components with the kinds that their names say.
KINDS = {
    "Mobile app": "mobile-app",
    "API gateway": "gateway",
    "Orders": "service",
    "Search": "service",
    "Event queue": "queue",
    "Fraud model": "model-serving",
    "Feature pipeline": "data-pipeline",
    "Redis cache": "cache",
    "PostgreSQL": "datastore",
}
LINKS = [
    ("Mobile app", "API gateway"),
    ("API gateway", "Orders"),
    ("API gateway", "Search"),
    ("API gateway", "Redis cache"),
    ("Orders", "PostgreSQL"),
    ("Orders", "Fraud model"),
    ("Orders", "Event queue"),
    ("Search", "PostgreSQL"),
    ("Search", "Redis cache"),
    ("Fraud model", "Redis cache"),
    ("Event queue", "Feature pipeline"),
    ("Feature pipeline", "PostgreSQL"),
]
GROUPS = {"Shop": ["API gateway", "Orders", "Search"], "Learning": ["Fraud model", "Feature pipeline"]}
TAGS = {"ctrl+p": ("performance-sensitive", ["API gateway", "Orders", "Search"]),
        "ctrl+i": ("data-intelligent", ["Fraud model", "Feature pipeline"])}
NUMBERS = [
    ("API gateway", "Peak external rate", "external_rate", "200..400..900 req/s"),
    ("API gateway", "P99 target", "p99_target", "300 ms"),
    ("Orders", "P99 target", "p99_target", "200 ms"),
    ("Search", "P99 target", "p99_target", "150 ms"),
    ("Feature pipeline", "CPU time per request", "cpu_time", "2..5..20 ms"),
]
# The last of them stands in no inspector before a part is opened; the ledger leads to all.
IN_LEDGER = NUMBERS[-1:]
DECIDED = ("Search", "java", "The search team runs Lucene")


class FirstJob(Day):
    """The job; what came out is checked as it goes."""

    title = "newcomer"

    def card(self, name):
        return self.window.still("list item", f"{name}, ")

    def select(self, *names):
        """Clicks the first card and the others with Shift."""
        for place, name in enumerate(names):
            self.window.point(*self.card(name).middle)
            self.window.press(held="shift" if place else None)

    def go(self):
        self.run([
            self.components, self.links, self.groups, self.tidies, self.tags, self.numbers,
            self.decides, self.saves, self.exports, self.reports,
        ])
        count = self.window.gestures
        self.window.kill()
        print(f"the first job took {count} gestures of at most {MOST}")
        assert count <= MOST, "too many gestures"

    def components(self):
        for name in KINDS:
            self.window.type_into("Name", name)
            self.window.key("Return")
            self.window.wait("list item", f"{name}, ")

    def links(self):
        for start, end in LINKS:
            card = self.card(start)
            self.window.drag((card.x + card.width // 2, card.y + card.height - 1), self.card(end).middle)
            self.window.wait("push button", f"Go to {start}")
            self.window.wait("push button", f"Go to {end}")

    def groups(self):
        for group, members in GROUPS.items():
            self.select(*members)
            self.window.key("ctrl+g")
            self.window.type_into("Name", group)
            self.window.key("Return")
            self.window.wait("tree item", f"Group {group}, open")

    def tidies(self):
        self.window.key("ctrl+shift+t")
        # Callers stand left of what they call.
        places = lambda: [self.window.resting("list item", f"{name}, ").x for name in KINDS]
        until("a plan from left to right", lambda: places()[0] == min(places()) < places()[1])

    def tags(self):
        for key, (tag, names) in TAGS.items():
            self.select(*names)
            self.window.key(key)
            for name in names:
                until(f"{name} {tag}", lambda name=name, tag=tag: tag in self.card(name).name)

    def numbers(self):
        before = None
        for owner, label, _, text in NUMBERS[:-1]:
            if owner != before:
                self.select(owner)
            before = owner
            self.window.click("entry", label)
            self.window.type_into(label, text)
            self.window.key("Return")
        self.number_in_ledger(*IN_LEDGER[0])

    def number_in_ledger(self, owner, label, _, text):
        self.window.click_status("4 inputs stated")
        self.window.click("push button", f"{owner}: {label}")
        self.window.wait("entry", label)
        self.window.type_into(label, text)
        self.window.key("Return", "Escape")
        self.window.wait("push button", "5 inputs stated")

    def decides(self):
        name, _, reason = DECIDED
        self.select(name)
        self.window.key("ctrl+l")
        self.window.click("radio button", "Java (Quarkus)")
        self.window.click("entry", "Reason")
        self.window.type_into("Reason", reason)
        self.window.key("ctrl+Return")
        until("the decision", lambda: "Java, decided" in self.card(name).name)

    def saves(self):
        self.window.key("ctrl+s")
        self.window.wait("entry", "File name or path")
        self.window.write(str(self.folder / "shop"))
        self.window.key("Return")
        self.window.wait("push button", "File: shop.plan.ron, saved")
        check_plan((self.folder / "shop.plan.ron").read_text(encoding="utf-8"))

    def exports(self):
        self.window.key("ctrl+shift+a")
        self.window.wait("entry", "Folder")
        self.window.key("Return")
        folder = self.folder / "shop-pictures"
        wanted = [f"{what}.{end}" for what in ("diagram", "search-cost-load", "totals") for end in ("png", "svg")]
        until("six pictures", lambda: sorted(path.name for path in folder.glob("*")) == wanted)
        until("whole pictures", lambda: all(is_whole(folder / name) for name in wanted))

    def reports(self):
        self.window.key("ctrl+r")
        self.window.wait("push button", "Write report")
        self.window.key("Return")
        folder = self.folder / "shop-report"
        until("the report", lambda: (folder / "report.md").exists() and (folder / "report.pdf").exists())
        assert (folder / "report.pdf").read_bytes()[:5] == b"%PDF-"
        text = (folder / "report.md").read_text(encoding="utf-8")
        for name in KINDS:
            assert name in text, f"{name} is not in the report"
        assert DECIDED[2] in text, "the reason is not in the report"


def is_whole(picture):
    """Whether a picture is written to its end."""
    end = picture.read_bytes().rstrip()[-12:]
    return b"IEND" in end or end.endswith(b"</svg>")


def blocks(text, section):
    """The entries of a part of a saved plan, by id."""
    part = re.search(rf"^    {section}: {{\n(.*?)^    }}", text, re.M | re.S)
    entries = re.finditer(r'^        "([^"]+)": \((.*?)^        \)', part[1], re.M | re.S) if part else ()
    return {entry[1]: entry[2] for entry in entries}


def field(block, name):
    found = re.search(rf'\b{name}: "([^"]*)"', block)
    return found and found[1]


def check_plan(text):
    """Holds the saved plan against everything that was asked for."""
    components = blocks(text, "components")
    ids = {field(block, "name"): id for id, block in components.items()}
    named = {field(block, "name"): block for block in components.values()}
    kinds = {name: field(block, "kind") for name, block in named.items()}
    assert kinds == KINDS, kinds
    ends = [(field(b, "from"), field(b, "to")) for b in blocks(text, "links").values()]
    assert sorted(ends) == sorted((ids[start], ids[end]) for start, end in LINKS), ends
    groups = {field(block, "name"): id for id, block in blocks(text, "groups").items()}
    assert sorted(groups) == sorted(GROUPS), groups
    for group, members in GROUPS.items():
        inside = [name for name, block in named.items() if field(block, "group") == groups[group]]
        assert sorted(inside) == sorted(members), (group, inside)
    for tag, names in TAGS.values():
        tagged = [name for name, block in named.items() if f'"{tag}"' in block]
        assert sorted(tagged) == sorted(names), (tag, tagged)
    for owner, _, key, value in NUMBERS:
        assert re.search(rf'"{key}": (\(?.*?"){re.escape(value)}"', named[owner], re.S), (owner, key, named[owner])
    name, language, reason = DECIDED
    decision = blocks(text, "decisions")
    assert list(decision) == [ids[name]], decision
    assert field(decision[ids[name]], "language") == language, decision
    assert field(decision[ids[name]], "reason") == reason, decision


def main():
    with tempfile.TemporaryDirectory() as folder:
        FirstJob(sys.argv[1], folder).go()


main()
