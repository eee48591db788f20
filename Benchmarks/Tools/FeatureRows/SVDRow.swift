import Measuring
import Parallax

/// A truncated SVD of rank 100 of the matrix of `tfidf-1`: ten columns of oversampling, five iterations.
func measureSVD(_ corpus: Corpus, _ options: Options) throws -> [Measurement] {
  let matrix = try TFIDFVectorizer.fitTransform(
    corpus.documents, configuration: tableConfiguration(maximumN: 1)
  ).matrix
  let solvers = [
    ("svd", TruncatedSVD(rank: 100, method: .powerIteration(oversampling: 10, iterations: 5))),
    ("svd-krylov", TruncatedSVD(rank: 100)),
  ]
  return try solvers.map { name, solver in
    let (decomposition, seconds) = try Meter.time { try solver.decompose(matrix) }
    let values = decomposition.singularValues
    guard values.count == min(100, matrix.rowCount, matrix.columnCount), values.allSatisfy({ $0.isFinite }),
      zip(values, values.dropFirst()).allSatisfy({ $0 >= $1 })
    else { throw Fault("singular values \(values)") }
    var result = Measurement(name)
    result.cpuSeconds = seconds
    result.nonZeroCount = matrix.nonZeroCount
    result.featureCount = matrix.columnCount
    result.singularValues = values
    result.blas = LinearAlgebraLibrary.current.name
    return result
  }
}
