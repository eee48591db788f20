#!/usr/bin/env python3
"""Writes what accent folding makes of each code point, as one Swift file.

    Scripts/make_folding_table.py > Sources/ParallaxText/AccentFoldingData.swift

A code point is folded to its compatibility decomposition (NFKD) without combining marks, that is, without
code points of a canonical combining class other than 0. Decompositions of assigned code points never change
(Unicode's stability policy), so the version matters for new ones alone. Hangul syllables are left out: their
decomposition is arithmetic. The data are Python's own, `unicodedata`.

An entry is `K`, the distance to the last code point of the entry before (in hexadecimal, lower case), then `V`
and a code point for each of its folding (none at all where nothing is left); `R` and a number say that as many
code points from this one on are folded to one each, and that those are consecutive too.
"""
import sys
import unicodedata

HANGUL = range(0xAC00, 0xD7A4)
SURROGATES = range(0xD800, 0xE000)


def folded(code):
    return [ord(c) for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c)]


def entries():
    found = [(code, folded(code)) for code in range(0x80, sys.maxunicode + 1)
             if code not in HANGUL and code not in SURROGATES
             and unicodedata.normalize("NFKD", chr(code)) != chr(code)]
    last = first = 0
    while first < len(found):
        code, values = found[first]
        end = first + 1
        while (len(values) == 1 and end < len(found)
               and found[end] == (code + end - first, [values[0] + end - first])):
            end += 1
        run = f"R{end - first:x}" if end - first > 1 else ""
        yield f"K{code - last:x}" + "".join(f"V{value:x}" for value in values) + run
        last, first = found[end - 1][0], end


def main():
    lines, line = [], ""
    for entry in entries():
        if len(line) + len(entry) > 104:
            lines.append(line)
            line = ""
        line += entry
    lines.append(line)
    body = "\n".join("    " + text + "\\" for text in lines[:-1]) + "\n    " + lines[-1]
    print("// Made by Scripts/make_folding_table.py; do not edit.")
    print("// Data: Unicode Character Database, © Unicode, Inc., https://www.unicode.org/terms_of_use.html")
    print()
    print("/// What accent folding makes of each code point; the form is told in the script.")
    print("enum AccentFoldingData {")
    print("  /// The version of the Unicode Character Database.")
    print(f'  static let version = "{unicodedata.unidata_version}"\n')
    print("  /// Code points and their compatibility decompositions without combining marks.")
    print(f'  static let entries: StaticString = """\n{body}\n    """\n}}')


if __name__ == "__main__":
    main()
