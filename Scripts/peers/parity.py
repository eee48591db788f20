"""Runs `parallax vectorize` and scikit-learn on the same texts by the same settings, and compares.

    parity.py BINARY SAMPLES

Scripts/check-sklearn-parity runs it by an interpreter that has scikit-learn.
"""

import itertools
import json
import random
import subprocess
import sys
import tempfile
import unicodedata
import warnings
from pathlib import Path

import numpy
import scipy.sparse
import sklearn
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfVectorizer

TOLERANCE = 1e-6
STOP_WORDS = ["the", "and", "of", "to", "naive", "naïve", "he", "said"]
FIXED = ["the", "minister", "water", "naïve", "naive", "of the", "zyzzyva", "e w"]

# By setting: its values, the first of which is scikit-learn's default, and how the command line says each.
GRID = {
    "lowercase": [(True, []), (False, ["--no-lowercase"])],
    "strip_accents": [(None, []), ("unicode", ["--strip-accents", "unicode"]),
                      ("ascii", ["--strip-accents", "ascii"])],
    "min_df": [(1, []), (2, ["--min-df", "2"]), (0.1, ["--min-df", "0.1"])],
    "max_df": [(1.0, []), (9, ["--max-df", "9"]), (0.35, ["--max-df", "0.35"])],
    "max_features": [(None, []), (40, ["--max-features", "40"])],
    "binary": [(False, []), (True, ["--binary"])],
    "sublinear_tf": [(False, []), (True, ["--sublinear-tf"])],
    "use_idf": [(True, []), (False, ["--no-idf"])],
    "smooth_idf": [(True, []), (False, ["--no-smooth-idf"])],
    "norm": [("l2", []), ("l1", ["--norm", "l1"]), (None, ["--norm", "none"])],
}
ANALYZERS = [("word", (1, 1)), ("word", (1, 2)), ("word", (2, 3)), ("char", (1, 1)), ("char", (2, 4)),
             ("char_wb", (1, 3)), ("char_wb", (3, 5))]
FOR_HASHING = ["lowercase", "strip_accents", "binary", "norm"]


def hard_texts():
    """Texts on which Unicode, blocks of bytes and the pattern of words are easily got wrong."""
    texts = [
        "naïve cafe\u0301 NAI\u0308VE \u00c5ngstro\u0308m A\u030angstrom \u0301lone",
        "ΟΔΥΣΣΕΥΣ Σ ΑΣ. ΣΑΣ' Α\u0301Σ\u0301 ΣΣ \u03a3\u0345Α ὈΔΥΣΣΕΎΣ", "İstanbul Iğdır ıI Xİ KELVIN \u212a \u212b",
        "ﬁne ﬃ ĳ Ǆ ½x 2½ x² Ⅷ ⅷ ™ ℡ ㎯ ㏂ ﷺ ㍿ ①② ¹ª",
        "한국어 각 \u1112\u1161\u11ab 日本語 テスト がく か\u3099く ｶﾞ", "नमस्ते हिन्दी สวัสดี עִבְרִית عَرَبِيّ \u0627\u0653",
        "tab\there\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0no-break \u1680\u2000\u2003 \u2028 \u2029\u202f\u205f\u3000end  two",
        "zero\u200bwidth\u200cjoin\u200der \ufeffbom soft\u00adhyphen word\u2060joiner \u202ertl\u202c",
        "👩‍🚀 flag🇫🇷s ❤\ufe0f 1\ufe0f\u20e3 x̂ŷ z\u0300\u0301\u0302\u0303a 𝒳𝓎 𝟗𝟗 𐐀𐐨 \U0001f600a", "_ __ _a a_ _1_ 1 22 3.14 1,000 a.b",
        "don't DON’T it's o'clock e-mail US us Us IS is A a I i", "\u0000nul\u0000 del\x7f \ue000private\uf8ff \ufffd\uffff",
        "Straße STRASSE ẞß ŉ ǰ ΐ և ẖ Ⱥ Ɱ Ꭰ ꭰ Ა ა Ω Ω", "pneumonoultramicroscopicsilicovolcanoconiosis " * 2,
        "éééééééééééééééé éééééééé ééééééééé abcdefghijklmnop abcdefghijklmnopq", "the cat. The CAT! the", "a", "of the to and",
    ]
    # Words that begin, end and go on at each place of a block of 64 bytes.
    for shift in range(0, 66, 3):
        texts.append("." * shift + "word " + "x" * (shift % 20) + "é" * (shift % 7) + " Ending")
    return texts


