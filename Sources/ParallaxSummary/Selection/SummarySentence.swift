/// A sentence of a summary: what it says, where it stands, and how it was scored.
public struct SummarySentence: Sendable, Hashable {
  /// UTF-8 byte offsets into the document.
  public let range: Range<Int>
  /// The sentence as it stands there.
  public let text: String
  /// The score the ranker gave it.
  public let score: Double
  /// Its place among the sentences of the document, counted from 0.
  public let index: Int

  /// Creates a sentence.
  public init(range: Range<Int>, text: String, score: Double, index: Int) {
    self.range = range
    self.text = text
    self.score = score
    self.index = index
  }
}
