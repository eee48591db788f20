"""The pages and lines that reading is trained and measured on, and the score of the pages' benchmark.

The score is that of the article extraction benchmark by Scrapinghub (2020): texts as multisets of shingles of
four tokens (`\\w+`), true positives, false positives and false negatives normalised by their sum on each page;
precision and recall are means over pages, F1 their harmonic mean. With shingles of one token it is the token
multiset F1.
"""

import difflib
import gzip
import json
import re
import subprocess
from collections import Counter
from pathlib import Path

TOKEN = re.compile(r"\w+")


def shingles(text, size):
    tokens = TOKEN.findall(text or "")
    if not tokens:
        return Counter()
    if len(tokens) < size:
        return Counter([tuple(tokens)])
    return Counter(tuple(tokens[i:i + size]) for i in range(len(tokens) - size + 1))


def overlap(gold, found, size=4):
    """True positives, false positives and false negatives of a page, as shares of their sum."""
    gold, found = shingles(gold, size), shingles(found, size)
    both = sum(min(count, found[key]) for key, count in gold.items())
    parts = (both, sum(found.values()) - both, sum(gold.values()) - both)
    total = sum(parts)
    return tuple(part / total for part in parts) if total else (0.0, 0.0, 0.0)


def score(overlaps):
    """F1, precision and recall over pages."""
    pages = [page for page in overlaps if sum(page) > 0]

    def share(hits, misses, others):
        if misses == others == 0:
            return 1.0
        return hits / (hits + misses) if hits else 0.0

    precision = sum(share(tp, fp, fn) for tp, fp, fn in pages) / len(pages)
    recall = sum(share(tp, fn, fp) for tp, fp, fn in pages) / len(pages)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0, precision, recall


def pages(shared):
    """The pages in the order of their names: name, file, gold text."""
    folder = Path(shared) / "data/web_extraction/pages"
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [(name, folder / "html" / f"{name}.html.gz", gold[name]["articleBody"]) for name in sorted(gold)]


def source(file):
    with gzip.open(file) as stream:
        return stream.read()


def lines(file):
    """Records of labelled lines: id, texts, labels; empty lines left out."""
    plain = subprocess.run(["zstd", "-dc", str(file)], check=True, capture_output=True).stdout.decode("utf-8")
    for row in plain.splitlines():
        record = json.loads(row)
        blocks = [block for block in record.get("lines") or record.get("blocks") or [] if block["text"].strip()]
        if blocks:
            yield record["id"], [block["text"] for block in blocks], [block["label"] for block in blocks]


def aligned(blocks, gold):
    """For each block the share of its tokens that the gold text has in this order, and how many tokens it has."""
    tokens, owners = [], []
    for index, text in enumerate(blocks):
        found = TOKEN.findall(text)
        tokens += found
        owners += [index] * len(found)
    hits, counts = [0] * len(blocks), [0] * len(blocks)
    for owner in owners:
        counts[owner] += 1
    matcher = difflib.SequenceMatcher(None, tokens, TOKEN.findall(gold), autojunk=False)
    for start, _, length in matcher.get_matching_blocks():
        for place in range(start, start + length):
            hits[owners[place]] += 1
    return [hit / count if count else 0.0 for hit, count in zip(hits, counts)], counts
