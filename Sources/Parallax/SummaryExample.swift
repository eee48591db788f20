import ParallaxSummary
import ParallaxText

/// An article with summaries that people wrote of it.
public struct SummaryExample: Sendable, Hashable {
  /// Its name.
  public let id: String
  /// Its title, where it is known.
  public let title: String?
  /// Its clean text.
  public let text: String
  /// The summaries.
  public let references: [String]

  /// Creates an example.
  public init(id: String, title: String? = nil, text: String, references: [String]) {
    self.id = id
    self.title = title
    self.text = text
    self.references = references
  }

  /// The summary of at most so much that comes closest to the references; see `OracleSelector`.
  public func oracle(length: SummaryLength, usesStemmer: Bool = true) -> String {
    let sentences = SentenceSplitter().sentences(in: text)
    let limit = length.sentenceLimit(of: sentences.count) ?? .max
    let chosen = OracleSelector(usesStemmer: usesStemmer).indices(
      of: sentences, in: text, references: references, limit: limit)
    return chosen.map { text.slice(utf8: sentences[$0]) }.joined(separator: "\n")
  }

  /// What a summarizer makes of it, one sentence a line.
  public func summary(by summarizer: Summarizer, length: SummaryLength) -> String {
    summarizer.summary(of: text, length: length).sentences.map(\.text).joined(separator: "\n")
  }
}
