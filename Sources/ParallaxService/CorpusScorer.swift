import Foundation
import Parallax
import ParallaxCorpus

/// Makes of an article what a corpus keeps of it: its profile, a summary, the actors it names.
public struct CorpusScorer: Sendable {
  private let profiler: ArticleProfiler
  private let scoreVersions: [String: String]
  private let readingVersions: [String: String]
  private let actors: (matcher: NameMatcher, gazetteer: Gazetteer, version: String)?
  private let summarizes: Bool

  /// Creates a scorer.
  ///
  /// - Parameters:
  ///   - models: What profiles are made by.
  ///   - gazetteer: The actors to be found, and the bytes it was read from, which are its version.
  ///   - summarizes: Whether a summary of three sentences is made.
  /// - Throws: `CoverageError` where a model has not the labels it needs.
  public init(
    _ models: ProfileModels, gazetteer: (value: Gazetteer, bytes: [UInt8])? = nil, summarizes: Bool = false
  ) throws(CoverageError) {
    self.init(
      models, profiler: try models.profiler(gazetteer?.value), gazetteer: gazetteer, summarizes: summarizes)
  }

  /// Creates a scorer with a profiler that was made of the models already.
  init(
    _ models: ProfileModels, profiler: ArticleProfiler, gazetteer: (value: Gazetteer, bytes: [UInt8])? = nil,
    summarizes: Bool = false
  ) {
    self.profiler = profiler
    self.summarizes = summarizes
    actors = gazetteer.map { (NameMatcher($0.value), $0.value, Corpus.version(of: $0.bytes)) }
    var versions: [String: String] = [:]
    for model in models.articles { versions[model.classifier.name] = model.version }
    scoreVersions = versions
    readingVersions = models.versions(gazetteer: actors?.version)
  }

  /// What an article in a corpus should have, by this scorer.
  public var wanted: Corpus.Wanted {
    var wanted = Corpus.Wanted(models: scoreVersions, readings: readingVersions, gazetteer: actors?.version)
    if summarizes { wanted.summary = (Self.method, Self.length, ParallaxVersion.current) }
    return wanted
  }

  private static let method = SummaryMethod.textRank.rawValue
  private static let length = "3"

  /// What is to be kept of an article.
  ///
  /// - Throws: An error of encoding, for numbers that JSON cannot hold.
  public func results(for article: Article) throws -> CorpusResults {
    let profile = profiler.profile(of: article)
    let record = try ServiceJSON.object(ArticleProfileRecord(article, profile).json) as? [String: Any] ?? [:]
    var results = CorpusResults()
    let scores = record["scores"] as? [String: Any] ?? [:]
    for score in profile.scores {
      results.scores.append(
        StoredScore(
          model: score.model, version: scoreVersions[score.model] ?? "", label: score.prediction.label,
          probability: score.prediction.probabilities.max() ?? 0, isScored: score.prediction.state == .scored,
          record: try Self.text(scores[score.model] ?? [String: Any]())))
    }
    for (part, version) in readingVersions.sorted(by: { $0.key < $1.key }) {
      // A part that an article is too short for is kept as null, so that it is not asked for again.
      results.readings.append(
        StoredReading(part: part, version: version, record: try Self.text(record[part] ?? NSNull())))
    }
    if summarizes { results.summaries = [try summary(of: article)] }
    if let actors {
      var counts: [String: Int] = [:]
      for mention in actors.matcher.mentions(in: article.modelInput) {
        counts[actors.gazetteer.actors[mention.actor].id, default: 0] += 1
      }
      results.actors = .init(version: actors.version, counts: counts)
    }
    return results
  }

  private func summary(of article: Article) throws -> StoredSummary {
    let summary = Summarizer().summary(of: article.text, length: .sentences(3))
    let sentences = try Self.object(SummaryRecord(article, summary))["sentences"] ?? [Any]()
    return StoredSummary(
      method: Self.method, length: Self.length, version: ParallaxVersion.current,
      record: try Self.text(sentences))
  }

  private static func object(_ value: some Encodable) throws -> [String: Any] {
    try ServiceJSON.object(ServiceJSON.encode(value)) as? [String: Any] ?? [:]
  }

  private static func text(_ value: Any) throws -> String {
    String(decoding: try ServiceJSON.encode(object: value), as: UTF8.self)
  }

  /// Adds articles with what is to be kept of those that are new; the others keep what they have.
  ///
  /// - Parameters:
  ///   - articles: The articles, clean.
  ///   - corpus: The corpus, open to write.
  ///   - event: An event they all tell of.
  ///   - threads: How many threads score.
  /// - Returns: What became of each.
  public func add(
    _ articles: [Article], to corpus: Corpus, event: String? = nil, threads: Int = 1
  ) throws -> [Corpus.Addition] {
    let isKnown = try corpus.contains(articles)
    let results = concurrentMap(Array(zip(articles, isKnown)), threads: threads) { article, isKnown in
      Result { isKnown ? CorpusResults() : try self.results(for: article) }
    }
    return try corpus.add(articles, event: event, results: results.map { try $0.get() })
  }

  /// Scores again what lacks a result or has one of another version, batch by batch; what is done stays done.
  ///
  /// - Parameters:
  ///   - corpus: The corpus, open to write.
  ///   - threads: How many threads score.
  ///   - progress: Told which articles have been done, after each batch.
  public func update(
    _ corpus: Corpus, threads: Int = 1, progress: ([StoredArticle]) throws -> Void = { _ in }
  ) throws {
    var last: String?
    while true {
      let batch = try corpus.stale(wanted, after: last, limit: 128)
      guard let final = batch.last else { return }
      let results = concurrentMap(batch, threads: threads) { stored in
        Result { try self.results(for: stored.article) }
      }
      try corpus.put(zip(batch, results).map { ($0.key, try $1.get()) })
      last = final.key
      try progress(batch)
    }
  }
}
