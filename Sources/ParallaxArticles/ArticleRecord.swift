import Foundation
import ParallaxText

/// The JSON form of a cleaned article: one line of the output of `parallax clean`.
///
/// All keys are always there, in sorted order; what is not known is `null`.
public struct ArticleRecord: Sendable, Hashable, Encodable {
  /// A removed span, in Unicode scalars of the original text.
  public struct Removal: Sendable, Hashable, Codable {
    /// The first scalar removed.
    public let start: Int
    /// The first scalar after it that is not.
    public let end: Int
    /// The rule that removed it.
    public let rule: RemovedSpan.Rule
  }

  /// The article's name.
  public let id: RecordID
  /// The headline.
  public let title: String?
  /// The day of publication, ISO 8601.
  public let date: String?
  /// Who published it.
  public let outlet: String?
  /// The line naming the sources.
  public let sourceLine: String?
  /// The clean text.
  public let text: String
  /// What was cut out of the original, in order.
  public let removed: [Removal]

  private enum CodingKeys: String, CodingKey {
    case id, title, date, outlet, text, removed
    case sourceLine = "source_line"
  }

  /// Creates the record of an article.
  ///
  /// - Complexity: O(*n*) in the bytes of the original.
  public init(_ article: Article) {
    id = article.recordID
    title = article.title
    date = article.date
    outlet = article.outlet
    sourceLine = article.sourceLine
    text = article.text
    let offsets = TextOffsets(article.removed.isEmpty ? "" : article.original)
    removed = article.removed.map { span in
      let range = offsets.scalarRange(ofUTF8: span.range)
      return Removal(start: range.lowerBound, end: range.upperBound, rule: span.rule)
    }
  }

  /// Encodes the record, absent values as `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(title, forKey: .title)
    try container.encode(date, forKey: .date)
    try container.encode(outlet, forKey: .outlet)
    try container.encode(sourceLine, forKey: .sourceLine)
    try container.encode(text, forKey: .text)
    try container.encode(removed, forKey: .removed)
  }

  /// The record as one line of JSON, with the line feed.
  public func jsonLine() -> Data {
    var writer = JSONWriter()
    write(to: &writer)
    return Data(writer.bytes + [0x0A])
  }

  /// Writes the record as JSON, with its details where they are given.
  package func write(to writer: inout JSONWriter, details: ArticleDetails? = nil) {
    writer.reserve(text.utf8.count + 64 * (removed.count + 8))
    writer.object {
      if let details { $0.optional("author", details.author) }
      $0.optional("date", date)
      if let details {
        $0.optional("dateline", details.dateline)
        $0.optional("encoding", details.encoding)
      }
      $0.key("id")
      $0.value(id)
      if let details { $0.optional("language", details.language) }
      $0.optional("outlet", outlet)
      $0.key("removed")
      $0.array { for removal in removed { removal.write(to: &$0) } }
      $0.optional("source_line", sourceLine)
      if let details {
        $0.key("structure")
        $0.array { for block in details.structure { block.write(to: &$0) } }
      }
      $0.member("text", text)
      $0.optional("title", title)
      if let details { $0.optional("url", details.url) }
    }
  }
}

extension ArticleRecord.Removal {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("end", end)
      $0.member("rule", rule.rawValue)
      $0.member("start", start)
    }
  }
}

extension ArticleDetails.Block {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("end", end)
      $0.member("kind", kind)
      $0.member("start", start)
    }
  }
}
