import Measuring
import Parallax

/// Fit and transform on one thread and on two, on the clock; the results must be the same to the bit.
func measureThreads(_ corpus: Corpus, _ options: Options) throws -> [Measurement] {
  let configuration = tableConfiguration(maximumN: 1)
  let clock = ContinuousClock()
  var results: [Measurement] = []
  var first: (vectorizer: TFIDFVectorizer, matrix: SparseMatrix)?
  for threads in [1, 2] {
    let start = clock.now
    let (fitted, cpu) = try Meter.time {
      try TFIDFVectorizer.fitTransform(corpus.documents, configuration: configuration, threads: threads)
    }
    var result = Measurement("threads \(threads)", cpuSeconds: cpu, corpus: corpus)
    result.wallSeconds = (clock.now - start) / .seconds(1)
    result.nonZeroCount = fitted.matrix.nonZeroCount
    results.append(result)
    if let first {
      guard fitted.matrix == first.matrix, fitted.vectorizer.vocabulary == first.vectorizer.vocabulary,
        fitted.vectorizer.idf == first.vectorizer.idf
      else { throw Fault("\(threads) threads give another result than one") }
    } else {
      first = fitted
    }
  }
  return results
}