def code_points():
    """Every code point that this Python knows, 256 a text, with letters around them in some."""
    planes = itertools.chain(range(0x20, 0xD800), range(0xE000, 0x20000), range(0x2F800, 0x2FA20), range(0xE0100, 0xE01F0))
    known = [chr(code) for code in planes if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")]
    # Ideographs and syllables are many and alike.
    known = [c for c in known if not ("\u4e00" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3"
                                      or "\u3400" <= c <= "\u4dbf" or "\U00017000" <= c <= "\U00018cff")
             or ord(c) % 61 == 0]
    separators = ["", " ", "A", "aé"]
    return [separators[i // 256 % 4].join(known[i:i + 256]) + "." for i in range(0, len(known), 256)]


class Parity:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.compared = self.failures = 0
        self.largest = 0.0
        (folder / "stop.txt").write_text("\n".join(STOP_WORDS), encoding="utf-8")
        (folder / "fixed.txt").write_text("\n".join(FIXED), encoding="utf-8")

    def corpus(self, name, texts):
        path = self.folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts)),
                        encoding="utf-8")
        return path, texts

    def parallax(self, path, arguments, has_terms=True):
        matrix, terms = self.folder / "X.npz", self.folder / "V.tsv"
        command = [self.binary, "vectorize", "--output", str(matrix), *arguments, str(path)]
        if has_terms:
            command[4:4] = ["--vocabulary", str(terms)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            return None, done.stderr.strip()
        names = None
        if has_terms:
            lines = terms.read_text(encoding="utf-8", errors="strict").split("\n")[:-1]
            names = [unescaped(line.split("\t")[1]) for line in lines]
        return names, scipy.sparse.load_npz(matrix)

    def fail(self, what, message):
        self.failures += 1
        if self.failures <= 20:
            print(f"DIFFERS: {what}\n    {message}")

    def compare(self, what, corpus, arguments, expected):
        """`expected` takes texts and gives terms (None where hashed) and a matrix, or raises ValueError."""
        self.compared += 1
        path, texts = corpus
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                terms, wanted = expected(texts)
        except ValueError as error:
            _, found = self.parallax(path, arguments)
            if not isinstance(found, str):
                self.fail(what, f"scikit-learn refuses ({error}), Parallax does not")
            return
        names, found = self.parallax(path, arguments, has_terms=terms is not None)
        if isinstance(found, str):
            return self.fail(what, f"Parallax: {found}")
        if terms is not None and names != list(terms):
            odd = sorted(set(names) ^ set(terms))[:10]
            return self.fail(what, f"{len(names)} terms against {len(terms)}, such as {odd!a}")
        if found.shape != wanted.shape:
            return self.fail(what, f"shape {found.shape} against {wanted.shape}")
        wanted = scipy.sparse.csr_matrix(wanted)
        wanted.sort_indices()
        if not (numpy.array_equal(found.indptr, wanted.indptr) and numpy.array_equal(found.indices, wanted.indices)):
            return self.fail(what, f"{found.nnz} entries against {wanted.nnz}, or in other places")
        if found.nnz == 0:
            return
        scale = numpy.maximum(1, numpy.abs(wanted.data))
        worst = float(numpy.max(numpy.abs(found.data - wanted.data) / scale))
        self.largest = max(self.largest, worst)
        if worst > TOLERANCE:
            self.fail(what, f"values differ by {worst}")


def unescaped(term):
    out, escapes = [], iter(term)
    for letter in escapes:
        out.append({"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[next(escapes)] if letter == "\\" else letter)
    return "".join(out)


def fitted(settings):
    """What TfidfVectorizer gives; of terms equally frequent the first in order are kept, not any."""
    def expected(texts):
        most = settings.get("max_features")
        rest = {name: value for name, value in settings.items() if name != "max_features"}
        vectorizer = TfidfVectorizer(**rest)
        if most is not None:
            counting = {name: value for name, value in rest.items()
                        if name not in ("sublinear_tf", "use_idf", "smooth_idf", "norm", "binary")}
            # scikit-learn ranks by the counts it keeps: ones where binary.
            counter = CountVectorizer(**counting, binary=rest.get("binary", False))
            counts = counter.fit_transform(texts)
            names = counter.get_feature_names_out()
            order = numpy.lexsort((names, -numpy.asarray(counts.sum(axis=0)).ravel()))[:most]
            vectorizer = TfidfVectorizer(**rest, vocabulary=sorted(names[order]))
        matrix = vectorizer.fit_transform(texts)
        return vectorizer.get_feature_names_out(), matrix
    return expected


def hashed(settings):
    def expected(texts):
        return None, HashingVectorizer(**settings).transform(texts)
    return expected


def settings_of(choice):
    values, arguments = {}, []
    for name, (value, spelled) in choice.items():
        values[name] = value
        arguments += spelled
    return values, arguments


def run(parity, samples):
    generator = random.Random(2017)
    articles = [path.read_text(encoding="utf-8") for path in sorted(samples.glob("*.txt"))]
    mixed = parity.corpus("mixed", articles + hard_texts())
    points = parity.corpus("points", code_points())

    def vectorize(analyzer, ngrams, choice, corpus=mixed):
        settings, arguments = settings_of(choice)
        settings.update(analyzer=analyzer, ngram_range=ngrams)
        arguments += ["--analyzer", analyzer, "--ngrams", f"{ngrams[0]},{ngrams[1]}"]
        if analyzer == "word" and generator.random() < 0.4:
            settings["stop_words"] = STOP_WORDS
            arguments += ["--stop-words-file", str(parity.folder / "stop.txt")]
        parity.compare(" ".join(arguments), corpus, arguments, fitted(settings))

    default = {name: values[0] for name, values in GRID.items()}
    for analyzer, ngrams in ANALYZERS:
        vectorize(analyzer, ngrams, default)
        # Each setting by itself, then some together.
        for name, values in GRID.items():
            for value in values[1:]:
                if analyzer == "word" or name in ("lowercase", "strip_accents"):
                    vectorize(analyzer, ngrams, {**default, name: value})
        for _ in range(8):
            vectorize(analyzer, ngrams, {name: generator.choice(values) for name, values in GRID.items()})
    # Every code point, by itself and inside words.
    for lowercase, accents in itertools.product(GRID["lowercase"], GRID["strip_accents"]):
        for analyzer, ngrams in (("char", (1, 1)), ("word", (1, 1)), ("char_wb", (2, 2))):
            vectorize(analyzer, ngrams, {**default, "lowercase": lowercase, "strip_accents": accents}, points)
    for analyzer, ngrams in ANALYZERS[:3]:
        for _ in range(6):
            choice = {name: generator.choice(GRID[name]) for name in FOR_HASHING}
            settings, arguments = settings_of(choice)
            signed, bits = generator.random() < 0.5, generator.choice([4, 10, 20])
            settings.update(ngram_range=ngrams, n_features=1 << bits, alternate_sign=signed)
            arguments += ["--ngrams", f"{ngrams[0]},{ngrams[1]}", "--hashing", str(bits)]
            arguments += [] if signed else ["--no-alternate-sign"]
            parity.compare(" ".join(arguments), mixed, arguments, hashed(settings))
    for ngrams in ((1, 1), (1, 2)):
        settings = {"vocabulary": sorted(FIXED), "ngram_range": ngrams}
        arguments = ["--fixed-vocabulary", str(parity.folder / "fixed.txt"), "--ngrams", f"{ngrams[0]},{ngrams[1]}"]
        parity.compare(" ".join(arguments), mixed, arguments, fitted(settings))
    # What cannot be fitted is refused by both.
    for choice in ({"min_df": (40, ["--min-df", "40"])}, {"max_df": (1, ["--max-df", "1"]), "min_df": GRID["min_df"][1]}):
        vectorize("word", (1, 1), {**default, **choice})


def main(binary, samples):
    with tempfile.TemporaryDirectory() as folder:
        parity = Parity(binary, Path(folder))
        run(parity, Path(samples))
    print(f"parity with scikit-learn {sklearn.__version__}: {parity.compared} settings, {parity.failures} differ; "
          f"largest difference of a value {parity.largest:.1e}")
    return 1 if parity.failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
