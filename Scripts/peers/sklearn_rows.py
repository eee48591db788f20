"""One row of the table in scikit-learn, once, in this process: JSON lines under the names of `feature-rows`.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python sklearn_rows.py ROW DOCUMENTS [--against FOLDER]

ROW is tfidf-1, tfidf-2, hashing-2, svd or svd-exact. DOCUMENTS holds documents that end with a zero byte
each. FOLDER is what `feature-rows --save` wrote: tfidf-1 is compared with it, svd takes its matrix.
"""

import argparse
from pathlib import Path

import numpy
import scipy.sparse
import sklearn
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer

from measuring import SHORT_TEXT, documents, peak_mb, report, reset_peak, timed

TOOL = f"scikit-learn {sklearn.__version__}"
SHORT_REPETITIONS = 500


def vectorizer(longest):
    return TfidfVectorizer(min_df=2, sublinear_tf=True, ngram_range=(1, longest))


def saved(folder):
    """The terms and the matrix that Parallax saved."""
    folder = Path(folder)
    terms = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    parts = (numpy.fromfile(folder / "values.f32", "<f4"), numpy.fromfile(folder / "columns.i32", "<i4"),
             numpy.fromfile(folder / "offsets.i64", "<i8"))
    return terms, scipy.sparse.csr_matrix(parts, shape=(len(parts[2]) - 1, len(terms)))


def agreement(fitted, matrix, folder):
    """Compares every term and every value with what Parallax saved."""
    terms, other = saved(folder)
    matrix.sort_indices()
    same_terms = terms == list(fitted.get_feature_names_out())
    same_places = (same_terms and matrix.nnz == other.nnz
                   and bool((matrix.indptr == other.indptr).all() and (matrix.indices == other.indices).all()))
    difference = float(numpy.abs(matrix.data - other.data).max()) if same_places else None
    report("tfidf-1 agreement", TOOL, vocabulary_identical=same_terms, places_identical=same_places,
           largest_difference=difference)


def fit_transform(texts, megabytes, longest):
    fitted = vectorizer(longest)
    resident = reset_peak()
    matrix, seconds = timed(lambda: fitted.fit_transform(texts))
    peak = peak_mb(resident)
    report(f"tfidf-{longest} fit+transform", TOOL, cpu_s=seconds, mb_per_s=megabytes / seconds,
           documents=len(texts), nnz=int(matrix.nnz), features=int(matrix.shape[1]))
    report(f"tfidf-{longest} memory", TOOL, peak_mb=peak)
    return fitted, matrix


def words(texts, megabytes, folder):
    fitted, matrix = fit_transform(texts, megabytes, 1)
    again, seconds = timed(lambda: fitted.transform(texts))
    report("tfidf-1 transform", TOOL, cpu_s=seconds, mb_per_s=megabytes / seconds, nnz=int(again.nnz))
    # As it is used for one document: once to warm up, then alone, again and again.
    row = fitted.transform([SHORT_TEXT])
    _, seconds = timed(lambda: [fitted.transform([SHORT_TEXT]) for _ in range(SHORT_REPETITIONS)])
    report("tfidf-1 short", TOOL, microseconds=seconds / SHORT_REPETITIONS * 1e6, nnz=int(row.nnz))
    if folder:
        agreement(fitted, matrix, folder)


def hashing(texts, megabytes):
    resident = reset_peak()
    matrix, seconds = timed(lambda: HashingVectorizer(ngram_range=(1, 2)).transform(texts))
    report("hashing-2", TOOL, cpu_s=seconds, mb_per_s=megabytes / seconds, nnz=int(matrix.nnz),
           features=int(matrix.shape[1]), peak_mb=peak_mb(resident))


def matrix_of(path, folder):
    if folder:
        return saved(folder)[1]
    return vectorizer(1).fit_transform(documents(path)[0]).astype(numpy.float32)


def svd(matrix):
    import threadpoolctl
    solver = TruncatedSVD(n_components=min(100, *matrix.shape), n_iter=5, n_oversamples=10, random_state=0)
    _, seconds = timed(lambda: solver.fit_transform(matrix))
    blas = sorted({f"{pool['internal_api']} {pool['version']} {pool.get('architecture', '')}".strip()
                   for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"})
    report("svd", TOOL, cpu_s=seconds, nnz=int(matrix.nnz), features=int(matrix.shape[1]), blas=", ".join(blas),
           singular_values=[float(value) for value in solver.singular_values_])


def exact_svd(matrix):
    """The singular values to machine precision, by Lanczos iterations."""
    from scipy.sparse.linalg import svds
    count = min(100, min(matrix.shape) - 1)
    values = svds(matrix.astype(numpy.float64), k=count, tol=1e-9, random_state=0, return_singular_vectors=False)
    report("svd-exact", "SciPy svds", singular_values=sorted(map(float, values), reverse=True))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("row", choices=["tfidf-1", "tfidf-2", "hashing-2", "svd", "svd-exact"])
    parser.add_argument("documents")
    parser.add_argument("--against", metavar="FOLDER")
    options = parser.parse_args()
    if options.row == "svd":
        svd(matrix_of(options.documents, options.against))
    elif options.row == "svd-exact":
        exact_svd(matrix_of(options.documents, options.against))
    else:
        texts, megabytes = documents(options.documents)
        if options.row == "tfidf-1":
            words(texts, megabytes, options.against)
        elif options.row == "tfidf-2":
            fit_transform(texts, megabytes, 2)
        else:
            hashing(texts, megabytes)


main()
