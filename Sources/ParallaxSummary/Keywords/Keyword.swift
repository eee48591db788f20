/// A word or phrase that tells what a document is about.
public struct Keyword: Sendable, Hashable {
  /// The phrase as it stands where it stands first.
  public let text: String
  /// The sum of the scores of its words, times ln(1 + how often it stands).
  public let score: Double
  /// Where it stands, in UTF-8 bytes, ascending.
  public let ranges: [Range<Int>]

  /// Creates a keyword.
  public init(text: String, score: Double, ranges: [Range<Int>]) {
    self.text = text
    self.score = score
    self.ranges = ranges
  }
}
