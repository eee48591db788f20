#!/usr/bin/env python3
"""Writes the Unicode property tables of ParallaxText as run-length data in one Swift file.

    Scripts/make_unicode_tables.py UCD_FOLDER > Sources/ParallaxText/UnicodeBreakData.swift

UCD_FOLDER holds WordBreakProperty.txt, SentenceBreakProperty.txt and emoji-data.txt of one version of the
Unicode Character Database (https://www.unicode.org/Public/). A run is one capital letter, the value in the
order of the lists below counted from A, and its length in hexadecimal, in lower case; the runs of a table
cover U+0000 to U+10FFFF in order.
"""
import re
import sys
from pathlib import Path

WORD = """Other CR LF Newline Extend ZWJ Regional_Indicator Format Katakana Hebrew_Letter ALetter Single_Quote
Double_Quote MidNumLet MidLetter MidNum Numeric ExtendNumLet WSegSpace Pictographic PictographicLetter""".split()
SENTENCE = """Other CR LF Extend Sep Format Sp Lower Upper OLetter Numeric ATerm SContinue STerm Close""".split()
LIMIT = 0x110000
LINE = re.compile(r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)")


def entries(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        match = LINE.match(line)
        if match:
            first = int(match[1], 16)
            yield first, int(match[2] or match[1], 16), match[3]


def version(path):
    found = re.search(r"-(\d+\.\d+\.\d+)\.txt", path.read_text(encoding="utf-8").splitlines()[0])
    return found[1] if found else "unknown"


def table(path, names):
    values = bytearray(LIMIT)
    for first, last, name in entries(path):
        values[first:last + 1] = bytes([names.index(name)]) * (last + 1 - first)
    return values


def runs(values):
    first = 0
    for i in range(1, LIMIT + 1):
        if i == LIMIT or values[i] != values[first]:
            yield f"{chr(65 + values[first])}{i - first:x}"
            first = i


def literal(name, summary, values):
    lines, line = [], ""
    for run in runs(values):
        if len(line) + len(run) > 100:
            lines.append(line)
            line = ""
        line += run
    lines.append(line)
    body = "\n".join("    " + text + "\\" for text in lines[:-1]) + "\n    " + lines[-1]
    return f'  /// {summary}\n  static let {name}: StaticString = """\n{body}\n    """\n'


def main(folder):
    word = table(folder / "WordBreakProperty.txt", WORD)
    for first, last, name in entries(folder / "emoji-data.txt"):
        if name == "Extended_Pictographic":
            for i in range(first, last + 1):
                if word[i] == WORD.index("ALetter"):
                    word[i] = WORD.index("PictographicLetter")
                elif word[i] == 0:
                    word[i] = WORD.index("Pictographic")
    sentence = table(folder / "SentenceBreakProperty.txt", SENTENCE)
    print("// Made by Scripts/make_unicode_tables.py; do not edit.")
    print("// Data: Unicode Character Database, © Unicode, Inc., https://www.unicode.org/terms_of_use.html")
    print()
    print("/// Properties of all code points as runs of a value letter and a hexadecimal length.")
    print("enum UnicodeBreakData {")
    print("  /// The version of the Unicode Character Database.")
    print(f'  static let version = "{version(folder / "WordBreakProperty.txt")}"\n')
    print(literal("word", "Word_Break, with Extended_Pictographic where it has no value or is a letter.", word))
    print(literal("sentence", "Sentence_Break.", sentence), end="")
    print("}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
