import Foundation
import Parallax
import ParallaxCorpus

/// Makes of an article what a corpus keeps of it: scores, a summary, the actors it names.
public struct CorpusScorer: Sendable {
  private let analyzer: ArticleAnalyzer
  private let versions: [String: String]
  private let actors: (matcher: NameMatcher, gazetteer: Gazetteer, version: String)?
  private let summarizes: Bool

  /// Creates a scorer.
  ///
  /// - Parameters:
  ///   - analyzer: Scores and summarises.
  ///   - gazetteer: The actors to be found, and the bytes it was read from, which are its version.
  ///   - summarizes: Whether a summary of three sentences is made.
  /// - Throws: ``ModelError`` where a model cannot be written out, by which its version is made.
  public init(
    _ analyzer: ArticleAnalyzer, gazetteer: (value: Gazetteer, bytes: [UInt8])? = nil,
    summarizes: Bool = false
  ) throws(ModelError) {
    self.analyzer = analyzer
    self.summarizes = summarizes
    var versions: [String: String] = [:]
    for model in analyzer.classifiers {
      versions[model.name] = Corpus.version(of: try model.encoded())
    }
    self.versions = versions
    actors = gazetteer.map { (NameMatcher($0.value), $0.value, Corpus.version(of: $0.bytes)) }
  }

  /// What an article in a corpus should have, by this scorer.
  public var wanted: Corpus.Wanted {
    var wanted = Corpus.Wanted(models: versions, gazetteer: actors?.version)
    if summarizes { wanted.summary = (Self.method, Self.length, ParallaxVersion.current) }
    return wanted
  }

  private static let method = SummaryMethod.textRank.rawValue
  private static let length = "3"

  /// What is to be kept of an article.
  ///
  /// - Throws: An error of encoding, for numbers that JSON cannot hold.
  public func results(for article: Article) throws -> CorpusResults {
    var results = CorpusResults()
    for score in analyzer.scores(of: article) {
      let object = try ServiceJSON.object(ServiceJSON.encode(ArticleScoreRecord(article, [score])))
      let record = ((object as? [String: Any])?["scores"] as? [String: Any])?[score.model] ?? [:]
      let isScored =
        switch score.prediction.state {
        case .scored: true
        case .abstained: false
        }
      results.scores.append(
        StoredScore(
          model: score.model, version: versions[score.model] ?? "", label: score.prediction.label,
          probability: score.prediction.probabilities.max() ?? 0, isScored: isScored,
          record: String(decoding: try ServiceJSON.encode(object: record), as: UTF8.self)))
    }
    if summarizes {
      let summary = Summarizer().summary(of: article.text, length: .sentences(3))
      let object = try ServiceJSON.object(ServiceJSON.encode(SummaryRecord(article, summary)))
      let sentences = (object as? [String: Any])?["sentences"] ?? []
      results.summaries = [
        StoredSummary(
          method: Self.method, length: Self.length, version: ParallaxVersion.current,
          record: String(decoding: try ServiceJSON.encode(object: sentences), as: UTF8.self))
      ]
    }
    if let actors {
      var counts: [String: Int] = [:]
      for mention in actors.matcher.mentions(in: article.modelInput) {
        counts[actors.gazetteer.actors[mention.actor].id, default: 0] += 1
      }
      results.actors = .init(version: actors.version, counts: counts)
    }
    return results
  }

  /// Scores again what lacks a result or has one of another version, batch by batch; what is done stays done.
  ///
  /// - Parameters:
  ///   - corpus: The corpus, open to write.
  ///   - threads: How many threads score.
  ///   - progress: Told how many articles have been done, and their keys, after each batch.
  public func update(
    _ corpus: Corpus, threads: Int = 1, progress: ([StoredArticle]) throws -> Void = { _ in }
  ) throws {
    var last: String?
    while true {
      let batch = try corpus.stale(wanted, after: last, limit: 128)
      guard let final = batch.last else { return }
      let results = concurrentMap(batch, threads: threads) { stored in
        Result { try results(for: stored.article) }
      }
      try corpus.put(zip(batch, results).map { ($0.key, try $1.get()) })
      last = final.key
      try progress(batch)
    }
  }
}
