/// A sentence that stands in several articles: wire copy, where their outlets differ.
public struct SharedSentence: Sendable, Hashable {
  /// Where the sentence stands in one article.
  public struct Place: Sendable, Hashable {
    /// The number of the article, in the order articles were added.
    public let article: Int
    /// Where it first stands in the article's text, in the unit of the sketch.
    public let range: Range<Int>

    /// Creates a place.
    public init(article: Int, range: Range<Int>) {
      self.article = article
      self.range = range
    }
  }

  /// The sentence as the second of the articles writes it.
  public let text: String
  /// Its place in each article that has it, in the articles' order; two at least.
  public let places: [Place]
}
