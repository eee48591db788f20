import ParallaxArticles
import ParallaxSummary
import ParallaxText

/// Compares how outlets cover an event.
public enum Coverage {
  /// What to compare, and by what.
  public struct Options: Sendable {
    /// What articles are compared by.
    public var grouping = CoverageGrouping.outlet
    /// Finds sentences.
    public var splitter = SentenceSplitter()
    /// Counts words: its tokens, punctuation aside.
    public var tokenizer = Tokenizer(analyzer: .unicode)
    /// How words are contrasted; nil leaves that out.
    public var contrast: ContrastOptions? = ContrastOptions()
    /// When sentences tell the same; nil leaves the coverage map out.
    public var alignment: AlignmentOptions? = AlignmentOptions()
    /// Lists of media and agencies that articles may cite, beside those of the gazetteer.
    public var media: [Gazetteer] = []
    /// The ids of articles that were known before: the report says that it leaves them out.
    public var known: [String] = []
    /// Asked again and again, most often while sentences are aligned, which takes time that grows with the square of their
    /// number; once it is true, what is left is not done, and the report is not whole: whoever stops it must not use it.
    public var isStopped: (@Sendable () -> Bool)?

    /// Whether nobody waits for the report any more.
    var isOver: Bool { isStopped?() ?? false }

    /// Creates the defaults.
    public init() {}
  }

  /// Compares articles: the names their outlets use for actors, whose words they quote, the words that set them
  /// apart, what all tell and one alone, and their scores and summaries.
  ///
  /// `summaries`, `leanings` and `readings` are empty or hold one entry for each article, in the same order; `story` is a
  /// summary of these articles in this order. One article, one outlet, no actor found, even no article at all
  /// give a report, with warnings that say so. The report does not depend on the number of `threads`.
  ///
  /// - Complexity: O(bytes of text), one pass for each of names, sentences and words, and the pairs of sentences
  ///   that share a term.
  public static func compare(
    articles: [Article], gazetteer: Gazetteer? = nil, summaries: [ArticleSummary?] = [],
    leanings: [ArticleLeaning?] = [], readings: [ArticleReadings?] = [], story: StorySummary? = nil,
    options: Options = Options(), threads: Int = 1
  ) -> CoverageReport {
    precondition(
      summaries.isEmpty || summaries.count == articles.count, "one summary for each article, or none at all")
    precondition(
      leanings.isEmpty || leanings.count == articles.count, "one score for each article, or none at all")
    precondition(
      readings.isEmpty || readings.count == articles.count, "readings of each article, or none at all")
    if options.isOver { return compare(articles: []) }
    let read = ReadArticles(
      articles, grouping: options.grouping, splitter: options.splitter, tokenizer: options.tokenizer)
    let builder = CoverageBuilder(
      articles: read, gazetteer: gazetteer,
      summaries: summaries.isEmpty ? articles.map { _ in nil } : summaries,
      leanings: leanings.isEmpty ? articles.map { _ in nil } : leanings,
      readings: readings.isEmpty ? articles.map { _ in nil } : readings, story: story, options: options,
      threads: threads)
    return options.isOver ? compare(articles: []) : builder.report()
  }
}
