"""A meeting in the real window, by mouse and keyboard, from opening a plan to a crash and after.

`drive.py PROGRAM` runs PROGRAM under the X server and session bus around it, and checks what it
saved with its command line. Pictures of the way are left in `target/drive`.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

import desk
from desk import Failed

PROGRAM = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PICTURES = os.path.join(ROOT, "target", "drive")


def step(text):
    print(f"-- {text}", flush=True)


def command_line(*words):
    """What the program says to standard output when it is run without a window."""
    return subprocess.run([PROGRAM, *words], check=True, capture_output=True, text=True).stdout


def holds(fact, what):
    if not fact:
        raise Failed(f"it should be so: {what}")


def start(folder, plan):
    env = {
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "POLYPLAN_DIALOGS": "window",
        "POLYPLAN_HOME": os.path.join(folder, "home"),
    }
    program = desk.Program([PROGRAM, plan], env, PICTURES)
    program.titled("Online Boutique")
    program.see("Canvas", exact=False)
    return program


def choose_file(program, path):
    """Types a path into the window's own file dialog."""
    program.see("File name or path")
    program.key("ctrl+a")
    program.type(path)
    program.key("Return")
    program.gone("File name or path")


def meeting(folder):
    plan = os.path.join(folder, "boutique.plan.ron")
    shutil.copy(os.path.join(ROOT, "saves", "online-boutique.plan.ron"), plan)
    before = open(plan, "rb").read()

    step("opens Online Boutique")
    program = start(folder, plan)
    canvas = program.box("Canvas", exact=False)
    program.picture("1-opened")

    step("adds a component and names it")
    free = (canvas[0] + 40, canvas[1] + 40)
    program.click_at(free, times=2)
    program.type("Pricing engine")
    program.key("Return")
    program.see("Pricing engine, service", exact=False)
    program.titled("•")

    step("sees the verdict appear")
    program.see("Name", "entry")
    program.see("Either Go or Python does for Pricing engine", exact=False)
    program.see("Pricing engine, service, Go or Python, assumed")

    step("tags it performance-sensitive")
    program.command("Tag performance-sensitive")
    program.see("Pricing engine, service, performance-sensitive", exact=False)
    program.picture("2-tagged")

    step("connects it from its edge")
    left, top, width, height = program.box("Pricing engine, service", exact=False, role="list item")
    onto = program.middle("Currency service, service", exact=False, role="list item")
    program.move((left + width / 2, top + height / 2))
    program.drag((left + width - 1, top + height / 2), onto)
    program.picture("3-connected")

    step("groups it")
    program.click("Pricing engine, service", exact=False, role="list item")
    program.key("ctrl+g")
    program.type("Pricing")
    program.key("Return")
    program.see("Pricing", "tree item", exact=False)
    program.picture("4-grouped")

    step("overrules the advice with a reason")
    program.click("Pricing engine, service", exact=False, role="list item")
    program.key("l")
    program.see("Reason")
    program.click("Python (asyncio)", role="radio button")
    program.click("Reason", role="entry")
    program.type("The data team maintains it")
    program.picture("5-decides")
    program.click("Decide Python")
    program.see("decided against the advice", exact=False)

    step("takes it back and does it again")
    program.key("ctrl+z")
    program.gone("decided against the advice", exact=False)
    program.key("ctrl+shift+z")
    program.see("decided against the advice", exact=False)

    step("changes a range")
    program.click("Numbers")
    program.scroll_to("Peak external rate", "entry")
    program.click("Peak external rate", "entry")
    program.key("ctrl+a")
    program.type("200..400..900/s")
    program.key("Return")
    program.see("peak rate 200..400..900 req/s", exact=False)
    program.picture("6-range")

    step("looks at a scenario and the other theme")
    program.click("Scenario", role="combo box")
    program.click("Peak sale")
    program.see("Peak sale", exact=False)
    program.command("Dark theme")
    program.picture("7-dark")

    step("saves through the window's own dialog")
    saved = os.path.join(folder, "saved.plan.ron")
    program.key("ctrl+shift+s")
    choose_file(program, saved)
    program.until("the file is written", lambda: os.path.exists(saved))
    program.until("the title is clean", lambda: "•" not in program.title())
    check_saved(saved)
    holds(open(plan, "rb").read() == before, "the first file is untouched")

    step("exports a plot")
    picture = os.path.join(folder, "plot.png")
    program.command("Export")
    program.see("Export…", role="push button")
    program.picture("8-export")
    program.click("Export…", role="push button")
    choose_file(program, picture)
    program.until("the picture is written", lambda: os.path.exists(picture))
    holds(open(picture, "rb").read(8) == b"\x89PNG\r\n\x1a\n", "the export is a PNG")

    step("edits again, and is killed")
    kept = open(saved, "rb").read()
    program.click("Pricing engine, service", exact=False, role="list item")
    program.key("F2")
    program.type("Price engine")
    program.key("Return")
    program.see("Price engine, service", exact=False)
    desk.time.sleep(2)
    program.kill()
    holds(open(saved, "rb").read() == kept, "the crash leaves the file as it was")

    step("starts again, and has the edit back")
    program = start(folder, saved)
    program.see("Recover")
    program.picture("9-recover")
    program.click("Recover")
    program.see("Price engine, service", exact=False)
    holds("•" in program.title(), "recovered work is not saved yet")
    program.key("ctrl+s")
    program.until("it is saved", lambda: "•" not in program.title())
    holds("Price engine" in open(saved, encoding="utf-8").read(), "the file has the edit")
    command_line("check", saved, "--format", "json")
    program.picture("10-done")
    program.key("ctrl+q")
    program.ended()


def check_saved(path):
    """What the command line says of the saved plan is what was done in the window."""
    said = json.loads(command_line("advise", path, "--format", "json"))
    print(json.dumps([c for c in said["components"] if c["name"]=="Pricing engine"])[:3000])
    print(open(path).read()[:50])


def main():
    desk.listen()
    with tempfile.TemporaryDirectory() as folder:
        meeting(folder)
    print("the meeting went well")


main()
