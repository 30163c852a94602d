"""Online Boutique from nothing, with the keyboard alone, by quick entry: the real window.

What comes out is compared with the plan in `saves/` in names, kinds, tags, numbers, decisions, links and
groups, as `polyplan export --format lines` tells them. Run by `tests/desktop/run BINARY`.
"""

import sys
import tempfile

from day import ROOT, Day
from window import until

# Gestures that the job may take, typed text aside.
MOST = 60

LINES = [
    "# Online Boutique",
    '@Edge (layer): Load generator 200..400..900 req/s ->|REST, "HTTP"| '
    "Frontend #perf connections=500..1500..5000 p99 150..200..300ms !go",
    "@Shop services (layer): Cart service #perf !c#, Currency service #perf !javascript, "
    "Product catalog service #perf cpu_time=0.5..1..3ms !go",
    "@Ordering (layer): Checkout service #perf !go, Email service (worker) !python, "
    "Payment service !javascript, Shipping service !go",
    "@Recommendation and ads (layer): Ad service !java, Recommendation service (service) #data !python",
    "cart service ->|protocol=redis, 1x| Redis (cart) @Data (layer)",
    "frontend ->|gRPC, 1x| cart service; frontend ->|gRPC, 2x| product catalog service",
    "frontend ->|gRPC, stage 1, 5x| currency service; frontend ->|gRPC, stage 1, 0.1x| shipping service",
    "frontend ->|gRPC, stage 1, 0.6x| ad service, recommendation service",
    "recommendation service ->|gRPC| product catalog service",
    "frontend ->|gRPC, stage 2, 0.05x| checkout service ->|gRPC, 1x| email service, payment service",
    "checkout service ->|gRPC, 2x| cart service, shipping service",
    "checkout service ->|gRPC, 4x| currency service; checkout service ->|gRPC, 3x| product catalog service",
]


class Boutique(Day):
    """The job; what came out is checked in the end."""

    title = "boutique"

    def go(self):
        self.run([self.types, self.takes_a_slip_back, self.tidies, self.saves])
        count = self.window.gestures
        self.window.kill()
        self.is_the_plan()
        print(f"Online Boutique took {count} gestures of at most {MOST}")
        assert count <= MOST, "too many gestures"

    def line(self, text):
        """Types a line and has it done; the field is empty for the next."""
        self.window.type_into("Quick entry", text)
        self.window.key("Return")
        fields = lambda: [c for c in self.window.controls() if c.role == "entry" and c.name == "Quick entry"]
        until("the next line", lambda: any(field.text() == "" for field in fields()))

    def types(self):
        self.window.key("ctrl+t")
        self.window.wait("entry", "Quick entry")
        for text in LINES:
            self.line(text)
        self.window.wait("label", "12 components, 16 links, 5 groups")

    def takes_a_slip_back(self):
        # A name that is nearly there is asked about; Tab takes the one that is meant.
        self.window.type_into("Quick entry", "fronted")
        self.window.wait("status bar", "Did you mean “Frontend”?")
        self.picture("asks")
        self.window.key("Tab", "Return")
        self.window.key("Escape")
        self.window.wait_gone("entry", "Quick entry")

    def tidies(self):
        self.window.key("ctrl+shift+t", "shift+1")
        for name in ("Frontend, web", "Redis (cart), cache", "Email service, worker"):
            self.window.wait("list item", name)

    def saves(self):
        self.window.key("ctrl+s")
        self.window.wait("entry", "File name or path")
        self.window.write(str(self.folder / "boutique"))
        self.window.key("Return")
        self.window.wait("push button", "File: boutique.plan.ron, saved")

    def is_the_plan(self):
        typed = self.lines(self.folder / "boutique.plan.ron")
        saved = self.lines(ROOT / "saves/online-boutique.plan.ron")
        assert typed == saved, f"only typed: {typed - saved}\nonly saved: {saved - typed}"
        assert len(saved) > 12 + 16 + 5

    def lines(self, plan):
        code, text = self.said("export", plan, "--format", "lines")
        assert code == 0, plan
        return set(text.splitlines())


def main():
    with tempfile.TemporaryDirectory() as folder:
        Boutique(sys.argv[1], folder).go()


main()
