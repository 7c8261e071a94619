#!/usr/bin/env python3
"""Writes src/base/unicode_tables.inc from Python's Unicode data.

Run from anywhere:  python3 assets/unicode/tables.py
The tables are those of Python's own `unicodedata.unidata_version`; the result
is committed, so that a build needs no Python.
"""

import os
import unicodedata

LAST = 0x10FFFF
BMP = 0x10000  # below, nearly all text: pages that tell each code point's properties at once
PAGE = 64
COLUMNS = 110

# Property White_Space of PropList.txt; the same 25 since Unicode 6.3. Not
# str.isspace(), which adds the separators U+001C..U+001F.
WHITE_SPACE = {*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B),
               0x2028, 0x2029, 0x202F, 0x205F, 0x3000}

# The Han blocks that BERT's basic tokenizer splits around, then the extensions
# that Unicode gained later. Whole blocks: unassigned places belong to Han too.
CJK = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
       (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
       (0x2CEB0, 0x2EBEF), (0x30000, 0x3134F), (0x31350, 0x323AF)]

# Where EastAsianWidth.txt makes even unassigned code points wide. Python is
# asked only for assigned ones: some versions (3.11) call all others fullwidth.
WIDE_UNASSIGNED = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
                   (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)]

# Property Prepended_Concatenation_Mark: of category Cf, yet with a glyph.
PREPENDED = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}

# Vowels and final consonants of Hangul, drawn into the syllable's first cells.
JAMO_JOINED = [(0x1160, 0x11FF), (0xD7B0, 0xD7C6), (0xD7CB, 0xD7FB)]


def within(cp, ranges):
    return any(first <= cp <= last for first, last in ranges)


def char_class(cp):
    category = unicodedata.category(chr(cp))
    if cp in WHITE_SPACE:
        return "UC_SPACE"
    if within(cp, CJK):
        return "UC_CJK"
    if category == "Cc":
        return "UC_CONTROL"
    if category == "Cf":
        return "UC_FORMAT"
    return "UC_PUNCT" if category[0] in "PS" else "UC_WORD"


def width(cp):
    category = unicodedata.category(chr(cp))
    if category == "Cf" and cp in PREPENDED:
        return 1
    if category in ("Cc", "Cf", "Mn", "Me") or within(cp, JAMO_JOINED):
        return 0
    if category == "Cn":
        return 2 if within(cp, WIDE_UNASSIGNED) else 1
    return 2 if unicodedata.east_asian_width(chr(cp)) in "WF" else 1


def lower(cp):
    """The simple mapping: U+0130, alone, has a longer full one, to "i" and a dot."""
    return ord(chr(cp).lower()[0])


CLASSES = ["UC_SPACE", "UC_WORD", "UC_PUNCT", "UC_CJK", "UC_CONTROL", "UC_FORMAT"]


def pages():
    """Pages of one character a code point, the class as a digit and 8 more where it has a
    lower case; and which page each PAGE code points have."""
    result, numbers = [], []
    for start in range(0, BMP, PAGE):
        page = "".join(chr(ord("0") + CLASSES.index(char_class(cp)) + (8 if lower(cp) != cp else 0))
                       for cp in range(start, start + PAGE))
        if page not in result:
            result.append(page)
        numbers.append(result.index(page))
    return result, numbers


def runs(value_of, first=0):
    """[(first code point, value)], a new run wherever the value changes."""
    result = []
    for cp in range(first, LAST + 1):
        value = value_of(cp)
        if not result or result[-1][1] != value:
            result.append((cp, value))
    return result


def lower_ranges():
    """[[first, last, step, delta]]: first, first + step … last each map to themselves + delta."""
    result = []
    for cp in range(LAST + 1):
        delta = lower(cp) - cp
        if delta == 0:
            continue
        if result:
            first, last, step, same = result[-1]
            gap = cp - last
            if same == delta and gap <= 2 and (first == last or gap == step):
                result[-1][1:3] = cp, gap
                continue
        result.append([cp, cp, 1, delta])
    return result


def table(comment, declaration, entries):
    lines, line = [f"/* {comment} */", declaration + " = {"], "   "
    for entry in entries:
        if len(line) + len(entry) + 2 > COLUMNS:
            lines.append(line)
            line = "   "
        line += f" {entry},"
    return lines + [line, "};"]


def main():
    version = unicodedata.unidata_version
    lines = ["/* Written by assets/unicode/tables.py: change that, not this. */",
             f'#define TABLES_VERSION "{version}"', ""]
    page_texts, numbers = pages()
    lines += table("Which page each 64 code points below U+10000 have.",
                   "static const unsigned char page_of[]", [str(number) for number in numbers])
    lines += ["", "/* A character a code point: its class as a digit, 8 more where it has a lower case. */",
              f"static const char pages[][{PAGE} + 1] = {{"]
    lines += [f'    "{text}",' for text in page_texts] + ["};", ""]
    lines += table("From U+10000 on; each run reaches up to the next one's start.",
                   "static const uint32_t class_runs[]",
                   [f"RUN(0x{cp:04X}, {value})" for cp, value in runs(char_class, BMP)])
    lines += [""]
    lines += table("Columns; each run reaches up to the next one's start.",
                   "static const uint32_t width_runs[]",
                   [f"RUN(0x{cp:04X}, {value})" for cp, value in runs(width)])
    lines += [""]
    lines += table("{first, last, step, difference}: every step-th code point from first to last.",
                   "static const struct lower_range lower_ranges[]",
                   [f"{{0x{first:04X}, 0x{last:04X}, {step}, {delta}}}"
                    for first, last, step, delta in lower_ranges()])
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, "..", "..", "src", "base", "unicode_tables.inc")
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("\n".join(lines) + "\n")
    print(f"{os.path.normpath(path)}: Unicode {version}, {len(lines)} lines")


if __name__ == "__main__":
    main()
