#!/usr/bin/env python3
"""Time from start to the first frame, memory then, and idling of the window under software OpenGL.

Runs `xvfb-run -a -s "-screen 0 1280x800x24" benches/start.py target/release/polyplan [PLAN]` and
prints medians of eleven starts. Targets: 0.6 s and 150 MB resident. Needs Debian's xvfb, xauth and
libx11-6.
"""

import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
import time

STARTS = 11


class Screen:
    """The colour of a few points of the screen, asked of the X server."""

    def __init__(self):
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XDefaultRootWindow.restype = ctypes.c_ulong
        x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        x11.XGetImage.restype = ctypes.c_void_p
        x11.XGetImage.argtypes = (
            [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 2
            + [ctypes.c_ulong, ctypes.c_int]
        )
        x11.XGetPixel.restype = ctypes.c_ulong
        x11.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        x11.XFree.argtypes = [ctypes.c_void_p]
        self.x11 = x11
        self.display = x11.XOpenDisplay(None)
        if not self.display:
            sys.exit("no X server answers; run this under xvfb-run")
        self.root = x11.XDefaultRootWindow(self.display)

    def colors(self):
        """Distinct colours along a line across the menu bar."""
        image = self.x11.XGetImage(self.display, self.root, 0, 16, 400, 1, 0xFFFFFFFF, 2)
        seen = {self.x11.XGetPixel(image, x, 0) & 0xFFFFFF for x in range(400)}
        self.x11.XFree(image)
        return seen


def resident_mb(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1000
    return float("nan")


def start(screen, command, home):
    """Seconds to the first frame, MB at it and a second later."""
    env = os.environ | {"LIBGL_ALWAYS_SOFTWARE": "1", "POLYPLAN_HOME": home}
    began = time.perf_counter()
    with subprocess.Popen(command, env=env) as program:
        # Text of the menu bar has many shades; an empty window has one colour.
        while len(screen.colors()) < 5:
            if time.perf_counter() - began > 30 or program.poll() is not None:
                program.kill()
                sys.exit("no frame was drawn")
            time.sleep(0.002)
        seconds = time.perf_counter() - began
        first = resident_mb(program.pid)
        time.sleep(1)
        later = resident_mb(program.pid)
        program.kill()
    while len(screen.colors()) > 1:
        time.sleep(0.01)
    return seconds, first, later


def ticks(pid):
    """Processor time that a process has used, in hundredths of a second."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def idle(command, home):
    """Processor time of ten seconds at rest, in hundredths of a second."""
    env = os.environ | {"LIBGL_ALWAYS_SOFTWARE": "1", "POLYPLAN_HOME": home}
    with subprocess.Popen(command, env=env) as program:
        time.sleep(4)
        before = ticks(program.pid)
        time.sleep(10)
        used = ticks(program.pid) - before
        program.kill()
    return used


def main():
    command = sys.argv[1:] or ["target/release/polyplan"]
    screen = Screen()
    with tempfile.TemporaryDirectory() as home:
        runs = [start(screen, command, home) for _ in range(STARTS)]
        resting = idle(command, home)
    seconds, first, later = (statistics.median(column) for column in zip(*runs))
    verdict = lambda value, most: "ok" if value <= most else "MISSED"
    print(f"start to first frame  {seconds:6.2f} s   target 0.60 s   {verdict(seconds, 0.6)}")
    print(f"resident then         {first:6.0f} MB  target 150 MB   {verdict(first, 150)}")
    print(f"resident 1 s later    {later:6.0f} MB  target 150 MB   {verdict(later, 150)}")
    print(f"processor at rest     {resting / 1000:6.1%}    target 0.1 %    {verdict(resting, 1)}")


main()
