import Benchmark

/// What a reader wants to know of a text pipeline: documents and megabytes a second.
enum Throughput {
  private static let documents = BenchmarkMetric.custom(
    "docs/s", polarity: .prefersLarger, useScalingFactor: false)
  private static let megabytes = BenchmarkMetric.custom(
    "MB/s", polarity: .prefersLarger, useScalingFactor: false)

  static let metrics = [documents, megabytes]

  /// Runs the work once over the corpus, records its rates, and fails the benchmark when the answer is
  /// not the expected one: a fast wrong answer is no result.
  static func measure<Answer: Equatable>(
    _ benchmark: Benchmark, on corpus: SampleCorpus, expecting expected: Answer,
    _ work: ([String]) throws -> Answer
  ) rethrows {
    let clock = ContinuousClock()
    let start = clock.now
    benchmark.startMeasurement()
    let answer = try work(corpus.documents)
    benchmark.stopMeasurement()
    let elapsed = (clock.now - start) / .seconds(1)
    guard answer == expected else {
      benchmark.error("wrong answer: found \(answer), expected \(expected)")
      return
    }
    benchmark.measurement(documents, Int(Double(corpus.documents.count) / elapsed))
    benchmark.measurement(megabytes, Int(Double(corpus.byteCount) / 1e6 / elapsed))
  }
}
