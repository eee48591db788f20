import Foundation
import Parallax
import ParallaxCorpus

/// An article of a corpus with all that is known of it, as JSON.
///
/// The fields of a clean article, `key`, `url`, `author`, `language`, and `summaries`, `mentions` and the parts of a
/// profile (`scores`, `voices`, `wording`, `axes`, `actors`) as far as they are kept; `versions` says what read each.
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
    var versions: [String: String] = [:]
    for score in try corpus.scores(of: stored.key) {
      scores[score.model] = try ServiceJSON.object(score.record.utf8)
      versions[score.model] = score.version
    }
    fields["scores"] = scores
    for reading in try corpus.readings(of: stored.key) {
      let value = try ServiceJSON.object(reading.record.utf8)
      if !(value is NSNull) { fields[reading.part] = value }
      versions[reading.part] = reading.version
    }
    fields["versions"] = versions
    fields["summaries"] = try corpus.summaries(of: stored.key).map {
      ["method": $0.method, "length": $0.length, "sentences": try ServiceJSON.object($0.record.utf8)]
        as [String: Any]
    }
    fields["mentions"] = try corpus.mentions(of: stored.key)
    self.fields = fields
  }

  /// The record as JSON on one line, keys sorted.
  public func json() throws -> [UInt8] { try ServiceJSON.encode(object: fields) }
}
