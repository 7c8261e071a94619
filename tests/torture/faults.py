"""Disks, files, homes, clocks, signals and limits that are not as they should be.

    faults.py PRELOAD [ROUNDS]

PRELOAD is faults.c as a library. Each case starts the program under one fault. What is wanted is a
smaller service or an end in one clear line: what is typed is seen, nothing hangs, standard error
has no control characters, the terminal is given back. Prints a line for what was lost,
"faults: N", and "lost: N" at the end; the exit status is 1 where that is not 0. Called from the
project's root; BUILD names the folder of the program."""
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time

sys.dont_write_bytecode = True
import terminals
from terminals import PROGRAM, Terminal

PRELOAD = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 20
LONG = 40  # seconds that a command may take on a busy machine
tried = 0


def case(name, problem):
    global tried
    tried += 1
    if problem:
        terminals.lose(f"{name}: {problem}")


def environment(home, **more):
    env = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": home,
           "XDG_STATE_HOME": os.path.join(home, "state"), "XDG_CONFIG_HOME": os.path.join(home, "config")}
    env.update(more)
    return {name: value for name, value in env.items() if value is not None}


def limited(limits):
    for what, value in limits.items():
        resource.setrlimit(what, (value, value))


def line_wrong(text):
    """What is wrong with what stands on standard error: at most one line, and that a plain one."""
    if re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text):
        return f"control characters on standard error: {text!r}"
    if text.count("\n") != 1 or len(text) > 6000:
        return f"not one line on standard error: {text[:500]!r}"
    return ""


# ---- commands ---------------------------------------------------------------

def command(*arguments, env=None, limits=None, stdin=b""):
    """What is wrong with how a command ends: it works, or fails with one line."""
    home = tempfile.mkdtemp(prefix="lexwave-fault-")
    try:
        done = subprocess.run([PROGRAM, *arguments], env=env or environment(home), input=stdin, timeout=LONG,
                              capture_output=True, preexec_fn=(lambda: limited(limits)) if limits else None)
    except subprocess.TimeoutExpired:
        return "it hangs"
    finally:
        shutil.rmtree(home, ignore_errors=True)
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode == 0:
        return "" if not said else f"status 0, and yet: {said[:500]!r}"
    # 127: the system's loader had too little to start the program at all.
    if done.returncode not in (1, 2, 127):
        return f"status {done.returncode}: {said[:500]!r}"
    return line_wrong(said)


def of_limits():
    # Curses itself reads an entry of terminfo into more stack than 160 KiB leave.
    mega, kilo = 1 << 20, 1 << 10
    for name, what, values in (
            ("-v", resource.RLIMIT_AS, [m * mega for m in (4, 6, 8, 10, 12, 16, 24, 32, 64, 128)]),
            ("-s", resource.RLIMIT_STACK, [k * kilo for k in (192, 256, 512, 1024)]),
            ("-n", resource.RLIMIT_NOFILE, [3, 4, 5, 6, 8, 12]),
            ("-f", resource.RLIMIT_FSIZE, [0, 100, 4096, 100000])):
        for value in values:
            limits = {what: value}
            case(f"ulimit {name} {value}: encode", command("encode", "one fish two", limits=limits))
            case(f"ulimit {name} {value}: render", command("render", "--view", "sum", "one fish two", limits=limits))
            case(f"ulimit {name} {value}: table -o", to_file(limits))
            case(f"ulimit {name} {value}: terminal", session(limits=limits))


def to_file(limits):
    """A table to a file is written whole or not at all."""
    folder = tempfile.mkdtemp(prefix="lexwave-fault-")
    try:
        path = os.path.join(folder, "p.npy")
        problem = command("table", "-d", "64", "--format", "npy", "-o", path, limits=limits)
        left = os.listdir(folder)
        if not problem and left not in ([], ["p.npy"]):
            problem = f"left: {left}"
        if not problem and left and os.path.getsize(path) != 128 + 512 * 64 * 4:
            problem = f"half a file of {os.path.getsize(path)} bytes"
        return problem
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# ---- the terminal program ---------------------------------------------------

