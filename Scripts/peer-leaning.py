#!/usr/bin/env python3
"""Measures scikit-learn's TF-IDF and logistic regression on the articles that `leaning` learns from.

    Scripts/peer-leaning.py TRAIN.jsonl VALID.jsonl

The files are those of Scripts/split-article-bias. Each row is one of a few plain settings, measured on
the validation part; time is processor time from the raw JSON Lines to the trained model. Needs
scikit-learn.
"""
import json
import sys
import time

from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss

TUNED = {"min_df": 2, "sublinear_tf": True}
SETTINGS = [(TUNED, 0.1), (TUNED, 1), (TUNED, 10), ({}, 1)]


def read(path):
    texts, labels = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            texts.append(record["title"] + "\n" + record["text"])
            labels.append(record["label"])
    return texts, labels


def report(name, gold, predicted, probabilities, classes, seconds):
    print(json.dumps({
        "system": name, "n": len(gold),
        "accuracy": round(accuracy_score(gold, predicted), 4),
        "macro_f1": round(f1_score(gold, predicted, average="macro", zero_division=0), 4),
        "log_loss": round(log_loss(gold, probabilities, labels=classes), 4),
        "cpu_seconds": round(seconds, 1),
    }), flush=True)


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: peer-leaning.py TRAIN.jsonl VALID.jsonl")
    valid, gold = read(sys.argv[2])
    start = time.process_time()
    train, labels = read(sys.argv[1])
    reading = time.process_time() - start
    majority = DummyClassifier(strategy="prior").fit(train, labels)
    report("most frequent class of the training part", gold, majority.predict(valid),
           majority.predict_proba(valid), majority.classes_, reading)
    for settings, c in SETTINGS:
        start = time.process_time()
        vectorizer = TfidfVectorizer(**settings)
        rows = vectorizer.fit_transform(train)
        model = LogisticRegression(C=c, max_iter=1000).fit(rows, labels)
        seconds = reading + time.process_time() - start
        columns = vectorizer.transform(valid)
        given = ", ".join(f"{key}={value}" for key, value in settings.items())
        report(f"TfidfVectorizer({given}) + LogisticRegression(C={c})", gold, model.predict(columns),
               model.predict_proba(columns), model.classes_, seconds)


main()
