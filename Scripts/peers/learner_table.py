"""The rows of the table of learners: what is held against what, how much is wanted, and which answers must agree."""

import statistics
from collections import namedtuple

# `own` is a row of learner-rows or the command line's, `peer` one of learner_rows.py, a row of ours or a constant;
# `check` says what makes a fast answer count: an objective no more than this share above the peer's, or an accuracy
# no lower than ACCURACY_SLACK below: of one optimum, solvers that stop earlier or later label a few texts otherwise.
Row = namedtuple("Row", "title own peer name key unit wanted check")
ACCURACY_SLACK = 0.002

ROWS = [
    Row("linear SVM, C = 1", "svm", "svm", "LinearSVC()", "cpu_s", "s", 3, 1e-4),
    Row("the same", "svm", "svm-loose", "LinearSVC(tol=0.1)", "cpu_s", "s", 3, 1e-4),
    Row("logistic regression, C = 1", "lr-1", "lr-1-lbfgs", "lbfgs", "cpu_s", "s", 8, 1e-5),
    Row("the same", "lr-1", "lr-1-saga", "saga", "cpu_s", "s", 4, 1e-5),
    Row("logistic regression, C = 10", "lr-10", "lr-10-lbfgs", "lbfgs", "cpu_s", "s", 8, 1e-5),
    Row("the same", "lr-10", "lr-10-saga", "saga", "cpu_s", "s", 4, 1e-5),
    Row("C = 1 on two threads, wall", "threads 2", "threads 1", "one thread", "wall_s", "s", 1.7, None),
    Row("from text to model", "raw", "raw", "scikit-learn pipeline", "cpu_s", "s", 10, "accuracy"),
    Row("the same", "raw", "raw-fasttext", "fastText, pairs", "cpu_s", "s", 5, "accuracy"),
    Row("predict, JSON lines to JSON lines", "predict", "predict", "scikit-learn", "cpu_s", "s", 15, None),
    Row("the same", "predict", "predict-fasttext", "fastText, plain lines", "cpu_s", "s", 3, None),
    Row("the same", "predict", "predict-vw", "vw, its own lines", "cpu_s", "s", 2, None),
    Row("load 200,000 features x 3", "load", 5.0, "5 ms", "milliseconds", "ms", 1, None),
]


def median(results, name, key, is_own):
    found = [result[key] for result in results
             if result["row"] == name and key in result and (result["tool"] == "Parallax") == is_own]
    return statistics.median(found) if found else None


def agrees(row, results):
    """Whether the answer is as good as the peer's, and what there is to say about it."""
    if row.check is None:
        return True, None
    key = "accuracy" if row.check == "accuracy" else "objective"
    own, peer = median(results, row.own, key, True), median(results, row.peer, key, False)
    if own is None or peer is None:
        return True, None
    if key == "accuracy":
        return own >= peer - ACCURACY_SLACK, f"{row.title}, {row.name}: accuracy {own:.4f} against {peer:.4f}"
    return own <= peer * (1 + row.check), f"{row.title}, {row.name}: objective {own:,.3f} against {peer:,.3f}"


def rows(results):
    """The rows of which both sides were measured."""
    found, remarks = [], []
    for row in ROWS:
        figure = median(results, row.own, row.key, True)
        peer = (row.peer if isinstance(row.peer, float)
                else median(results, row.peer, row.key, row.peer.startswith("threads")))
        if figure is None or peer is None:
            continue
        good, remark = agrees(row, results)
        ratio = peer / figure
        found.append({"row": row.title, "result": "learner " + row.own, "peer": row.name, "unit": row.unit, "peer_figure": peer,
                      "parallax_figure": figure, "ratio": ratio, "wanted": row.wanted,
                      "met": good and ratio >= row.wanted})
        if not good:
            found[-1]["answer"] = "a worse answer"
        if remark:
            remarks.append(remark)
    return found, remarks


def fold_remarks(results):
    """The accuracies over folds, the best of each tool's last; whether ours is near enough."""
    found = [(result["accuracy"], result["tool"], result["solver"]) for result in results if result["row"] == "folds"]
    remarks = [f"five folds: {tool}, {solver}: accuracy {accuracy:.4f}" for accuracy, tool, solver in sorted(set(found))]
    own = max((accuracy for accuracy, tool, _ in found if tool == "Parallax"), default=None)
    peer = max((accuracy for accuracy, tool, _ in found if tool != "Parallax"), default=None)
    if own is not None and peer is not None:
        remarks.append(f"five folds: the best {own:.4f} against {peer:.4f}, "
                       f"{'met' if own >= peer - ACCURACY_SLACK else 'not met'} (at most {ACCURACY_SLACK} below)")
    return remarks
