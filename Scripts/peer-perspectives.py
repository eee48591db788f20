#!/usr/bin/env python3
"""Measures scikit-learn's pair models on the claims and sentences that `stance-perspective` learns from.

    Scripts/task-records stance-perspective SHARED > records.jsonl
    Scripts/peer-perspectives.py records.jsonl

A pair is the TF-IDF row of its sentence beside that of its claim. Each row is one setting: the mean macro-F1 over
the five folds of Scripts/cross-validate, which keep claims together, and that on the authors' development part
by a model of their training part. The best of them on either is the peer. Needs scikit-learn.
"""
import json
import sys
import zlib

from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

FOLDS = 5
LEARNERS = [(f"LogisticRegression(C={c})", lambda c=c: LogisticRegression(C=c, solver="liblinear")) for c in (1, 10)]
LEARNERS += [(f"LinearSVC(C={c})", lambda c=c: LinearSVC(C=c)) for c in (0.1, 1)]


def split(records, held):
    """The records that are not held out, and those that are."""
    return [r for r in records if not held(r)], [r for r in records if held(r)]


def rows(settings, train, valid):
    parts = []
    for field in ("text", "claim"):
        vectorizer = TfidfVectorizer(sublinear_tf=True, **settings)
        parts.append((vectorizer.fit_transform(r[field] for r in train), vectorizer.transform(r[field] for r in valid)))
    return hstack([part[0] for part in parts]).tocsr(), hstack([part[1] for part in parts]).tocsr()


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: peer-perspectives.py RECORDS.jsonl")
    with open(sys.argv[1], encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    splits = [split(records, lambda r, f=f: zlib.crc32(r["group"].encode()) % FOLDS == f) for f in range(FOLDS)]
    splits.append(split(records, lambda r: r["part"] == "dev"))
    for settings in ({"ngram_range": (1, n), "min_df": least} for n in (1, 2) for least in (1, 2)):
        made = [rows(settings, train, valid) for train, valid in splits]
        for name, learner in LEARNERS:
            scores = []
            for (train, valid), (known, unknown) in zip(splits, made):
                model = learner().fit(known, [r["label"] for r in train])
                scores.append(f1_score([r["label"] for r in valid], model.predict(unknown), average="macro"))
            print(json.dumps({
                "system": f"TfidfVectorizer(sublinear_tf=True, {settings}) of each + {name}", "n": len(records),
                "folds_macro_f1": round(sum(scores[:-1]) / FOLDS, 4), "dev_macro_f1": round(scores[-1], 4),
            }), flush=True)


main()