class Faulty(Terminal):
    def __init__(self, env, limits=None, arguments=()):
        def prepare():
            terminals.default_signals()
            limited(limits or {})
        self.start(arguments, env, 100, 30, prepare)

    def all_read(self):
        while self.read():
            pass

    def signal(self, number):
        if not self.ended():
            os.kill(self.pid, number)

    def finish(self):
        """Waits for its end; False where that does not come."""
        end = time.monotonic() + LONG
        while not self.ended() and time.monotonic() < end:
            self.pause(0.01)
        self.all_read()
        return self.ended()


def end_wrong(terminal, allowed=(0,)):
    """What is wrong with how a program on a terminal has ended; closes it."""
    try:
        flags = termios.tcgetattr(terminal.fd)[3]
    except termios.error:
        flags = termios.ICANON | termios.ECHO
    after = terminal.seen.rpartition(b"\x1b[?1049l")
    os.close(terminal.fd)
    status = terminal.status
    if not flags & termios.ICANON or not flags & termios.ECHO:
        return "the terminal's modes are not given back"
    if b"\x1b[?1049h" in terminal.seen and not after[1]:
        return "the screen is not given back"
    said = re.sub(r"\x1b\[[0-9;?<>=]*[A-Za-z]|\x1b[=>78]|\x1b\][^\x07]*\x07|\r", "", after[2].decode("utf-8", "replace"))
    if os.WIFSIGNALED(status):
        return "" if os.WTERMSIG(status) in allowed else f"ended by signal {os.WTERMSIG(status)}: {said[-300:]!r}"
    if os.WEXITSTATUS(status) == 0:
        return "" if not said.strip() or said.count("\n") <= 1 else f"status 0: {said[-300:]!r}"
    if os.WEXITSTATUS(status) not in (1, 2, 127):
        return f"status {os.WEXITSTATUS(status)}: {said[-300:]!r}"
    return line_wrong(said.lstrip("\n"))


def session(env=None, limits=None, arguments=(), meanwhile=None):
    """Types a text, sees it, and ends. What is wrong, or nothing: a program that ends at once with a
    line has no session to give."""
    home = tempfile.mkdtemp(prefix="lexwave-fault-")
    env = env or environment(home)
    terminal = Faulty(env, limits, arguments)
    try:
        if terminal.wait(b"Pip") is None and not terminal.ended():
            terminal.kill()
            return "no picture comes"
        terminal.settle()
        if not terminal.ended():
            terminal.write(b"zebra")
            if meanwhile:
                terminal.settle()
                meanwhile(home)
                terminal.write(b"quagga")
            terminal.settle()
            terminal.seen = terminal.seen.replace(b"zebra", b"")
            terminal.write(b"\x0c")
            if terminal.wait(b"zebra" if not meanwhile else b"quagga") is None and not terminal.ended():
                terminal.kill()
                return "what is typed is not seen"
            terminal.write(b"\x03")
        if not terminal.finish():
            terminal.kill()
            return "it does not end"
        return end_wrong(terminal)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def of_homes():
    home = tempfile.mkdtemp(prefix="lexwave-fault-")
    plain = os.path.join(home, "plain")
    open(plain, "w").close()
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        for what, value in (("missing", None), ("empty", ""), ("relative", "some/where"), ("long", "/" + "x" * 5000),
                            ("many folders", "/tmp" + "/y" * 2500), ("not there", "/nonexistent/at/all"),
                            ("a file", plain), ("of another system", "/proc"), ("a device", "/dev/null")):
            env = environment(home)
            if name == "HOME":
                del env["XDG_STATE_HOME"], env["XDG_CONFIG_HOME"]
            if value is None:
                env.pop(name)
            else:
                env[name] = value
            case(f"{name} {what}", session(env))
            case(f"{name} {what}: encode", command("encode", "one fish", env=env))
    shutil.rmtree(home, ignore_errors=True)


