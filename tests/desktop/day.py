"""What a day at the window is made of: steps with a picture of each, and how many gestures they took."""

import json
import os
import pathlib
import subprocess

from window import Window

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Day:
    """Steps in a window; each leaves a picture where DESKTOP_PICTURES says."""

    title = ""

    def __init__(self, binary, folder, plan=None):
        self.binary = binary
        self.folder = pathlib.Path(folder)
        self.plan = plan
        self.steps = 0
        self.window = self.open()

    def open(self):
        arguments = [self.plan] if self.plan else []
        home = self.folder / "home"
        return Window(self.binary, *arguments, env={"POLYPLAN_HOME": str(home)})

    def run(self, steps):
        """Does the steps one after the other and says how many gestures each took."""
        for step in steps:
            self.steps += 1
            before = self.window.gestures
            try:
                step()
            except Exception:
                self.picture(f"{step.__name__}-failed")
                self.window.print()
                raise
            self.picture(step.__name__)
            name = step.__name__.replace("_", " ")
            print(f"{self.title} {self.steps:2}  {self.window.gestures - before:2} gestures  {name}", flush=True)

    def picture(self, name):
        folder = os.environ.get("DESKTOP_PICTURES")
        if folder:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            self.window.picture(f"{folder}/{self.title}-{self.steps:02}-{name}.png")

    def said(self, *words):
        """What the command line says, with its exit code."""
        command = [self.binary, *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    def told(self, *words):
        """What the command line tells programs."""
        code, text = self.said(*words, "--format", "json")
        assert code == 0, f"{words}: exit code {code}"
        return json.loads(text)
