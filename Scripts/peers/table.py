"""The rows of the table: what is held against what, which figure counts, and what is wanted."""

import statistics
from collections import namedtuple

# What is measured in one process, and the script that measures its peer.
TASKS = {
    "tfidf-1": "sklearn_rows.py",
    "tfidf-2": "sklearn_rows.py",
    "hashing-2": "sklearn_rows.py",
    "fit-1": "tantivy_rows.py",
    "threads": None,
    "svd": "sklearn_rows.py",
    "sentences": None,
    "tokens": None,
}

Row = namedtuple("Row", "title result peer key unit wanted")

ROWS = [
    Row("TF-IDF, words: fit and transform", "tfidf-1 fit+transform", "scikit-learn", "mb_per_s", "MB/s", 25),
    Row("the same, transform only", "tfidf-1 transform", "scikit-learn", "mb_per_s", "MB/s", 28),
    Row("TF-IDF, words and pairs", "tfidf-2 fit+transform", "scikit-learn", "mb_per_s", "MB/s", 25),
    Row("hashing, words and pairs", "hashing-2", "scikit-learn", "mb_per_s", "MB/s", 20),
    Row("words: fit only", "fit-1", "tantivy", "mb_per_s", "MB/s", 10),
    Row("one document of 30 words", "tfidf-1 short", "scikit-learn", "microseconds", "µs", 100),
    Row("two threads, wall", "threads 2", "one thread", "wall_s", "s", 1.8),
    Row("memory of the fit", "tfidf-1 memory", "scikit-learn", "peak_mb", "MB", 2),
    Row("truncated SVD, rank 100", "svd", "scikit-learn", "cpu_s", "s", 1.5),
    Row("the same by block Krylov", "svd-krylov", "scikit-learn", "cpu_s", "s", 1.5),
    Row("sentences", "sentences", "20 MB/s", "mb_per_s", "MB/s", 1),
    Row("tokens", "tokens", "byte-class scan", "mb_per_s", "MB/s", 1 / 3),
]
# Where the time of a row goes, by profile but for the row of threads; said where the row is not met.
REASONS = {
    "tfidf-1 fit+transform": "a quarter cuts words and asks for their places, a quarter looks them up, a fifth makes "
                             "rows, a tenth is the system clearing memory",
    "tfidf-1 transform": "a quarter cuts words and asks for their places, a quarter looks them up",
    "tfidf-2 fit+transform": "tables of pairs are larger than the caches: waiting for them was half before their places "
                             "were asked for early",
    "hashing-2": "a third hashes, a third sorts, a fifth is the system clearing the memory of the matrix",
    "threads 2": "joining vocabularies, choosing terms and stacking the rows run on one thread",
    "tokens": "six tenths cut words and write tokens, a seventh asks with every token whether their array is shared",
}
LESS_IS_BETTER = {"microseconds", "wall_s", "peak_mb", "cpu_s"}


def figures(results, name, key, is_parallax):
    return [result[key] for result in results
            if result["row"] == name and key in result and (result["tool"] == "Parallax") == is_parallax]


def peer_figures(row, results):
    if row.result == "sentences":
        return [20.0]
    if row.result == "tokens":
        return figures(results, row.result, "reference_mb_per_s", True)
    if row.result == "threads 2":
        return figures(results, "threads 1", row.key, True)
    name = "svd" if row.result == "svd-krylov" else row.result
    return figures(results, name, row.key, False)


def rows(results):
    """The rows of which anything was measured, with medians."""
    found = []
    for row in ROWS:
        own = figures(results, row.result, row.key, True)
        if not own:
            continue
        peers = peer_figures(row, results)
        figure = statistics.median(own)
        peer = statistics.median(peers) if peers else None
        ratio = (peer / figure if row.key in LESS_IS_BETTER else figure / peer) if peer else None
        found.append({
            "row": row.title, "result": row.result, "peer": row.peer, "unit": row.unit, "peer_figure": peer,
            "parallax_figure": figure, "ratio": ratio, "wanted": row.wanted,
            "met": None if ratio is None else ratio >= row.wanted,
            "parallax_range": [min(own), max(own)], "peer_range": [min(peers), max(peers)] if peers else None})
        if row.result.startswith("svd"):
            difference = singular_shortfall(results, row.result)
            if difference is not None and difference > 0.001:
                found[-1].update(met=False, values_off=difference)
    return found


def singular_values(results, is_parallax, name="svd"):
    return next((result["singular_values"] for result in results
                 if result["row"] == name and (result["tool"] == "Parallax") == is_parallax), None)


