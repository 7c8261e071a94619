#!/usr/bin/env python3
"""Writes src/base/unicode_tables.inc and src/base/unicode_normal.inc from the files of Unicode.

Run from anywhere:  python3 assets/unicode/tables.py [FOLDER]
FOLDER holds them as Debian's package unicode-data does (/usr/share/unicode, the default); the
result is committed, so that a build needs neither them nor Python.
"""

import os
import re
import sys

LAST = 0x10FFFF
BMP = 0x10000  # below, nearly all text: pages that tell each code point's properties at once
PAGE = 64
COLUMNS = 110

# The Han blocks that BERT's basic tokenizer splits around, then the extensions
# that Unicode gained later. Whole blocks: unassigned places belong to Han too.
CJK = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
       (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
       (0x2CEB0, 0x2EBEF), (0x30000, 0x3134F), (0x31350, 0x323AF)]

# Where EastAsianWidth.txt makes even unassigned code points wide, in its comments alone.
WIDE_UNASSIGNED = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
                   (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)]

# Vowels and final consonants of Hangul, drawn into the syllable's first cells.
JAMO_JOINED = [(0x1160, 0x11FF), (0xD7B0, 0xD7C6), (0xD7CB, 0xD7FB)]

CLASSES = ["UC_SPACE", "UC_WORD", "UC_PUNCT", "UC_CJK", "UC_CONTROL", "UC_FORMAT"]


def within(cp, ranges):
    return any(first <= cp <= last for first, last in ranges)


def camel_to_name(prefix, value):
    return prefix + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", value).upper()


