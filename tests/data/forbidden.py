#!/usr/bin/env python3
"""Writes tests/data/forbidden.inc: what no output may hold as it is, and which marks may not pile up.

Run from anywhere:  python3 tests/data/forbidden.py [FOLDER]
FOLDER holds the Unicode Character Database as Debian's package unicode-data does. Neither the
program's tables nor the files that those are made from are asked: the categories are read from
DerivedGeneralCategory.txt, and Default_Ignorable_Code_Point is derived as UAX #44 defines it.
"""
import os
import sys

LAST = 0x10FFFF
HERE = os.path.dirname(os.path.abspath(__file__))


def read(folder, name, wanted):
    """The code points of the wanted values."""
    result = set()
    with open(os.path.join(folder, name), encoding="utf-8") as lines:
        for line in lines:
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if len(fields) == 2 and fields[1] in wanted:
                first, _, last = fields[0].partition("..")
                result.update(range(int(first, 16), int(last or first, 16) + 1))
    return result


def ranges(points):
    result = []
    for cp in sorted(points):
        if result and result[-1][1] == cp - 1:
            result[-1][1] = cp
        else:
            result.append([cp, cp])
    return result


def table(comment, name, points):
    lines, line = [f"/* {comment}: {len(points)} code points. */",
                   f"static const uint32_t {name}[][2] = {{"], "   "
    for first, last in ranges(points):
        entry = f" {{0x{first:04X}, 0x{last:04X}}},"
        if len(line) + len(entry) > 100:
            lines.append(line)
            line = "   "
        line += entry
    return lines + [line, "};", ""]


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
    general = "extracted/DerivedGeneralCategory.txt"
    formats = read(folder, general, {"Cf"})
    glyphs = read(folder, "PropList.txt", {"Prepended_Concatenation_Mark"})
    annotations = set(range(0xFFF9, 0xFFFC)) | set(range(0x13430, 0x13440))
    ignorable = (read(folder, "PropList.txt", {"Other_Default_Ignorable_Code_Point",
                                               "Variation_Selector"}) | formats)
    ignorable -= read(folder, "PropList.txt", {"White_Space"}) | annotations | glyphs
    nothing = {cp for cp in range(LAST + 1) if cp & 0xFFFE == 0xFFFE or 0xFDD0 <= cp <= 0xFDEF}
    barred = read(folder, general, {"Cc", "Cs", "Co", "Zl", "Zp"}) | nothing | ignorable
    barred |= formats - glyphs
    marks = read(folder, general, {"Mn", "Me"})
    with open(os.path.join(folder, "PropList.txt"), encoding="utf-8") as lines:
        version = lines.readline().split("-")[1].split(".txt")[0]
    lines = [f"/* Written by tests/data/forbidden.py from Unicode {version}: change that, not this. */",
             f'#define FORBIDDEN_VERSION "{version}"', ""]
    lines += table("Never as they are, but for joiners in their place", "forbidden", barred)
    lines += table("Nonspacing and enclosing marks", "marks", marks)
    with open(os.path.join(HERE, "forbidden.inc"), "w", encoding="utf-8", newline="\n") as out:
        out.write("\n".join(lines).rstrip("\n") + "\n")


if __name__ == "__main__":
    main()