def singular_shortfall(results, name):
    """How far the singular values are off the exact ones, or, where those were not computed, below the peer's.

    Found in a subspace, a value never exceeds the exact one: of two, the larger is the better.
    """
    own, exact = singular_values(results, True, name), singular_values(results, False, "svd-exact")
    if own and exact:
        return max(abs(a - b) / b for a, b in zip(own, exact))
    peer = singular_values(results, False)
    return max((b - a) / b for a, b in zip(own, peer)) if own and peer else None


def faults(results):
    """Where tools that must give the same answer do not."""
    found = []
    for name in dict.fromkeys(result["row"] for result in results):
        for key in ("nnz", "features", "documents", "count"):
            values = {result[key] for result in results if result["row"] == name and key in result}
            if len(values) > 1:
                found.append(f"{name}: {key} is {' or '.join(map(str, sorted(values)))}")
    for result in results:
        if result["row"] == "tfidf-1 agreement":
            difference = result["largest_difference"]
            if not result["vocabulary_identical"]:
                found.append("tfidf-1: the vocabularies differ")
            elif difference is None:
                found.append("tfidf-1: the places of the non-zeros differ")
            elif difference > 1e-6:
                found.append(f"tfidf-1: values differ by up to {difference:.2g}, more than 1e-6")
    return list(dict.fromkeys(found))


def remarks(results):
    """What the answers were."""
    found = []
    for name in ("tfidf-1 fit+transform", "tfidf-2 fit+transform", "hashing-2"):
        sizes = {result["tool"].split()[0]: result for result in results if result["row"] == name}
        if sizes:
            found.append(f"{name}: " + "; ".join(
                f"{tool} {result['features']:,} terms, {result['nnz']:,} non-zeros" for tool, result in sizes.items()))
    differences = [result["largest_difference"] for result in results
                   if result["row"] == "tfidf-1 agreement" and result["largest_difference"] is not None]
    if differences:
        found.append(f"tfidf-1: every term and place the same; values differ by at most {max(differences):.2g}")
    peer, exact = singular_values(results, False), singular_values(results, False, "svd-exact")
    own = [("Parallax, " + name, singular_values(results, True, name)) for name in ("svd", "svd-krylov")]
    for name, values, other, of in ([(*pair, peer, "scikit-learn's") for pair in own]
                                    + [(*pair, exact, "the exact ones") for pair in own]
                                    + [("scikit-learn", peer, exact, "the exact ones")]):
        if values and other:
            parts = [(a - b) / b for a, b in zip(values, other)]
            close = sum(abs(part) <= 0.001 for part in parts)
            found.append(f"singular values of {name}, against {of}: {close} of {len(parts)} within 0.1 %, "
                         f"from {min(parts):+.2%} to {max(parts):+.2%}")
    return found


def number(value):
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def verdict(row):
    if row["met"] is None:
        return "no peer"
    if row["met"]:
        return "met"
    reasons = [f"{row['ratio'] / row['wanted']:.0%} of it"] if row["ratio"] < row["wanted"] else []
    reasons += [f"values off by {row['values_off']:.1%}"] if "values_off" in row else []
    reasons += [row["answer"]] if "answer" in row else []
    return f"no: {', '.join(reasons)}"


def rendered(rows, remarks, faults, machine, runs):
    header = ["row", "peer", "peer figure", "Parallax", "unit", "ratio", "wanted", "met"]
    cells = [header] + [
        [row["row"], row["peer"], number(row["peer_figure"]), number(row["parallax_figure"]), row["unit"],
         number(row["ratio"]), number(row["wanted"]), verdict(row)] for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(len(header))]
    left = {0, 1, 4, 7}

    def line(parts):
        return "| " + " | ".join(part.ljust(width) if column in left else part.rjust(width)
                                 for column, (part, width) in enumerate(zip(parts, widths))) + " |"

    rule = "|" + "|".join("-" * (width + 2) if column in left else "-" * (width + 1) + ":"
                          for column, width in enumerate(widths)) + "|"
    lines = [line(cells[0]), rule] + [line(parts) for parts in cells[1:]]
    lines += ["", f"Medians of {runs}; CPU time of one process and thread, unless it says wall."]
    lines += [f"{machine['cpu']}, {machine['cores']} cores; load average {machine['load_average_before'][0]} before, "
              f"{machine['load_average_after'][0]} after; {machine['swift']}; commit {machine['commit'] or 'unknown'}."]
    lines += [f"BLAS: Parallax {machine['blas_of_parallax'] or 'not used'}; peers {machine['blas_of_peers'] or 'not used'}."]
    lines += [f"- {row['row']}: {row['ratio']:.3g} of {number(row['wanted'])}; {REASONS[row['result']]}"
              for row in rows if row["met"] is False and row["result"] in REASONS]
    lines += [f"- {remark}" for remark in remarks] + [f"WRONG: {fault}" for fault in faults]
    return "\n".join(lines)
