"""One row of the table of learners in a peer, once, in this process: JSON lines under the names of `learner-rows`.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python learner_rows.py ROW TRAIN.jsonl VALID.jsonl FOLDER

ROW is one of ROWS below. FOLDER is what `learner-rows prepare` wrote: rows that train on features take them from
there, the others start at the text.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

import numpy
import scipy.sparse
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from measuring import report, timed

TOOL = f"scikit-learn {sklearn.__version__}"


def records(path):
    with open(path, encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [text_of(record) for record in found], [record["label"] for record in found]


def text_of(record):
    return (record["title"] + "\n" if record.get("title") is not None else "") + record["text"]


def prepared(folder, part):
    """The rows and labels of a part, in double precision: what scikit-learn makes of text."""
    def read(name, kind):
        return numpy.fromfile(Path(folder) / f"{part}.{name}", kind)
    columns = int(numpy.fromfile(Path(folder) / "shape.i64", "<i8")[0])
    offsets = read("offsets.i64", "<i8")
    parts = (read("values.f32", "<f4").astype(numpy.float64), read("columns.i32", "<i4"), offsets.astype(numpy.int32))
    return scipy.sparse.csr_matrix(parts, shape=(len(offsets) - 1, columns)), read("labels.i64", "<i8")


def logistic_objective(model, rows, labels, c):
    scores = rows @ model.coef_.T + model.intercept_
    highest = scores.max(axis=1)
    losses = numpy.log(numpy.exp(scores - highest[:, None]).sum(axis=1)) + highest - scores[numpy.arange(len(labels)), labels]
    return float((model.coef_ ** 2).sum() / 2 + c * losses.sum())


def hinge_objective(model, rows, labels, c):
    sides = numpy.where(labels[:, None] == model.classes_, 1, -1)
    slack = numpy.maximum(0, 1 - sides * (rows @ model.coef_.T + model.intercept_))
    return float(((model.coef_ ** 2).sum() + (model.intercept_ ** 2).sum()) / 2 + c * (slack ** 2).sum())


def fit(row, options, model, objective, c):
    rows, labels = prepared(options.folder, "train")
    valid, gold = prepared(options.folder, "valid")
    _, seconds = timed(lambda: model.fit(rows, labels))
    report(row, TOOL, cpu_s=seconds, objective=objective(model, rows, labels, c),
           accuracy=float((model.predict(valid) == gold).mean()))


def pipeline():
    return make_pipeline(TfidfVectorizer(min_df=2, sublinear_tf=True), LogisticRegression(C=1, max_iter=1000))


def raw(options):
    texts, labels = records(options.train)
    model = pipeline()
    _, seconds = timed(lambda: model.fit(texts, labels))
    valid, gold = records(options.valid)
    report("raw", TOOL, cpu_s=seconds, accuracy=float((model.predict(valid) == numpy.array(gold)).mean()))


def fasttext_line(text, label=None):
    line = " ".join(text.lower().split())
    return f"__label__{label} {line}" if label else line


def fasttext_model(options):
    import fasttext
    texts, labels = records(options.train)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.writelines(fasttext_line(text, label) + "\n" for text, label in zip(texts, labels))
        file.flush()
        return timed(lambda: fasttext.train_supervised(
            file.name, wordNgrams=2, dim=10, epoch=5, lr=0.25, bucket=10_000_000, thread=1, verbose=0))


def raw_fasttext(options):
    model, seconds = fasttext_model(options)
    valid, gold = records(options.valid)
    predicted = model.f.multilinePredict([fasttext_line(text) + "\n" for text in valid], 1, 0.0, "strict")[0]
    hits = sum(found[0].removeprefix("__label__") == label for found, label in zip(predicted, gold))
    report("raw-fasttext", "fastText", cpu_s=seconds, accuracy=hits / len(gold))


def written(lines):
    """Writes lines where they cost as on a disk, and no more."""
    with open(os.devnull, "w", encoding="utf-8") as out:
        out.writelines(lines)


def answer(identifier, names, probabilities):
    best = max(range(len(names)), key=probabilities.__getitem__)
    return json.dumps({"id": identifier, "label": names[best], "probabilities": dict(zip(names, probabilities))}) + "\n"


def predict(options):
    """From lines of JSON to lines of JSON; the model is trained before, untimed."""
    model = pipeline().fit(*records(options.train))
    names = [str(name) for name in model.classes_]

    def work():
        with open(options.train, encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines]
        shares = model.predict_proba([text_of(record) for record in found])
        written(answer(record["id"], names, own) for record, own in zip(found, shares.tolist()))
        return len(found)

    count, seconds = timed(work)
    report("predict", TOOL, cpu_s=seconds, documents=count)


def predict_fasttext(options):
    """The same by fastText; its own command reads plain lines, and so does this."""
    model, _ = fasttext_model(options)
    texts, _ = records(options.train)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.writelines(fasttext_line(text) + "\n" for text in texts)
        file.flush()

        def work():
            with open(file.name, encoding="utf-8") as lines:
                labels, shares = model.f.multilinePredict(list(lines), 3, 0.0, "strict")
            written(f"{' '.join(map(str, own))} {' '.join(f'{share:.6f}' for share in probabilities)}\n"
                    for own, probabilities in zip(labels, shares))

        _, seconds = timed(work)
    report("predict-fasttext", "fastText", cpu_s=seconds, documents=len(texts))


def vw_line(text, label=""):
    return f"{label} | " + text.lower().replace(":", " ").replace("|", " ").replace("\n", " ") + "\n"


def predict_vw(options):
    """The same by Vowpal Wabbit: one-against-all of logistic losses, words and pairs, probabilities out."""
    from vowpalwabbit import Workspace
    texts, labels = records(options.train)
    names = sorted(set(labels))
    with tempfile.TemporaryDirectory() as folder:
        data, plain, model = (os.path.join(folder, name) for name in ("train.vw", "test.vw", "model.vw"))
        with open(data, "w", encoding="utf-8") as out:
            out.writelines(vw_line(text, names.index(label) + 1) for text, label in zip(texts, labels))
        with open(plain, "w", encoding="utf-8") as out:
            out.writelines(vw_line(text) for text in texts)
        common = "--quiet --no_stdin -b 24"
        Workspace(f"{common} --oaa {len(names)} --loss_function logistic --probabilities --ngram 2 -d {data} -f {model}",
                  enable_logging=False).finish()
        output = os.path.join(folder, "out")
        _, seconds = timed(lambda: Workspace(
            f"{common} -i {model} -t --probabilities -d {plain} -p {output}", enable_logging=False).finish())
        with open(output, encoding="utf-8") as lines:
            count = sum(1 for _ in lines)
    if count < len(texts):
        raise SystemExit(f"vw answered {count} of {len(texts)}")
    report("predict-vw", "vw", cpu_s=seconds, documents=len(texts))


def folds(options):
    """Accuracies over five folds, record i being in fold i mod 5: words and pairs of them, a few plain settings."""
    texts, labels = records(options.train)
    labels = numpy.array(labels)
    models = {"LinearSVC C=0.1": LinearSVC(C=0.1), "LinearSVC C=1": LinearSVC(C=1),
              "SGD hinge 1e-4": SGDClassifier(alpha=1e-4, random_state=0),
              "SGD hinge 1e-5": SGDClassifier(alpha=1e-5, random_state=0),
              "LogisticRegression C=10": LogisticRegression(C=10, max_iter=1000)}
    hits = dict.fromkeys(models, 0)
    for fold in range(5):
        kept = [row for row in range(len(texts)) if row % 5 != fold]
        held = [row for row in range(len(texts)) if row % 5 == fold]
        vectorizer = TfidfVectorizer(min_df=2, sublinear_tf=True, ngram_range=(1, 2))
        rows = vectorizer.fit_transform([texts[row] for row in kept])
        valid = vectorizer.transform([texts[row] for row in held])
        for name, model in models.items():
            hits[name] += int((model.fit(rows, labels[kept]).predict(valid) == labels[held]).sum())
    for name, count in hits.items():
        report("folds", TOOL, solver=name, accuracy=count / len(texts))


ROWS = {
    "svm": lambda options: fit("svm", options, LinearSVC(C=1), hinge_objective, 1),
    "svm-loose": lambda options: fit("svm-loose", options, LinearSVC(C=1, tol=0.1), hinge_objective, 1),
    "lr-1-lbfgs": lambda options: fit("lr-1-lbfgs", options, LogisticRegression(C=1, max_iter=1000),
                                      logistic_objective, 1),
    "lr-1-saga": lambda options: fit("lr-1-saga", options, LogisticRegression(C=1, solver="saga", max_iter=1000),
                                     logistic_objective, 1),
    "lr-10-lbfgs": lambda options: fit("lr-10-lbfgs", options, LogisticRegression(C=10, max_iter=1000),
                                       logistic_objective, 10),
    "lr-10-saga": lambda options: fit("lr-10-saga", options, LogisticRegression(C=10, solver="saga", max_iter=1000),
                                      logistic_objective, 10),
    "raw": raw,
    "raw-fasttext": raw_fasttext,
    "folds": folds,
    "predict": predict,
    "predict-fasttext": predict_fasttext,
    "predict-vw": predict_vw,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("row", choices=list(ROWS))
    for name in ("train", "valid", "folder"):
        parser.add_argument(name)
    options = parser.parse_args()
    ROWS[options.row](options)


if __name__ == "__main__":
    main()
