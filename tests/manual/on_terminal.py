"""on_terminal.py COMMAND: runs it on a pseudo-terminal until its screen shows the tabs, quits it with
Ctrl-C, and exits with its status; 3 where nothing was shown, 4 where it did not end."""
import os
import pty
import select
import signal
import struct
import sys
import time
from fcntl import ioctl
from termios import TIOCSWINSZ

LIMIT = 60  # seconds, generous: a test machine may be slow

pid, terminal = pty.fork()
if pid == 0:
    os.environ["TERM"] = "xterm-256color"
    os.execv("/bin/sh", ["sh", "-c", sys.argv[1]])
ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
shown, asked, end = b"", False, time.monotonic() + LIMIT
while time.monotonic() < end:
    if select.select([terminal], [], [], 0.5)[0]:
        try:
            got = os.read(terminal, 65536)
        except OSError:
            got = b""
        if not got:
            break
        shown += got
    elif b" Pip" in shown and not asked:
        asked = True
        os.write(terminal, b"\x03")
else:
    os.kill(pid, signal.SIGKILL)
    sys.exit(4)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.exit(status if asked else 3 if status == 0 else status)
