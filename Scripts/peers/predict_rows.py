"""Labels the records of a JSON Lines file by one peer, once, in this process, and prints what it took.

    python predict_rows.py sklearn|fasttext|vw|vw-text FOLDER RUNS

FOLDER is what `compare-predict` prepared: train.jsonl and test.jsonl, and the same for fastText and vw in
their own formats. Training is not counted; prediction is, from the file of records to the file of answers.
"""

import json
import os
import sys
import time
from pathlib import Path


def clocked(work):
    start = time.process_time()
    answers = work()
    return {"cpu_s": time.process_time() - start, "answers": answers}


def sklearn(folder):
    import sklearn
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import SGDClassifier
    from sklearn.pipeline import make_pipeline

    train = [json.loads(line) for line in open(folder / "train.jsonl", encoding="utf-8")]
    # The solver does not matter for prediction; this one is quick.
    model = make_pipeline(TfidfVectorizer(min_df=2, sublinear_tf=True), SGDClassifier(loss="log_loss", random_state=0))
    model.fit([record["text"] for record in train], [record["label"] for record in train])
    classes = list(model.classes_)

    def predict():
        answers = 0
        with open(folder / "test.jsonl", encoding="utf-8") as source, open(os.devnull, "w") as out:
            batch = [json.loads(line) for line in source]
            for record, row in zip(batch, model.predict_proba([record["text"] for record in batch])):
                probabilities = dict(zip(classes, row.tolist()))
                out.write(json.dumps({"id": record["id"], "label": max(probabilities, key=probabilities.get),
                                      "probabilities": probabilities}) + "\n")
                answers += 1
        return answers
    return f"scikit-learn {sklearn.__version__}", predict


def fasttext(folder):
    import fasttext

    fasttext.FastText.eprint = lambda text: None
    model = fasttext.train_supervised(str(folder / "train.ft"), wordNgrams=1, epoch=5, thread=1, verbose=0)

    def predict():
        # As `fasttext predict-prob` does: lines in, labels and probabilities out.
        answers = 0
        with open(folder / "test.ft", encoding="utf-8") as source, open(os.devnull, "w") as out:
            for line in source:
                out.write(" ".join(f"{label} {value}" for value, label in model.f.predict(line, -1, 0.0, "strict")) + "\n")
                answers += 1
        return answers
    return "fastText", predict


def vw(folder, form="json", options="--json "):
    import vowpalwabbit

    model = str(folder / f"model.{form}")
    classes = len(json.loads((folder / "labels.json").read_text()))
    vowpalwabbit.Workspace(f"--oaa {classes} --probabilities --loss_function logistic -b 20 --quiet {options}"
                           f"-d {folder}/train.{form} -f {model}").finish()

    def predict():
        vowpalwabbit.Workspace(f"-t --probabilities -i {model} -d {folder}/test.{form} -p {folder}/answers.vw --quiet "
                               + options).finish()
        return sum(1 for _ in open(folder / "answers.vw"))
    return f"vw {vowpalwabbit.__version__} ({'JSON' if options else 'text'})", predict


def vw_text(folder):
    return vw(folder, form="vw", options="")


def main():
    peer, folder, runs = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    tool, predict = {"sklearn": sklearn, "fasttext": fasttext, "vw": vw, "vw-text": vw_text}[peer](folder)
    print(json.dumps({"tool": tool}), flush=True)
    for _ in range(runs):
        # One run when asked for, so that the tools take turns.
        sys.stdin.readline()
        print(json.dumps(clocked(predict)), flush=True)


main()
