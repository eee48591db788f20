/// The sentences that a method chose to stand for an article.
public struct ArticleSummary: Sendable, Hashable {
  /// A chosen sentence.
  public struct Sentence: Sendable, Hashable {
    /// Where it stands: UTF-8 offsets into the article's clean text.
    public let range: Range<Int>
    /// The method's score for it.
    public let score: Double

    /// Creates a chosen sentence.
    public init(range: Range<Int>, score: Double) {
      self.range = range
      self.score = score
    }
  }

  /// The name of the method ("text-rank").
  public let method: String
  /// The chosen sentences, in the order in which they are to be read.
  public let sentences: [Sentence]

  /// Creates a summary.
  public init(method: String, sentences: [Sentence]) {
    self.method = method
    self.sentences = sentences
  }
}
