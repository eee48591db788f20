import Foundation
import Parallax
import ParallaxCorpus

/// An article of a corpus with all that is known of it, as JSON: what ``ArticleRecord`` has, `key`, `url`,
/// `author`, `language`, and `scores`, `summaries` and `actors` as far as they are kept.
public struct CorpusRecord {
  private let fields: [String: Any]

  /// Reads what is known of an article.
  public init(_ stored: StoredArticle, in corpus: Corpus) throws {
    let record = try ServiceJSON.object(ServiceJSON.encode(ArticleRecord(stored.article)))
    var fields = record as? [String: Any] ?? [:]
    fields["key"] = stored.key
    fields["url"] = stored.article.url ?? NSNull()
    fields["author"] = stored.article.author ?? NSNull()
    fields["language"] = stored.article.language ?? NSNull()
    var scores: [String: Any] = [:]
    for score in try corpus.scores(of: stored.key) {
      var entry = try ServiceJSON.object(score.record.utf8) as? [String: Any] ?? [:]
      entry["version"] = score.version
      scores[score.model] = entry
    }
    fields["scores"] = scores
    fields["summaries"] = try corpus.summaries(of: stored.key).map {
      ["method": $0.method, "length": $0.length, "sentences": try ServiceJSON.object($0.record.utf8)]
        as [String: Any]
    }
    fields["actors"] = try corpus.mentions(of: stored.key)
    self.fields = fields
  }

  /// The record as JSON on one line, keys sorted.
  public func json() throws -> [UInt8] { try ServiceJSON.encode(object: fields) }
}
