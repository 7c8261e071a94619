"""Presses Tab in a shell on a pseudo-terminal, and looks at what was completed and listed (TAP).

    python3 tests/completion/press_tab.py NAME FOLDER SHELL [ARGUMENT...]

FOLDER is where the shell starts, with a program `lexwave` in its PATH that writes RAN[word|word]:
what stands on the command line when Enter is pressed. What Tab is to write is waited for, since a
shell may leave out what it would do while keys wait."""
import os
import pty
import re
import select
import struct
import fcntl
import sys
import termios
import time

LIMIT = float(os.environ.get("TAB_LIMIT", 60))  # seconds that one answer may take on a busy machine

# Keys up to Enter, and the words that the program is then given; = as a blank, since shells
# differ in how they go on after an option's name.
COMPLETED = [
    ("enc\t", "encode"),
    ("help tr\t", "help train"),
    ("--th\tl\t", "--theme light"),
    ("--theme=l\t", "--theme light"),
    ("--palette gr\t", "--palette grey"),
    ("--view sc\t", "--view schemes"),
    ("--scheme on\t", "--scheme one-sine"),
    ("render --view=wav\t", "render --view waves"),
    ("encode --format j\t", "encode --format json"),
    ("table --format n\t", "table --format npy"),
    ("render --format h\t", "render --format html"),
    ("train --rate a\t", "train --rate auto"),
    ("train --step\t", "train --steps"),
    ("encode --corpus mil\t", "encode --corpus milk.txt"),
    ("encode --corpus=mil\t", "encode --corpus milk.txt"),
    ("encode --config mil\t", "encode --config milk.txt"),
    ("encode -o mil\t", "encode -o milk.txt"),
    ("render --script mil\t", "render --script milk.txt"),
    ("train --rows mil\t", "train --rows milk.txt"),
    ("train --rows dee\tin\t", "train --rows deep/inside.npy"),
    ("encode --corpus ev\t", "encode --corpus evil;touch ran.txt"),
    # Nothing is offered where a text stands, nor a number, nor what is another command's.
    ("mil\t", "mil"),
    ("encode mil\t", "encode mil"),
    ("encode enc\t", "encode enc"),
    ("encode --d-model mil\t", "encode --d-model mil"),
    ("render --caption mil\t", "render --caption mil"),
    ("encode --siz\t", "encode --siz"),
    ("-- --th\t", "-- --th"),
]

# What stands on the line after a Tab that other keys follow.
FIRST = {"--th": "--theme", "train --rows dee": "deep/"}

# Keys, the words that are listed, and some that are not.
LISTED = [
    ("", "encode render table train help", "milk.txt"),
    ("help ", "encode render table train help", "milk.txt"),
    ("--view ", "pipeline vocabulary embedding waves sum similarity schemes training attention", "milk.txt"),
    ("--theme ", "dark light contrast none", "milk.txt"),
    ("table --format ", "csv npy", "json html"),
    ("encode --t", "--tied --tokenizer --trained-steps", "--theme --temperature --top-k"),
    ("render --t", "--theme --tied --tokenizer --temperature --top-k", "--trained-steps"),
]


class Shell:
    def __init__(self, folder, command):
        self.output, self.seen = "", 0
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvp(command[0], command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))

    def send(self, keys):
        self.seen = len(self.output)
        os.write(self.fd, keys.encode())

    def type(self, keys, wanted):
        """A line, its Tabs and Enter; `wanted` are the words that it becomes. What Tab did not write
        in time, if anything."""
        *tabbed, rest = keys.split("\t")
        missing = ""
        self.send("lexwave ")
        for i, typed in enumerate(tabbed):
            os.write(self.fd, (typed + "\t").encode())
            awaited = i == 0 and FIRST.get(typed) or wanted.split()[-1]
            if not self.wait(awaited):
                missing += f"Tab after {typed!r} did not write {awaited!r}\n{self.since()}\n"
        os.write(self.fd, (rest + "\r").encode())
        return missing

    def clear(self):
        """Gives the line up, and the list of one; what went wrong. A key may go to the list, or to a
        completion that still runs, so that a few are tried."""
        for _ in range(5):
            self.send("\x03")
            self.wait("READY>", limit=LIMIT / 30)
            self.send("\x15echo cle''ared\r")
            if self.wait("cleared", "READY>", limit=LIMIT / 5):
                return ""
        return "the line was not given up\n" + self.since()

    def since(self):
        """What was written since the last keys, without the terminal's own language, and without
        what a backspace writes over."""
        plain = re.sub(r"\x1b(\[[0-9;?<>=]*[A-Za-z]|\][^\x07]*\x07|[=>()][0B]?)|\x07", "", self.output[self.seen:])
        return re.sub(r"[^\x08]\x08", "", plain)

    def wait(self, *words, limit=LIMIT):
        """Until all of the words were written; False when the time is over."""
        end = time.monotonic() + limit
        while not all(word in self.since() for word in words):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                return False
            try:
                got = os.read(self.fd, 65536)
            except OSError:
                return False
            # A shell that asks what terminal this is waits for an answer.
            if re.search(rb"\x1b\[0?c", got):
                os.write(self.fd, b"\x1b[?62c")
            self.output += got.decode("utf-8", "replace")
        return True


count = bad = 0


def check(name, problem):
    global count, bad
    count += 1
    print(f"{'not ok' if problem else 'ok'} {count} - {name}", flush=True)
    if problem:
        bad += 1
        for line in problem.splitlines():
            print(f"# {line!r}")


def main():
    name, folder, command = sys.argv[1], sys.argv[2], sys.argv[3:]
    shell = Shell(folder, command)
    if not shell.wait("READY>"):
        check(f"{name} starts", shell.output)
        return
    for keys, wanted in COMPLETED:
        problem = shell.type(keys, wanted)
        problem += "" if shell.wait("RAN[", "]", "READY>") else "it did not run\n" + shell.since()
        ran = re.search(r"RAN\[(.*?)\]", shell.since())
        words = ran.group(1).replace("|", " ").replace("=", " ").strip() if ran else ""
        if not problem and words != wanted:
            problem = f"given {words}, not {wanted}"
        check(f"{name}: lexwave {keys!r}", problem)
    tabs = "\t\t" if "bash" in command[0] else "\t"
    for keys, listed, absent in LISTED:
        shell.send(f"lexwave {keys}{tabs}")
        problem = "" if shell.wait(*listed.split()) else "not listed\n" + shell.since()
        shown = shell.since()
        if "RAN[" in shown:
            problem = "the program was run"
        problem += shell.clear()
        for word in absent.split():
            if re.search(rf"(^|\s){re.escape(word)}\b", shown):
                problem += f"{word} is listed, too\n"
        check(f"{name}: lexwave {keys!r} lists", problem)
    shell.send("lexwave encode $(touch ran) --to\t")
    problem = "" if shell.wait("--tokenizer") else shell.since()
    problem += shell.clear()
    if os.path.exists(os.path.join(folder, "ran")):
        problem += "a command of the line was run"
    check(f"{name}: Tab runs nothing of the line", problem)
    shell.send("exit\r")
    os.close(shell.fd)
    os.waitpid(shell.pid, 0)


main()
print(f"1..{count}")
sys.exit(bad > 0)
