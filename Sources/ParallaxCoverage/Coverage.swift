import ParallaxArticles
import ParallaxText

/// Compares how outlets cover an event.
public enum Coverage {
  /// What to compare by.
  public struct Options: Sendable {
    /// Finds sentences.
    public var splitter: SentenceSplitter
    /// Counts words: its tokens, punctuation aside.
    public var tokenizer: Tokenizer
    /// Finds what stands within quotation marks, as ascending UTF-8 ranges of a text; nil measures nothing.
    public var quotations: (@Sendable (String) -> [Range<Int>])?

    /// Creates options.
    public init(
      splitter: SentenceSplitter = SentenceSplitter(), tokenizer: Tokenizer = Tokenizer(analyzer: .unicode),
      quotations: (@Sendable (String) -> [Range<Int>])? = nil
    ) {
      self.splitter = splitter
      self.tokenizer = tokenizer
      self.quotations = quotations
    }
  }

  /// Compares articles: the names their outlets use for actors, their scores and their summaries.
  ///
  /// `summaries` and `leanings` are empty or hold one entry for each article, in the same order. One
  /// article, one outlet, no actor found, even no article at all give a report, with warnings that say so.
  ///
  /// - Complexity: O(bytes of text), one pass for each of names, sentences and words.
  public static func compare(
    articles: [Article], gazetteer: Gazetteer? = nil, summaries: [ArticleSummary?] = [],
    leanings: [ArticleLeaning?] = [], options: Options = Options()
  ) -> CoverageReport {
    precondition(
      summaries.isEmpty || summaries.count == articles.count, "one summary for each article, or none at all")
    precondition(
      leanings.isEmpty || leanings.count == articles.count, "one score for each article, or none at all")
    let read = ReadArticles(articles, splitter: options.splitter, tokenizer: options.tokenizer)
    let builder = CoverageBuilder(
      articles: read, gazetteer: gazetteer,
      summaries: summaries.isEmpty ? articles.map { _ in nil } : summaries,
      leanings: leanings.isEmpty ? articles.map { _ in nil } : leanings, quotations: options.quotations)
    return builder.report()
  }
}
