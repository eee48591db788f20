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
  ///
  /// - Throws: ``ArticleError`` with code `malformed` should the encoder fail.
  public func jsonLine() throws(ArticleError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      var line = try encoder.encode(self)
      line.append(0x0A)
      return line
    } catch {
      throw ArticleError(.malformed, "article \"\(id)\" cannot be written as JSON: \(error)")
    }
  }
}
