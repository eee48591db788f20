"""Near-duplicates by datasketch: a line on standard input asks for a run over the texts of a file, and may name the
number of bands and of rows, which are datasketch's own choice otherwise.

    duplicate_rows.py articles.jsonl THRESHOLD

The first line written names the tool, each further one gives the pairs found and the CPU seconds of a run.
"""

import json
import re
import sys
from pathlib import Path

import measuring

WORD = re.compile(r"\w+")
LENGTH, PERMUTATIONS = 5, 128


def shingles(text):
    """The set of runs of five words, in lower case; of all words where there are fewer."""
    words = WORD.findall(text.lower())
    size = min(LENGTH, len(words))
    return {" ".join(words[start:start + size]) for start in range(len(words) - size + 1)} if words else set()


def jaccard(first, second):
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


def pairs(texts, threshold, cut):
    from datasketch import MinHash, MinHashLSH
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, params=cut)
    sets, found = [], []
    for number, text in enumerate(texts):
        own = shingles(text)
        sets.append(own)
        if not own:
            continue
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([shingle.encode() for shingle in own])
        for other in index.query(signature):
            if jaccard(sets[other], own) >= threshold:
                found.append((other, number))
        index.insert(number, signature)
    return found


def main():
    file, threshold = Path(sys.argv[1]), float(sys.argv[2])
    try:
        import datasketch
    except ImportError:
        return
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    print(json.dumps({"tool": f"datasketch {datasketch.__version__}"}), flush=True)
    for line in sys.stdin:
        cut = tuple(map(int, line.split())) or None
        found, seconds = measuring.timed(lambda: pairs(texts, threshold, cut))
        print(json.dumps({"pairs": found, "cpu_s": seconds}), flush=True)


if __name__ == "__main__":
    main()
