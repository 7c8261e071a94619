#!/usr/bin/env python3
"""terminals.py - photograph the program in each terminal that is installed.

    tests/pictures/terminals.py [-s COLSxROWS] [-v VIEW] [-o FOLDER] [TERMINAL ...]

Each terminal gets an X server of its own (Xvfb, software rendering) and no settings but its
size; it chooses TERM itself. One PNG a terminal is written to FOLDER (terminals), beside a
line with the TERM and the size that the program was given. A terminal that is not there is
said to be skipped.
"""
import argparse
import importlib.machinery
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SCREEN = (1600, 1000)

# How each is told the size and the program.
TERMINALS = {
    "xterm": ["xterm", "-u8", "-geometry", "{c}x{r}", "-fa", "DejaVu Sans Mono", "-fs", "10", "-e"],
    "kitty": ["kitty", "--config", "NONE", "-o", "initial_window_width={c}c", "-o",
              "initial_window_height={r}c", "-o", "remember_window_size=no", "-o",
              "update_check_interval=0"],
    "alacritty": ["alacritty", "-o", "window.dimensions.columns={c}", "-o",
                  "window.dimensions.lines={r}", "-e"],
    "konsole": ["konsole", "--nofork", "--hide-menubar", "--hide-tabbar", "-p", "TerminalColumns={c}",
                "-p", "TerminalRows={r}", "-e"],
    "xfce4-terminal": ["xfce4-terminal", "--disable-server", "--hide-menubar", "--geometry={c}x{r}", "-x"],
    "st": ["st", "-g", "{c}x{r}", "-e"],
    "urxvt": ["urxvt", "-geometry", "{c}x{r}", "-e"],
    "mlterm": ["mlterm", "-g", "{c}x{r}", "-e"],
}


def termshot():
    """The neighbouring program as a module: its frame buffer reader and PNG writer."""
    loader = importlib.machinery.SourceFileLoader("termshot", os.path.join(HERE, "termshot"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("termshot", loader))
    loader.exec_module(module)
    return module


def start_server(folder):
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "%dx%dx24" % SCREEN, "-fbdir", folder,
         "-dpi", "96", "-nocursor", "-nolisten", "tcp", "-noreset", "+extension", "GLX"],
        pass_fds=[writing], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True)
    os.close(writing)
    with os.fdopen(reading) as number:
        return server, ":" + number.readline().strip()


def wait_still(frame, limit):
    """Until nothing has changed for a second, after a first change."""
    blank = last = frame.digest(*SCREEN)
    still, end = time.monotonic(), time.monotonic() + limit
    while time.monotonic() < end:
        time.sleep(0.1)
        now = frame.digest(*SCREEN)
        if now != last:
            last, still = now, time.monotonic()
        elif now != blank and time.monotonic() - still > 1:
            return True
    return False


def photograph(shot, name, options, out):
    folder = tempfile.mkdtemp(prefix="terminals.")
    server, display = start_server(folder)
    cols, rows = options.size.split("x")
    note = os.path.join(folder, "note")
    script = 'echo "TERM=$TERM COLORTERM=$COLORTERM $(stty size)" >"$0"; exec "$@"'
    env = {k: v for k, v in os.environ.items()
           if k not in ("TERM", "COLORTERM", "LINES", "COLUMNS", "TMUX", "STY", "LC_ALL")}
    env.update(DISPLAY=display, LANG="C.UTF-8", HOME=folder, XDG_STATE_HOME=folder,
               XDG_RUNTIME_DIR=folder, LIBGL_ALWAYS_SOFTWARE="1", NO_AT_BRIDGE="1")
    command = [word.format(c=cols, r=rows) for word in TERMINALS[name]]
    command += ["/bin/sh", "-c", script, note, os.path.join(ROOT, "build", "lexwave"), "--fresh",
                "--no-config", "--view", options.view]
    if name in ("konsole", "xfce4-terminal") and shutil.which("dbus-run-session"):
        command = ["dbus-run-session", "--"] + command
    terminal = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, cwd=folder,
                                stdout=subprocess.DEVNULL, stderr=open(os.path.join(folder, "log"), "w"),
                                start_new_session=True)
    try:
        frame = shot.Frame(os.path.join(folder, "Xvfb_screen0"))
        if not wait_still(frame, 30) or not os.path.exists(note):
            with open(os.path.join(folder, "log")) as log:
                return "no picture: " + " / ".join(log.read().split("\n")[-4:])
        shot.png(os.path.join(out, name + ".png"), *SCREEN, frame.rgb(*SCREEN))
        with open(note) as told:
            return told.read().strip()
    finally:
        for process in (terminal, server):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-s", "--size", default="100x30")
    parser.add_argument("-v", "--view", default="waves")
    parser.add_argument("-o", "--out", default="terminals")
    parser.add_argument("terminal", nargs="*", choices=[[], *TERMINALS])
    options = parser.parse_args()
    if not shutil.which("Xvfb"):
        sys.exit("terminals.py: Xvfb is not installed")
    shot = termshot()
    os.makedirs(options.out, exist_ok=True)
    for name in options.terminal or TERMINALS:
        if shutil.which(name):
            print("%-15s %s" % (name, photograph(shot, name, options, options.out)), flush=True)
        else:
            print("%-15s skipped: not installed" % name)


main()