class Data:
    """The properties, an entry a code point."""

    def __init__(self, folder):
        self.folder = folder
        self.category, self.lower, self.ccc, self.decomposition = {}, {}, {}, {}
        self.read_characters()
        self.width = self.read("EastAsianWidth.txt")
        self.grapheme = self.read("auxiliary/GraphemeBreakProperty.txt")
        self.word = self.read("auxiliary/WordBreakProperty.txt")
        self.pictographic = self.read("emoji/emoji-data.txt", "Extended_Pictographic")
        self.white = self.read("PropList.txt", "White_Space")
        self.prepended = self.read("PropList.txt", "Prepended_Concatenation_Mark")
        self.ignorable = self.read("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
        self.noncharacter = self.read("PropList.txt", "Noncharacter_Code_Point")
        self.excluded = self.read("DerivedNormalizationProps.txt", "Full_Composition_Exclusion")
        self.not_nfc = self.read("DerivedNormalizationProps.txt", "NFC_QC")

    def open(self, name):
        return open(os.path.join(self.folder, name), encoding="utf-8")

    def version(self):
        with self.open("PropList.txt") as lines:
            return re.search(r"PropList-([0-9.]+)\.txt", lines.readline()).group(1)

    def read(self, name, wanted=None):
        """{code point: value} of a file of "FIRST..LAST ; VALUE"; of one property, if wanted."""
        result = {}
        with self.open(name) as lines:
            for line in lines:
                fields = [field.strip() for field in line.split("#")[0].split(";")]
                if len(fields) < 2 or (wanted and fields[1] != wanted):
                    continue
                first, _, last = fields[0].partition("..")
                for cp in range(int(first, 16), int(last or first, 16) + 1):
                    result[cp] = fields[1]
        return result

    def read_characters(self):
        start = None
        with self.open("UnicodeData.txt") as lines:
            for line in lines:
                fields = line.split(";")
                cp = int(fields[0], 16)
                first = start if fields[1].endswith(", Last>") else cp
                start = cp
                for each in range(first, cp + 1):
                    self.category[each] = fields[2]
                if int(fields[3]):
                    self.ccc[cp] = int(fields[3])
                if fields[5] and fields[5][0] != "<":
                    self.decomposition[cp] = [int(part, 16) for part in fields[5].split()]
                if fields[13]:
                    self.lower[cp] = int(fields[13], 16)

    def char_class(self, cp):
        category = self.category.get(cp, "Cn")
        if cp in self.white:
            return "UC_SPACE"
        if within(cp, CJK):
            return "UC_CJK"
        if category == "Cc":
            return "UC_CONTROL"
        if category == "Cf":
            return "UC_FORMAT"
        return "UC_PUNCT" if category[0] in "PS" else "UC_WORD"

    def columns(self, cp):
        category = self.category.get(cp, "Cn")
        if category == "Cf" and cp in self.prepended:
            return 1
        if category in ("Cc", "Cf", "Mn", "Me") or within(cp, JAMO_JOINED):
            return 0
        if category == "Cn":
            return 2 if within(cp, WIDE_UNASSIGNED) else 1
        return 2 if self.width.get(cp, "N") in "WF" else 1

    def hidden(self, cp):
        """Whether it has no glyph of its own."""
        return cp in self.ignorable or (self.category.get(cp) == "Cf" and cp not in self.prepended)

    def unsafe(self, cp):
        """Whether it acts on what shows it, shows nothing, or shows what nobody knows."""
        return (self.category.get(cp) in ("Cc", "Cs", "Co", "Zl", "Zp") or self.hidden(cp) or
                cp in self.noncharacter)

    def flags(self, cp):
        names = []
        if self.lower.get(cp, cp) != cp:
            names.append("UC_LOWER")
        if self.columns(cp) == 1 and self.width.get(cp) == "A":
            names.append("UC_AMBIGUOUS")
        if self.hidden(cp):
            names.append("UC_IGNORABLE")
        if cp in self.ccc or cp in self.not_nfc:
            names.append("UC_UNSTABLE")
        if self.unsafe(cp):
            names.append("UC_UNSAFE")
        return " | ".join(names) or "0"

    def record(self, cp):
        """All properties of a code point, as a row of the table."""
        grapheme = self.grapheme.get(cp, "Other")
        if cp in self.pictographic:
            assert grapheme == "Other"
            grapheme = "Pictographic"
        word = self.word.get(cp, "Other")
        return (self.char_class(cp), str(self.columns(cp)), camel_to_name("GRAPHEME_", grapheme),
                camel_to_name("WORD_", word.replace("_", "")), self.flags(cp))


def pages(values):
    """Pages of one value a code point, and which page each PAGE code points have."""
    result, numbers, known = [], [], {}
    for start in range(0, BMP, PAGE):
        page = tuple(values[start:start + PAGE])
        if page not in known:
            known[page] = len(result)
            result.append(page)
        numbers.append(known[page])
    return result, numbers


def runs(values, first=0):
    """[(first code point, value)], a new run wherever the value changes."""
    result = []
    for cp in range(first, LAST + 1):
        if not result or result[-1][1] != values[cp]:
            result.append((cp, values[cp]))
    return result


def lower_ranges(lower):
    """[[first, last, step, delta]]: first, first + step … last each map to themselves + delta."""
    result = []
    for cp in sorted(lower):
        delta = lower[cp] - cp
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
    return lines + [line, "};", ""]


def properties(data):
    rows = [data.record(cp) for cp in range(LAST + 1)]
    records = sorted(set(rows), key=rows.index)
    assert len(records) <= 256
    numbers = {row: i for i, row in enumerate(records)}
    values = [numbers[row] for row in rows]
    lines = ["/* Every combination of properties that there is. */",
             "static const struct uc_properties records[] = {"]
    lines += ["    {" + ", ".join(row) + "}," for row in records] + ["};", ""]
    page_values, page_of = pages(values)
    lines += table("Which page each 64 code points below U+10000 have.",
                   "static const uint16_t page_of[]", [str(number) for number in page_of])
    lines += table("The record of each code point of a page.",
                   f"static const unsigned char pages[][{PAGE}]",
                   [f"{{{','.join(map(str, page))}}}" for page in page_values])
    lines += table("From U+10000 on; each run reaches up to the next one's start.",
                   "static const uint32_t record_runs[]",
                   [f"RUN(0x{cp:04X}, {value})" for cp, value in runs(values, BMP)])
    lines += table("{first, last, step, difference}: every step-th code point from first to last.",
                   "static const struct lower_range lower_ranges[]",
                   [f"{{0x{first:04X}, 0x{last:04X}, {step}, {delta}}}"
                    for first, last, step, delta in lower_ranges(data.lower)])
    return lines


def normal_forms(data):
    pairs = [(cp, *(parts + [0])[:2]) for cp, parts in sorted(data.decomposition.items())]
    composed = [i for i, (cp, _, second) in enumerate(pairs) if second and cp not in data.excluded]
    composed.sort(key=lambda i: pairs[i][1:])
    ccc = [data.ccc.get(cp, 0) for cp in range(LAST + 1)]
    lines = table("{code point, what it is made of}; by code point.",
                  "static const struct decomposition decompositions[]",
                  [f"{{0x{cp:X}, 0x{a:X}, 0x{b:X}}}" for cp, a, b in pairs])
    lines += table("Rows of decompositions[] that are composed again, by what they are made of.",
                   "static const uint16_t compositions[]", [str(i) for i in composed])
    lines += table("Canonical_Combining_Class; each run reaches up to the next one's start.",
                   "static const uint32_t class_runs[]",
                   [f"RUN(0x{cp:04X}, {value})" for cp, value in runs(ccc)])
    return lines


def write(name, lines):
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.normpath(os.path.join(here, "..", "..", "src", "base", name))
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("/* Written by assets/unicode/tables.py: change that, not this. */\n")
        out.write("\n".join(lines).rstrip("\n") + "\n")
    print(f"{path}: {len(lines)} lines")


def main():
    data = Data(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
    version = data.version()
    write("unicode_tables.inc", [f'#define TABLES_VERSION "{version}"', ""] + properties(data))
    write("unicode_normal.inc", normal_forms(data))
    print(f"Unicode {version}")


if __name__ == "__main__":
    main()
