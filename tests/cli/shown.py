"""What the commands write and say of texts that are to act on what shows them.

    python3 tests/cli/shown.py build/lexwave-headless

Prints TAP. What may not be shown is told by Python's own tables and by the ranges of
Default_Ignorable_Code_Point in the Unicode Standard, not by the program. Every code point by itself is
tests/unit/test_shown.c; here the whole program is run, with those that matter.
"""
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.dont_write_bytecode = True
PROGRAM = os.path.abspath(sys.argv[1])
IGNORABLE = ((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
             (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
             (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3),
             (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF))
tests = failures = 0


def forbidden(cp):
    return 0 <= cp < 0x110000 and (unicodedata.category(chr(cp)) in ("Cc", "Co", "Cs", "Zl", "Zp") or cp & 0xFFFE == 0xFFFE or
            0xFDD0 <= cp <= 0xFDEF or any(first <= cp <= last for first, last in IGNORABLE))


def matters(cp):
    """The ends of each range of what is forbidden, some within, some marks and some of the others."""
    if forbidden(cp) and not (forbidden(cp - 1) and forbidden(cp + 1)):
        return True
    mark = unicodedata.category(chr(cp)) in ("Mn", "Me")
    return cp % (16 if mark else 3 if cp < 0x100 else 997) == 0


SCALARS = [cp for cp in range(0x110000) if not 0xD800 <= cp <= 0xDFFF]
FORBIDDEN = set(map(chr, filter(forbidden, SCALARS)))
CHOSEN = [chr(cp) for cp in SCALARS if matters(cp)]
MARKS = "".join(c for c in map(chr, SCALARS) if unicodedata.category(c) in ("Mn", "Me"))
PILE = re.compile(f"[{MARKS}]{{3}}")


def check(test):
    """Runs a test function and prints its TAP line."""
    global tests, failures
    tests += 1
    try:
        test()
    except Exception as e:  # the reason is in the assertion
        failures += 1
        print(f"not ok {tests} - {test.__doc__}")
        print("# " + repr(e)[:600].replace("\n", "\n# "))
        return
    print(f"ok {tests} - {test.__doc__}")


def run(*args, text=b"", status=0, folder=None, **environment):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": "/nowhere", **environment}
    done = subprocess.run([PROGRAM, *args], input=text, capture_output=True, env=environment, cwd=folder)
    assert done.returncode == status, (done.returncode, done.stderr, args)
    return done.stderr if status else done.stdout


def clean(out, newlines=True):
    """Decodes what was written; it must hold nothing that is forbidden, and no piles of marks."""
    text = out.decode("utf-8")
    found = (set(text) & FORBIDDEN) - ({"\n"} if newlines else set())
    assert not found, [f"U+{ord(c):04X}" for c in found][:9]
    assert not PILE.search(text), PILE.search(text)
    return text


def word(c):
    """Alone, after a letter, and many."""
    return f"{c} a{c} e{c * 4} "


def is_formula(text):
    return re.match("['\"\\s]*[=+\\-@＝＋－＠]", "".join("." if c in FORBIDDEN else c for c in text)) is not None


def picture(match):
    name, control = match.groups()
    return chr(int(name, 16)) if name else chr(0x7F if control == "␡" else ord(control) - 0x2400)


def field(text):
    """The text of a field, by the rule of the manual."""
    if text.startswith("'") and is_formula(text[1:]):
        text = text[1:]
    return re.sub("⟨U\\+([0-9A-F]{4,6})⟩|([␀-␟␡])", picture, text)


TEXT = "".join(map(word, CHOSEN)).encode()


def test_table():
    """encode, as a table: nothing that is forbidden"""
    for tokenizer in "word", "character":
        clean(run("encode", "-d", "1", "--tokenizer", tokenizer, "-", text=TEXT))


def test_json_and_csv():
    """encode, as JSON and CSV: nothing that is forbidden, and both read back as the same text"""
    for tokenizer in "word", "character":
        common = "encode", "-d", "1", "--tokenizer", tokenizer, "--format"
        tokens = json.loads(clean(run(*common, "json", "-", text=TEXT)))["tokens"]
        rows = list(csv.reader(io.StringIO(clean(run(*common, "csv", "-", text=TEXT)), newline="")))
        assert len(tokens) == len(rows) - 1 > len(CHOSEN), (len(tokens), len(rows))
        for token, row in zip(tokens, rows[1:]):
            assert field(row[1]) == token["text"], (row[1], token["text"])
            assert not is_formula(row[1]) or row[1][0] == "'", row[1]
            if tokenizer == "character":
                raw = TEXT[token["start"]:token["end"]].decode()
                assert unicodedata.normalize("NFC", raw) == unicodedata.normalize("NFC", token["text"]), (raw, token)


def test_pictures():
    """render, in every format: nothing that is forbidden"""
    step = 40
    for start in range(1, len(CHOSEN), 5 * step):
        text = "".join(map(word, CHOSEN[start:start + step]))
        for form in "text", "svg", "html", "ansi":
            out = run("render", "--format", form, "--size", "200x40", "--caption", text, text)
            clean(re.sub(rb"\x1b\[[0-9;]*m", b"", out) if form == "ansi" else out)


def test_messages():
    """messages: one line, in which nothing is forbidden, whatever is named"""
    for c in CHOSEN[1::37]:
        name = word(c)[:-1]
        ways = ([f"--{name}"], ["--scheme", name], ["--corpus", name], ["--format", name], ["-o", f"/nowhere/{name}"],
                ["-d", name])
        for way in ways[ord(c) % 2::2]:
            out = run("encode", *way, "text", status=1 if "/" in way[-1] or way[0] == "--corpus" else 2)
            assert clean(out).count("\n") == 1, out


def test_files():
    """a config file, a key script and a training text: messages in which nothing is forbidden"""
    with tempfile.TemporaryDirectory() as folder:
        for c in CHOSEN[1::97]:
            for name, options in (("config", ["--config"]), ("keys", ["--script"])):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                    out.write(word(c))
                said = subprocess.run([PROGRAM, "render", *options, name, "text"], cwd=folder, capture_output=True,
                                      env={**os.environ, "LC_ALL": "C.UTF-8"})
                clean(said.stderr)
            if c in "/\n" or len(c.encode()) > 200:
                continue
            source = os.path.join(folder, f"x{c * 4}.txt")
            with open(source, "w", encoding="utf-8") as out:
                out.write("you win or you die")
            out = clean(run("encode", "-d", "1", "--corpus", source, "you"))
            assert "vocabulary" in out


def test_other_locale():
    """messages where the locale is not UTF-8: ASCII alone"""
    for name in "Û31m", "é\u0301\u0301", "\uFFFE", "狗":
        for way in [f"--{name}"], ["--corpus", name]:
            out = run("encode", *way, "text", status=1 if way[0] == "--corpus" else 2, LC_ALL="C", LANG="C")
            assert out.isascii(), out


for each in test_table, test_json_and_csv, test_pictures, test_messages, test_files, test_other_locale:
    check(each)
print(f"1..{tests}")
sys.exit(failures > 0)
