import ArgumentParser
import Foundation
import Parallax

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures the throughput of every stage on a corpus, on one thread.",
    discussion: """
      Times are CPU seconds of this process; MB are 10^6 bytes of text. The \
      articles are held in memory.

      EXAMPLES
        parallax bench articles.jsonl
        parallax bench --format json --limit 1000 articles.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var models: ModelOptions
  @Option(help: "The most articles to take.")
  var limit: Int?
  @Option(help: "table or json.")
  var format: OutputFormat = .table

  private struct Stage: Encodable {
    let stage: String
    let seconds: Double
    let documentsPerSecond: Double
    let megabytesPerSecond: Double
    let tokensPerSecond: Double
    let peakMegabytes: Double

    enum CodingKeys: String, CodingKey {
      case stage
      case seconds = "cpu_s"
      case documentsPerSecond = "docs_per_s"
      case megabytesPerSecond = "mb_per_s"
      case tokensPerSecond = "tokens_per_s"
      case peakMegabytes = "peak_mb"
    }
  }

  private struct Report: Encodable {
    let documents: Int
    let megabytes: Double
    let tokens: Int
    let blas: String
    let stages: [Stage]
  }

  /// Enough articles were read.
  private struct LimitReached: Error {}

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit \(limit): expected 1 or more") }
  }

  /// Reads the articles that are measured, without keeping them or telling of what cannot be read.
  private func readOver(_ sources: [ArticleSource]) {
    let reader = ArticleReader()
    var count = 0
    for source in sources {
      do throws(LimitReached) {
        try reader.read(source) { (result: Result<Article, ArticleError>) throws(LimitReached) in
          if case .success = result { count += 1 }
          if let limit, count >= limit { throw LimitReached() }
        }
      } catch { return }
    }
  }

  /// The articles that are measured.
  private func kept(_ sources: [ArticleSource], _ batches: inout ArticleBatches) throws -> [Article] {
    var articles: [Article] = []
    // Batches of one stop at the limit.
    do {
      try batches.read(sources, label: "read") {
        articles += $0
        if let limit, articles.count >= limit { throw LimitReached() }
      }
    } catch is LimitReached {}
    return articles
  }

  func run() throws {
    let classifier = try models.load("leaning")
    let profiler = try models.profiler(gazetteer: nil, axes: nil)
    let cleaner = ArticleCleaner()
    var times: [(stage: String, seconds: Double, peak: Double)] = []
    func measure<Result>(_ stage: String, _ body: () throws -> Result) rethrows -> Result {
      let start = BenchCommand.cpuSeconds()
      let result = try body()
      times.append((stage, BenchCommand.cpuSeconds() - start, BenchCommand.peakMegabytes()))
      return result
    }
    var batches = ArticleBatches(cleaner: nil, batchSize: 1)
    let sources = try input.sources()
    let raw: [Article]
    if sources.contains(.standardInput) {
      // A stream can be read once only: what it gives is kept while it is measured.
      raw = try measure("read") { try kept(sources, &batches) }
    } else {
      measure("read") { readOver(sources) }
      raw = try kept(sources, &batches)
    }
    guard !raw.isEmpty else {
      try batches.finish()
      throw CommandFailure(.missingInput, "no article to measure on")
    }
    let articles = measure("clean") { raw.map { cleaner.clean($0) } }
    let tokenizer = Tokenizer()
    let tokens = measure("tokenize") { articles.reduce(0) { $0 + tokenizer.tokens(in: $1.text).count } }
    var settings = TFIDFVectorizer.Configuration()
    settings.minimumDocumentFrequency = articles.count > 1 ? 2 : 1
    settings.sublinearTF = true
    let matrix = try measure("vectorize") {
      try TFIDFVectorizer.fitTransform(articles.lazy.map(\.modelInput), configuration: settings).matrix
    }
    let labels = measure("classify") { articles.map { classifier.classify($0.modelInput).label } }
    let analyzer = ArticleAnalyzer()
    let sentences = measure("summarize") {
      articles.reduce(0) { $0 + analyzer.summary(of: $1).sentences.count }
    }
    // Tables that are made when they are first asked for belong to the start, not to the articles.
    profiler.prepare()
    _ = profiler.profile(of: articles[0])
    let scores = measure("score") { articles.reduce(0) { $0 + profiler.profile(of: $1).scores.count } }
    guard matrix.rowCount == articles.count, labels.count == articles.count, sentences > 0, scores > 0 else {
      throw CommandFailure(.internal, "a stage gave no answer")
    }
    let megabytes = Double(raw.reduce(0) { $0 + $1.original.utf8.count }) / 1e6
    try write(
      Report(
        documents: raw.count, megabytes: megabytes, tokens: tokens, blas: LinearAlgebraLibrary.current.name,
        stages: times.map {
          let seconds = max($0.seconds, 1e-9)
          return Stage(
            stage: $0.stage, seconds: seconds, documentsPerSecond: Double(raw.count) / seconds,
            megabytesPerSecond: megabytes / seconds, tokensPerSecond: Double(tokens) / seconds,
            peakMegabytes: $0.peak)
        }))
    try batches.finish()
  }

  private func write(_ report: Report) throws {
    var output = Output()
    if format == .table {
      try output.write(
        "\(report.documents) documents, \(fixed(report.megabytes, 1)) MB, \(report.tokens) tokens\n")
      try output.write("stage          CPU s      docs/s     MB/s     Mtokens/s   peak MB\n")
      for stage in report.stages {
        let name = stage.stage.padding(toLength: 10, withPad: " ", startingAt: 0)
        try output.write(
          "\(name)\(padded(stage.seconds, 10, decimals: 3))\(padded(stage.documentsPerSecond, 12))"
            + "\(padded(stage.megabytesPerSecond, 9, decimals: 1))"
            + "\(padded(stage.tokensPerSecond / 1e6, 14, decimals: 2))\(padded(stage.peakMegabytes, 10))\n")
      }
    } else {
      try output.writeLine(try jsonLine(report))
    }
    try output.flush()
  }

  private func padded(_ value: Double, _ width: Int, decimals: Int = 0) -> String {
    let text = fixed(value, decimals)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The largest resident size so far.
  private static func peakMegabytes() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) * 1024 / 1e6
  }
}
