import Benchmark

/// Every suite, over the sample articles that ship with the package.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal, .peakMemoryResident] + Throughput.metrics,
    warmupIterations: 2, maxDuration: .seconds(5), maxIterations: 200)

  let corpus: SampleCorpus
  do {
    corpus = try SampleCorpus(atLeast: 4_000_000)
  } catch {
    // One failing benchmark that names the cause, instead of an empty run that looks like success.
    let cause = "\(error)"
    Benchmark("sample corpus") { $0.error(cause) }
    return
  }
  textBenchmarks(on: corpus)
  for suite in [featureBenchmarks, articleBenchmarks] {
    do {
      try suite(corpus)
    } catch {
      let cause = "\(error)"
      Benchmark("preparation") { $0.error(cause) }
    }
  }
}
