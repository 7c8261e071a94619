#!/usr/bin/env python3
"""How long a key waits for its answer while training runs, on a pseudo-terminal of 120 x 40.

Opens and closes the help 60 times and prints the median, the 90th percentile and the maximum in
milliseconds. BUILD names the folder of the program (build)."""
import fcntl
import os
import pty
import select
import struct
import tempfile
import termios
import time

PROGRAM = os.path.join(os.environ.get("BUILD", "build"), "lexwave")


def drain(fd, seconds):
    end = time.time() + seconds
    while time.time() < end:
        if select.select([fd], [], [], 0.01)[0]:
            os.read(fd, 65536)


def start(home):
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", HOME=home, XDG_STATE_HOME=home, LC_ALL="C.UTF-8")
        os.execv(PROGRAM, [PROGRAM, "--fresh", "--no-config"])
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    drain(fd, 1)
    return pid, fd


def answer(fd):
    """Milliseconds until the help is there."""
    os.write(fd, b"?")
    begun, seen = time.time(), b""
    while b"keys" not in seen and time.time() - begun < 2:
        if select.select([fd], [], [], 0.0005)[0]:
            seen += os.read(fd, 65536)
    waited = (time.time() - begun) * 1000
    drain(fd, 0.08)
    os.write(fd, b"q")
    drain(fd, 0.12)
    return waited


def measure(what, keys, home):
    pid, fd = start(home)
    for key in keys:
        os.write(fd, key.encode())
        drain(fd, 0.25)
    drain(fd, 2)
    waits = sorted(answer(fd) for _ in range(60))
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    print(f"{what:32} median {waits[30]:5.1f}  p90 {waits[54]:5.1f}  max {waits[-1]:5.1f} ms")


with tempfile.TemporaryDirectory() as folder:
    measure("nothing trains", "\t8", folder)
    measure("the line trains", "\t8 ", folder)
    measure("the corpus trains", "\t8f ", folder)
    measure("the corpus trains, one block", "\t8fv )))", folder)
