#!/usr/bin/env python3
"""Writes the first inputs of the fuzz drivers, 50 and more for each, the same every time:
seeds.py FOLDER [DRIVER...]. Beside them tests/fuzz/corpus has those that were written by hand."""
import os
import struct
import sys

WORDS = ["you win or you die", "When you play the game of thrones", "don't lose", "e-mail re-read",
         "3.14 1,000 x_y", "___ a ____", "café e\u0301 naïve", "狗 is 犬", "ひらがな カタカナ", "שלום מה\"ד",
         "مرحبا", "\U0001F600\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F1E9\U0001F1EA\U0001F1EB",
         "ＦＵＬＬ", "ǅ ß İ ı ﬁ", "a\u0301\u0323\u0308", "\u202Eevil", "\uFEFFmark", "\u00AD\u200B",
         "กขค", "한국어 각", "x\r\ny\tz", "  ", "A", "Zz", "\u2028\u2029", "can’t O’Neil", "\uFFFD\uFFFE"]
RAW = [b"", b"\0", b"\xff\xfe", b"\xc3", b"\xe7\x95", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80" * 9,
       b"a" * 200, b"ab " * 60, bytes(range(256)), b"\xc0\xaf", b"\xe2\x80", b"\r", b"\x1b[31m"]
TEXTS = [w.encode() for w in WORDS] + RAW

KEYS = [b"\033[A", b"\033OB", b"\033[1;5C", b"\033[3;6~", b"\033[[A", b"\033[27;5;97~", b"\033[97;3u", b"\033x",
        b"\033", b"\033\033", b"\033[", b"\033O", b"\x7f", b"\x03", b"\x1c", b"\r", b"\t", b"\033[<0;31;8M",
        b"\033[<64;1;2M", b"\033[M !\"", b"\033]11;rgb:0/0/0\033\\", b"\033P1$r0m\033\\", b"\033_Gi=1\033\\",
        b"\033[?62;22c", b"\033[I", b"\033[200~text\033[201~", b"\033[200~", b"\033[201~", b"\033[200~a\033[20",
        b"\033[Mq", b"\x02k", b"\033?x", b"quit\rls\r", b"\xa1A\x81", b"\033[777~"]


def chunks(data, size, pause):
    """As fuzz_input reads them: a piece's length, its bytes, the pause after it."""
    out = b""
    for at in range(0, len(data), size):
        piece = data[at:at + size]
        out += bytes([len(piece) - 1]) + piece + bytes([pause])
    return out


def seeds_input():
    for kind in (0, 3):
        for i, key in enumerate(KEYS):
            yield bytes([kind]) + chunks(key + KEYS[(i * 7 + 3) % len(KEYS)], 1 + i % 32, (0, 51, 255, 2)[i % 4])
    for text in TEXTS:
        yield b"\x04" + text


def seeds_tokenizer():
    for kind in range(3):
        for text in TEXTS:
            yield bytes([kind]) + text
    for i in range(len(WORDS) - 2):
        yield b"\0" + " ".join(WORDS[i:i + 3]).encode()


seeds_corpus = seeds_tokenizer


def seeds_script():
    words = ["Left Right Up Down", "C-a M-f F1 S-Tab", "x é 狗", '"two words"', "'say \"x\"'", 'paste:"a\\n\\tb\\e\\\\"',
             "size:100x30", "size:1x1", "click:3,4", "wheelup:0,0 wheeldown:9,9", "wait:0 wait:900", "# note\nTab",
             "C-M-S-Up", "Enter Esc Space Backspace", "PgUp PgDn Home End", '"# no"', ": Tab Tab Enter", "wait:x",
             "size:0x0", "click:-1,2", '"open', "nonesuch", "F12 F13", '"\\q"', "paste:x", "C-Space", "M-:", "a# b"]
    for word in words:
        yield word.encode()
        yield (word + "\n# c\n" + words[(len(word) * 5) % len(words)]).encode()
    yield from (b'paste:"' + t + b'"' for t in TEXTS)


OPTIONS = ["d-model 64", "d-model 0", "d-model x", "base 500.5", "base 1", "layout split", "layout nope", "scheme binary",
           "init uniform", "seed 7", "scale off", "scale on", "join concatenate", "tokenizer byte", "frozen on",
           "theme light", "palette grey", "curves blocks", "ambiguous wide", "ascii on", "goal corpus", "model 1-block",
           "optimiser adam", "rate 0.1", "heads 2", "norm after", "mask none", "tied on", "temperature 0.5", "top-k 3",
           "view waves", "beside a second text", "size 80x24", "offset 5", "mouse off", "panel all", "color never",
           "format svg", "fresh on", "corpus a b.txt", "caption words"]


def seeds_config():
    for i, option in enumerate(OPTIONS):
        yield option.encode()
        yield ("# mine\n" + option + "\r\n\n" + OPTIONS[(i * 11 + 2) % len(OPTIONS)] + "\nkey F2 none\n").encode()
    for key in ("C-n scheme-next", "F2 none", "C- x", "q nope", "M-x quit", ""):
        yield ("key " + key).encode()