def odd(path, kind):
    """Makes the path what it should not be."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if kind == "FIFO":
        os.mkfifo(path)
    elif kind == "folder":
        os.mkdir(path)
    elif kind == "loop":
        os.symlink(path, path)
    elif kind == "900 MB":
        with open(path, "wb") as f:
            f.truncate(900 << 20)
    elif kind == "900 MB of lines":
        with open(path, "wb") as f:
            for _ in range(90):
                f.write(b"no such line at all\n" * 524288)
    elif kind == "noise":
        with open(path, "wb") as f:
            f.write(random.randbytes(100000))
    else:
        os.symlink(kind, path)


def of_files():
    for kind in ("FIFO", "folder", "loop", "900 MB", "noise", "/dev/zero", "/dev/full", "/dev/null", "/dev/tty", "/nowhere"):
        for name, path in (("state", "state/lexwave/state"), ("config", "config/lexwave/config")):
            home = tempfile.mkdtemp(prefix="lexwave-fault-")
            odd(os.path.join(home, path), kind)
            case(f"{name}: {kind}", session(environment(home)))
            if name == "config":
                case(f"{name}: {kind}: encode", command("encode", "one fish", env=environment(home)))
            shutil.rmtree(home, ignore_errors=True)
        for option in ("--corpus", "--script", "--config"):
            folder = tempfile.mkdtemp(prefix="lexwave-fault-")
            path = os.path.join(folder, "file")
            odd(path, kind)
            case(f"render {option}: {kind}", command("render", option, path, "one fish"))
            shutil.rmtree(folder, ignore_errors=True)


# ---- disks ------------------------------------------------------------------

def vanish(home):
    shutil.rmtree(home)


def of_disks():
    case("a home that vanishes", session(meanwhile=vanish))
    case("a home that is a file then", session(meanwhile=lambda home: (vanish(home), open(home, "w").close(), os.remove(home))))
    for arguments in (("encode", "one"), ("table",), ("render", "one"), ("train", "one fish two fish", "--steps", "3")):
        case(f"{arguments[0]} -o /dev/full", command(*arguments, "-o", "/dev/full"))
        case(f"{arguments[0]} -o in /proc", command(*arguments, "-o", "/proc/lexwave"))
    mount = tempfile.mkdtemp(prefix="lexwave-fault-")
    for name, options in (("full", "size=16k"), ("read-only", "size=1m,ro")):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "lexwave", mount], capture_output=True).returncode:
            print(f"skipped: a disk that is {name}: it cannot be mounted here")
            continue
        if name == "full":
            try:
                with open(os.path.join(mount, "filler"), "wb") as f:
                    f.write(b"x" * 100000)
            except OSError:
                pass
        case(f"a home on a {name} disk", session(environment(mount)))
        case(f"table -o on a {name} disk", command("table", "-o", os.path.join(mount, "p.csv")))
        subprocess.run(["umount", mount], check=True)
    os.rmdir(mount)


def keys_of(terminal, count):
    """Milliseconds of each of so many keys to the picture with them, or None."""
    times = []
    for i in range(count):
        begun = time.monotonic()
        terminal.seen = b""
        terminal.write(b"q")
        while not terminal.seen and time.monotonic() - begun < LONG:
            terminal.pause(0.002)
        times.append((time.monotonic() - begun) * 1000)
        terminal.pause(random.uniform(0, 0.1))
    return times


def of_slow_disk():
    home = tempfile.mkdtemp(prefix="lexwave-fault-")
    middle = {}
    for fault in ("none", "slow"):
        terminal = Faulty(environment(home, LD_PRELOAD=PRELOAD, FAULT=fault), arguments=["--fresh"])
        terminal.settle(0.5)
        times = sorted(keys_of(terminal, 60))
        middle[fault] = times[len(times) // 2]
        terminal.write(b"\x03")
        case(f"fsync: {fault}", "it does not end" if not terminal.finish() else end_wrong(terminal))
    print(f"key to picture: {middle['none']:.1f} ms, with an fsync of 200 ms {middle['slow']:.1f} ms (medians of 60)")
    case("a slow disk slows the keys", "" if middle["slow"] < middle["none"] + 100 else str(middle))
    shutil.rmtree(home, ignore_errors=True)


def of_clocks():
    home = tempfile.mkdtemp(prefix="lexwave-fault-")
    for i in range(3):
        case("clocks that jump", session(environment(home, LD_PRELOAD=PRELOAD, FAULT="jump")))
    case("clocks that jump: train", command("train", "one fish two fish", "--steps", "20",
                                            env=environment(home, LD_PRELOAD=PRELOAD, FAULT="jump")))
    shutil.rmtree(home, ignore_errors=True)


# ---- signals ----------------------------------------------------------------

def of_suspending():
    home = tempfile.mkdtemp(prefix="lexwave-fault-")
    terminal = Faulty(environment(home), arguments=["--fresh"])
    terminal.settle(0.5)
    for _ in range(ROUNDS):
        for stop in (signal.SIGTSTP, signal.SIGSTOP):
            terminal.write(random.choice([b"a", b"b ", b"\x7f", b"\t", b"\x1b[200~pas", b"\x1b[201~"]))
            terminal.pause(random.uniform(0, 0.03))
            terminal.signal(stop)
            terminal.pause(random.uniform(0, 0.03))
            terminal.signal(signal.SIGCONT)
    terminal.write(b"\x1b[201~\x07\r\x1b\x07:text okapi\r")
    terminal.settle()
    terminal.seen = terminal.seen[-100000:].replace(b"okapi", b"")
    terminal.write(b"\x0c")
    answers = terminal.wait(b"okapi") is not None
    terminal.write(b"\x03")
    ends = terminal.finish()
    case("stopped and continued", "no answer" if not answers else "it does not end" if not ends else end_wrong(terminal))
    shutil.rmtree(home, ignore_errors=True)


# Of a fault of its own a program dies with what it held, and KILL and STOP ask nobody.
OTHERS = {signal.SIGKILL, signal.SIGSTOP, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE,
          signal.SIGABRT, signal.SIGTRAP, signal.SIGSYS}


def of_signals():
    for number in sorted(set(signal.valid_signals()) - OTHERS):
        if number > 31:
            continue
        home = tempfile.mkdtemp(prefix="lexwave-fault-")
        for wait in (random.uniform(0, 0.05), 0.3, random.uniform(0, 0.3)):
            terminal = Faulty(environment(home), arguments=["--fresh"])
            terminal.pause(wait)
            terminal.write(b"zebra" if random.random() < 0.5 else b"")
            terminal.signal(number)
            terminal.pause(0.1)
            terminal.signal(signal.SIGCONT)
            problem = ""
            if not terminal.ended():
                terminal.write(b"\x03\x03")
            if not terminal.finish():
                problem = "it does not end"
                terminal.kill()
            case(f"signal {number} after {wait * 1000:.0f} ms", problem or end_wrong(terminal, (number,)))
        shutil.rmtree(home, ignore_errors=True)


def main():
    random.seed(1)
    for part in (of_homes, of_files, of_disks, of_slow_disk, of_clocks, of_suspending, of_signals, of_limits):
        begun, before = time.monotonic(), tried
        part()
        print(f"# {part.__name__[3:]}: {tried - before} in {time.monotonic() - begun:.0f} s", flush=True)
    print(f"faults: {tried}\nlost: {terminals.lost}")
    sys.exit(terminals.lost > 0)


if __name__ == "__main__":
    main()
