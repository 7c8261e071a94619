"""The terminal program on pseudo-terminals: many sizes, kills, instances, and a large corpus.

    terminals.py resizes NUMBER | kills NUMBER | instances NUMBER SECONDS | corpus BYTES [--limits]

Prints a line "NAME: value" for each figure, and "lost: N" at the end; the exit status is 1 where N
is not 0. Times are figures alone, and with --limits they count as lost where they pass the limits
below. Called from the project's root; BUILD names the folder of the program."""
import fcntl
import os
import pty
import random
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time

PROGRAM = os.path.abspath(os.path.join(os.environ.get("BUILD", "build"), "lexwave"))
SOON = 60  # seconds until something has to have come, which bounds how long a failure takes
MEDIAN_MS, P99_MS, BREAK_MS = 10, 50, 100
BREAKS = 10  # times that the reading of a corpus is broken off
TRIES = 5  # readings of a corpus, each of which may be over before it is broken off
AT_ONCE = 12  # programs that are killed side by side
LONG = 70000  # bytes of a text to which changes are appended, more than STORE_LONG


def default_signals():
    """Of a program to be started: a shell has those in the background ignore Ctrl-C, and Python
    ignores SIGPIPE; Ctrl-C is then lost where it comes before the program has set its line."""
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, home, *arguments, cols=100, rows=30):
        env = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        env.update(TERM="xterm-256color", LC_ALL="C.UTF-8", HOME=home, XDG_STATE_HOME=home,
                   XDG_CONFIG_HOME=home)
        self.start(["--no-config", *arguments], env, cols, rows)

    def start(self, arguments, env, cols, rows, prepare=default_signals):
        """Returns once the program itself runs, and not a copy of this one any more."""
        self.seen, self.status = b"", None
        runs, until_then = os.pipe()  # both close where another program is executed
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
                prepare()
                os.execve(PROGRAM, [PROGRAM, *arguments], env)
            finally:
                os._exit(127)
        os.close(until_then)
        os.read(runs, 1)
        os.close(runs)
        os.set_blocking(self.fd, False)

    def read(self):
        """What has come since; keeps the last part of it in `seen`. b"" where nothing has."""
        try:
            came = os.read(self.fd, 1 << 20)
        except BlockingIOError:
            return b""
        except OSError:  # the program has ended
            return b""
        self.seen = (self.seen + came)[-(1 << 20):]
        return came

    def pause(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.fd], [], [], left)[0] and not self.read() and self.ended():
                return

    def settle(self, quiet=0.05):
        end = time.monotonic() + SOON
        while time.monotonic() < end and select.select([self.fd], [], [], quiet)[0]:
            if not self.read() and self.ended():
                return

    def write(self, data):
        end = time.monotonic() + SOON
        while data and time.monotonic() < end:
            ready = select.select([self.fd], [self.fd], [], 1)
            if ready[0] and not self.read() and self.ended():
                return
            if ready[1]:
                data = data[os.write(self.fd, data[:1024]):]

    def size(self, cols, rows):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def wait(self, text, seconds=SOON):
        """Seconds until the text was sent, or None."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if text in self.seen:
                return time.monotonic() - begun
            if select.select([self.fd], [], [], 0.05)[0] and not self.read() and self.ended():
                break
        return None

    def ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = status if pid else None
        return self.status is not None

    def close(self, key=b"\x03"):
        """Ends it by a key; what is wrong with how it ended, or None."""
        self.write(key)
        end = time.monotonic() + SOON
        while not self.ended() and time.monotonic() < end:
            self.pause(0.01)
        if not self.ended():
            self.kill()
            return "does not end"
        os.close(self.fd)
        return None if self.status == 0 else f"ended with wait status {self.status}"

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        if self.status is None:
            os.waitpid(self.pid, 0)
        self.status = -9
        os.close(self.fd)


lost = 0


def lose(what):
    global lost
    lost += 1
    print("# " + what, flush=True)


# ---- sizes ------------------------------------------------------------------

KEYS = [b"\t", b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"8", b"9",
        b"?", b"+", b"-", b"m", b"M", b"t", b"a", b" ", b"\x1b[6~", b"\x0c", b"\x1b[H", b"\x1b[F", b"p"]


def has_answer(terminal, number):
    """From whatever state another text is given, and seen."""
    word = b"answer%d" % number
    terminal.size(100, 30)
    terminal.write(b"\x07\r\x1b")
    terminal.settle()
    terminal.write(b"\x07:text " + word + b"\r")
    terminal.settle()
    terminal.seen = b""
    terminal.write(b"\x0c")
    return terminal.wait(word) is not None


def resizes(home, number):
    terminal = Terminal(home, "--fresh")
    terminal.settle(0.5)
    done = 0
    while done < number and not terminal.ended():
        terminal.size(random.choice([1, 2, random.randint(1, 500)]), random.choice([1, 2, random.randint(1, 200)]))
        done += 1
        if done % 2:
            terminal.write(random.choice(KEYS))
        terminal.pause(random.choice([0, 0.001, 0.01]))
        if done % 250 == 0 and not has_answer(terminal, done):
            lose(f"after {done} sizes: no answer came")
            break
    why = terminal.close()
    if why or done < number:
        lose(f"after {done} sizes: {why or 'ended'}")
    print(f"resizes: {done}")


# ---- kills ------------------------------------------------------------------

class Typist:
    """One program that is started, typed into and killed, over and over, in a folder of its own."""

    def __init__(self, home, is_long):
        os.mkdir(home)
        self.home, self.state = home, os.path.join(home, "lexwave", "state")
        self.number, self.kept, self.is_long = 0, 0, is_long
        self.begin("--fresh")
        self.terminal.write(b"\x1b[F\x15")
        if is_long:
            self.terminal.write(b"\x1b[200~" + b"you win " * (LONG // 8) + b"\x1b[201~")
            self.terminal.pause(3)

    def begin(self, *arguments):
        self.terminal = Terminal(self.home, *arguments)
        self.stop = time.monotonic() + 0.3 + random.uniform(0, 2.2)
        self.due = 0

    def type(self, now):
        if now < self.due:
            return
        self.number += 1
        self.due = now + 0.15
        self.terminal.write((" " if self.is_long or self.number > 1 else "").encode() + b"k%d" % self.number)

    def words(self):
        """The numbers that are kept, by a start of the program that reads its state."""
        self.begin()
        if self.terminal.wait(b"going on from last time") is None:
            return None
        try:
            with open(self.state, "rb") as f:
                return f.read()
        except OSError:
            return None

    def judge(self):
        """After a kill: the next start goes on, with all that had been kept before."""
        try:
            size = os.stat(self.state).st_size
        except FileNotFoundError:
            size = -1
        state = self.words() if size >= 0 else b""
        if size < 0:
            if self.kept:
                return "the state is gone"
            self.begin()
            return None
        if state is None:
            return "the next start does not go on with it"
        if b"k%d" % self.kept not in state and self.kept:
            return f"k{self.kept}, which was kept before, is not there"
        while b"k%d" % (self.kept + 1) in state:
            self.kept += 1
        return None


def kills(home, number):
    typists = [Typist(os.path.join(home, str(i)), i % 2) for i in range(min(AT_ONCE, number))]
    done = kept = 0
    while done < number:
        for t in typists:
            now = time.monotonic()
            t.terminal.read()
            if now < t.stop:
                t.type(now)
                continue
            t.terminal.kill()
            done += 1
            why = t.judge()
            if why:
                lose(f"kill {done}{', a long text' if t.is_long else ''}: {why}")
            t.terminal.write(b"\x1b[F")
            if done >= number:
                break
        time.sleep(0.005)
    for t in typists:
        kept += t.kept
        t.terminal.write(b" last")  # which is saved at the end: that removes what is half-written
        why = t.terminal.close()
        names = os.listdir(os.path.dirname(t.state))
        if why or any(name.endswith(".partial") for name in names):
            lose(f"at the end: {why or names}")
    print(f"kills: {done}\n# words typed and found again: {kept}")


# ---- instances --------------------------------------------------------------

def processor_ns(terminals):
    total = 0
    for t in terminals:
        with open(f"/proc/{t.pid}/schedstat", encoding="ascii") as f:
            total += int(f.read().split()[0])
    return total


def proportional_kb(terminals):
    total = 0
    for t in terminals:
        with open(f"/proc/{t.pid}/smaps_rollup", encoding="ascii") as f:
            total += sum(int(line.split()[1]) for line in f if line.startswith("Pss:"))
    return total


def play_keys(terminals, seconds):
    """One key a second for each, spread over the second; the waits in ms, and those without a picture."""
    poll, by_fd = select.epoll(), {t.fd: t for t in terminals}
    for t in terminals:
        t.read()
        poll.register(t.fd, select.EPOLLIN)
    begun, step, waits, sent = time.monotonic(), 1 / len(terminals), [], {}
    keys, at = int(seconds * len(terminals)), 0
    while at < keys or (sent and time.monotonic() < begun + seconds + SOON):
        now = time.monotonic()
        while at < keys and begun + at * step <= now:
            t = terminals[at % len(terminals)]
            at += 1
            if t.fd in sent:  # it has not answered yet: what it waits goes on
                continue
            sent[t.fd] = time.monotonic()
            os.write(t.fd, b"l" if at // len(terminals) % 2 else b"h")
        left = begun + at * step - time.monotonic() if at < keys else 0.1
        for fd, _ in poll.poll(max(left, 0)):
            came = time.monotonic()
            if by_fd[fd].read() and fd in sent:
                waits.append((came - sent.pop(fd)) * 1000)
    return sorted(waits), len(sent)


def instances(home, number, seconds, limits):
    terminals = []
    for _ in range(number):
        terminals.append(Terminal(home, "--fresh", cols=120, rows=40))
        terminals[-1].pause(0.01)
    for t in terminals:
        t.settle()
        t.write(b"\t")  # to the rows, where keys move the selection
    for t in terminals:
        t.settle(0.01)
    time.sleep(3)
    waits, none = play_keys(terminals, seconds)
    time.sleep(3)
    for t in terminals:
        t.read()
    before, begun = processor_ns(terminals), time.monotonic()
    time.sleep(5)
    idle = (processor_ns(terminals) - before) / 1e7 / (time.monotonic() - begun)
    memory = proportional_kb(terminals) / 1000 / number
    median, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    if none:
        lose(f"{none} keys had no picture")
    if limits and (median > MEDIAN_MS or p99 > P99_MS or idle > 0.01):
        lose("instances: a limit is passed")
    for t in terminals:
        why = t.close()
        if why:
            lose(why)
    print(f"instances: {number}\nkeys: {len(waits)}\nmedian: {median:.2f} ms\np99: {p99:.2f} ms\n"
          f"idle: {idle:.4f} % of a core, all together\nmemory: {memory:.2f} MB each, proportional")


# ---- a large corpus ---------------------------------------------------------

def write_corpus(path, size):
    with open("assets/corpus/teaching.txt", "rb") as f:
        text = f.read()
    block = text * (1 + (1 << 22) // len(text))
    with open(path, "wb") as f:
        for _ in range(size // len(block)):
            f.write(block)
        f.write(block[: size % len(block)])


def begin_corpus(terminal, path):
    """Whether the line that tells how far the reading is came."""
    terminal.settle()
    terminal.seen = b""
    terminal.write(b":corpus " + path.encode() + b"\r")
    return terminal.wait(b"Ctrl-C breaks it off") is not None


def break_off(terminal, path, after):
    """Milliseconds from Ctrl-C to the words that say that the reading is broken off, or None."""
    if not begin_corpus(terminal, path):
        return None
    terminal.pause(after)
    terminal.seen = b""
    begun = time.monotonic()
    terminal.write(b"\x03")
    # The screen may hold a "b" there already, which is then not sent again.
    came = terminal.wait(b"roken off")
    return None if came is None else (time.monotonic() - begun) * 1000


def break_in_time(terminal, home, path, after):
    """The same, and the terminal to go on with. Where a reading was over before, as the machine has
    less to do now, Ctrl-C has ended the program: another reading is broken off sooner."""
    for _ in range(TRIES):
        came = break_off(terminal, path, after)
        if came is not None or not terminal.ended():
            break
        os.close(terminal.fd)
        terminal, after = reader(home), after / 2
    return came, terminal


def reader(home):
    terminal = Terminal(home, "--fresh")
    terminal.settle(0.5)
    terminal.write(b"\t")
    return terminal


def read_whole(terminal, path):
    """Seconds that all of it takes, or None."""
    begun = time.monotonic()
    begin_corpus(terminal, path)
    terminal.write(b":text finished\r")  # which is taken when all is read
    while time.monotonic() - begun < 10 * SOON:
        if terminal.wait(b"finished", 0.5) is not None:
            return time.monotonic() - begun
        terminal.write(b"\x0c")  # has all of the picture sent
    return None


def corpus(home, size, limits):
    path = os.path.join(home, "corpus.txt")
    write_corpus(path, size)
    terminal = reader(home)
    took, waits = read_whole(terminal, path), []
    if took is None:
        lose("the corpus was not read to its end")
    else:
        last = max(0.5 * took, took - 2.5)
        for i in range(BREAKS):
            came, terminal = break_in_time(terminal, home, path, last * i / (BREAKS - 1))
            waits.append(came)
    if None in waits:
        lose("no progress was shown, or Ctrl-C had no answer: " + str(waits))
    longest = max((w for w in waits if w is not None), default=-1)
    if limits and longest > BREAK_MS:
        lose(f"Ctrl-C took {longest:.0f} ms")
    why = terminal.close()
    if why:
        lose(why)
    print(f"corpus: {size / 1e6:.0f} MB, read in {took or -1:.1f} s\n"
          f"Ctrl-C: {longest:.1f} ms, the longest of {len(waits)} all through it")


def main():
    limits = "--limits" in sys.argv
    what, *numbers = [word for word in sys.argv[1:] if word != "--limits"]
    numbers = [int(word) for word in numbers]
    home = tempfile.mkdtemp(prefix="lexwave-torture-")
    random.seed(1)
    try:
        if what == "resizes":
            resizes(home, *numbers)
        elif what == "kills":
            kills(home, *numbers)
        elif what == "instances":
            instances(home, *numbers, limits)
        elif what == "corpus":
            corpus(home, *numbers, limits)
        else:
            sys.exit(__doc__)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(f"lost: {lost}")
    sys.exit(lost > 0)


if __name__ == "__main__":
    main()