def seeds_state():
    for i, text in enumerate(TEXTS[:40]):
        size = min(255, (len(text) + 3) // 4)
        edits = b"".join(struct.pack("<HHB", j * 3, j, len(t[:255])) + t[:255]
                         for j, t in enumerate((b"ab", b"", text[:20])))
        yield b"\1" + struct.pack("<H", i * 9973 % 65536) + bytes([size]) + text.ljust(4 * size, b".") + b"\x0f\x07" + edits
    for i, option in enumerate(OPTIONS):
        head = "lexwave state 1\n" + option + "\ntoken 7\ndimension 2\n"
        yield b"\0" + head.encode() + b"text\n" + TEXTS[i % len(TEXTS)]
        yield b"\0" + head.encode() + b"text 4\nabcdedit 1 2 3\nxyz\nlines 11\n" + b"d-model 9\n\n" + b"edit 0 9"


def seeds_line():
    for i, option in enumerate(OPTIONS):
        yield option.encode()
        yield (option.split()[0][:3] + "\t\t").encode()
        yield (option + "\n" + OPTIONS[(i * 5 + 1) % len(OPTIONS)].split()[0] + " \t\t\x01").encode()
    for line in ("first-token", "redraw", "quit", "undo", "export svg out.svg", "export nope x", "export ", "corpus ~/a b",
                 "corpus built-in", "text é 狗", "caption <b>", "defaults", "", "   ", "x" * 150, "view \t\n\t\t"):
        yield line.encode()


def seeds_recipe():
    for i in range(64):
        yield bytes([i % 9 * 16 if i % 2 else i, i * 37 % 256, i % 6, i % 4, i % 12, i % 10, i % 3, i % 2, i % 3, i % 11,
                     i, 0, 0, i * 5 % 256, i % 7]) + bytes((j * i + 3) % 9 for j in range(24))


FLOATS = [0.0, -0.0, 1.0, -1.5, 1e-45, 1.17549435e-38, 3.4028235e38, float("inf"), float("-inf"), float("nan"),
          0.1, 16777217.0, 1 / 3, 1e10, -9.999999e-5]


def seeds_readback():
    for i in range(30):
        numbers = [FLOATS[(i * 7 + j * 3) % len(FLOATS)] for j in range(i)]
        yield bytes([2 * i]) + struct.pack("<HBH", i * 997 % 65536, 1, i) + struct.pack("<d", FLOATS[i % 15] * 1.1) + \
            b"".join(struct.pack("<f", x) for x in numbers)
    fields = [b"=1+2", b"+x", b"-y", b"@z", b"a,b", b'say "x"', b"\t=1", b"\r\n", b"'", b"", b"plain"] + TEXTS
    for i, field in enumerate(fields):
        cut = field[:39]
        yield bytes([1]) + bytes(5) + bytes(8) + bytes([len(cut)]) + cut + bytes([3]) + fields[(i * 5 + 1) % len(fields)][:3]


def seeds_text():
    for i, text in enumerate(TEXTS):
        yield text
        yield bytes([i, i % 5, i % 60, i % 4, i % 3]) + text * 3


def seeds_pipeline():
    for i, text in enumerate(TEXTS):
        cut = text[:23]
        for kind in (0, 0x80):
            yield bytes([i % 3, i % 5, kind, 0, 0, 1, len(cut)]) + cut + bytes([2, i % 9, i, kind | 3, 0, 9, 2, 20, 0]) + \
                bytes([kind | 1, i % 7, 1, 1, 2]) + b"ab"


def seeds_app():
    for i, option in enumerate(OPTIONS):
        yield f'Tab {i % 9 + 1} : "{option}" Enter Left Right wait:900 C-_'.encode()
    for i, word in enumerate(WORDS):
        text = word.replace("\r\n", " ").replace('"', "'")
        yield f'"{text}" Tab {i % 9 + 1} size:{60 + i}x{20 + i} l j click:{i},{i} paste:"{text}" Esc ?'.encode()


def seeds_option():
    for i, option in enumerate(OPTIONS):
        name, _, value = option.partition(" ")
        yield bytes([i % 4]) + f"--{name}={value}\n--{OPTIONS[(i * 3 + 1) % len(OPTIONS)].replace(' ', chr(10))}\nhello".encode()
        yield b"\4" + option.encode()
        yield b"\6lexwave state 1\n" + option.encode() + b"\ntoken 1\ntext\n" + TEXTS[i % len(TEXTS)]


def main():
    folder, wanted = sys.argv[1], sys.argv[2:]
    makers = {name[len("seeds_"):]: make for name, make in globals().items() if name.startswith("seeds_")}
    for name in wanted or sorted(makers):
        seeds = sorted(set(makers[name]()))
        assert len(seeds) >= 50, f"{name} has {len(seeds)} seeds"
        os.makedirs(os.path.join(folder, name), exist_ok=True)
        for i, seed in enumerate(seeds):
            with open(os.path.join(folder, name, f"{i:03}"), "wb") as out:
                out.write(seed)


if __name__ == "__main__":
    main()
