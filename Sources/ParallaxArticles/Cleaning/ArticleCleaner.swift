/// Cuts what a crawler picked up beside the article out of its text, and keeps a record of every cut.
///
/// The clean text is the original with the recorded spans cut out and nothing else changed, so that kept
/// and removed bytes together give the original back. Rules work on whole lines, and on the two ends of a
/// line; a line of sentence length that ends like a sentence is kept unless a rule has strong evidence
/// against it. The rules are tried again on what is left until none finds anything, so that cleaning a
/// clean text changes nothing.
///
/// - Complexity: O(*n*) per pass over *n* bytes; two passes are usual, ``maximumPasses`` the limit.
public struct ArticleCleaner: Sendable {
  /// The settings of a cleaner.
  public struct Configuration: Sendable, Hashable, Codable {
    /// Rules that are not to be applied.
    public var disabledRules: [RemovedSpan.Rule]
    /// The longest line, in words, that may count as a heading between paragraphs.
    public var maximumSubheadingWords: Int
    /// When the trained classifier of lines is asked.
    public var lineClassifier: LineClassifierUse

    enum CodingKeys: String, CodingKey {
      case disabledRules = "disabled_rules"
      case maximumSubheadingWords = "maximum_subheading_words"
      case lineClassifier = "line_classifier"
    }

    /// Creates settings; the defaults apply every rule.
    public init(
      disabledRules: [RemovedSpan.Rule] = [], maximumSubheadingWords: Int = 10,
      lineClassifier: LineClassifierUse = .wholePages
    ) {
      self.disabledRules = disabledRules
      self.maximumSubheadingWords = maximumSubheadingWords
      self.lineClassifier = lineClassifier
    }

    /// Checks the settings.
    ///
    /// - Throws: ``ArticleError`` with code `malformed` for an unknown rule or a negative length.
    public func validate() throws(ArticleError) {
      if let unknown = disabledRules.first(where: { !RemovedSpan.Rule.all.contains($0) }) {
        let known = RemovedSpan.Rule.all.map(\.rawValue).joined(separator: ", ")
        throw ArticleError(.malformed, "unknown cleaning rule \"\(unknown.rawValue)\"; known are \(known)")
      }
      if maximumSubheadingWords < 0 {
        throw ArticleError(
          .malformed, "maximum_subheading_words is \(maximumSubheadingWords); expected 0 or more")
      }
    }
  }

  /// How often the rules are tried at most on what the previous pass left.
  public static let maximumPasses = 8

  /// The settings.
  public let configuration: Configuration
  /// Lines that outlets put around their articles; nil removes none.
  public var templates: OutletTemplates?
  private let skipsWhitespace: Bool

  /// Creates a cleaner.
  public init(configuration: Configuration = Configuration(), templates: OutletTemplates? = nil) {
    self.configuration = configuration
    self.templates = templates
    skipsWhitespace = configuration.disabledRules.contains(.whitespace)
  }

  /// Cleans the text of an article.
  ///
  /// - Parameters:
  ///   - original: The text as it was read, byte order mark removed.
  ///   - id: A name unique within the batch.
  ///   - outlet: Who published it.
  ///   - title: The headline, where known; its copies leave the text. Where it is not, it is looked for.
  ///   - date: The day of publication in any form that ``isoDate(_:)`` reads.
  ///   - url: Where it was published.
  public func clean(
    _ original: String, id: String, outlet: String? = nil, title: String? = nil, date: String? = nil,
    url: String? = nil
  ) -> Article {
    clean(Article(id: id, outlet: outlet, url: url, title: title, date: date, original: original))
  }

  /// Cleans `article.original`, whatever its `text` was; metadata that it already has is kept.
  public func clean(_ article: Article) -> Article {
    // What extraction cut out of a page stays cut out, and its headings are the article's.
    let isPage = !article.blocks.isEmpty
    var draft = Draft(
      article.original, title: article.title, removed: isPage ? article.removed : [],
      configuration: configuration)
    let rules = CleaningRule.pipeline.filter {
      !configuration.disabledRules.contains($0.name) && !(isPage && $0.name == .subheading)
    }
    if !isPage, appliesClassifier(to: draft) { LineClassifier().apply(to: &draft) }
    if let templates, let outlet = article.outlet, !configuration.disabledRules.contains(.template) {
      templates.apply(to: &draft, outlet: outlet)
    }
    for pass in 0..<Self.maximumPasses {
      let before = draft.cutCount
      draft.pass = pass
      CleaningRule.apply(rules, to: &draft)
      if draft.cutCount == before { break }
    }
    var result = article
    (result.text, result.removed) = draft.finished(trimming: !skipsWhitespace)
    result.title = article.title ?? draft.foundTitle
    result.dateline = article.dateline ?? draft.foundDateline
    result.sourceLine = article.sourceLine ?? draft.foundSourceLine
    result.normalizeDate()
    result.date = result.date ?? draft.foundDate
    return result
  }

  private func appliesClassifier(to draft: Draft) -> Bool {
    guard !configuration.disabledRules.contains(.boilerplate) else { return false }
    switch configuration.lineClassifier {
    case .never: return false
    case .always: return true
    case .wholePages: return LineClassifier.isPage(draft.lines)
    }
  }

  /// The ISO 8601 day ("2017-01-25") of a date as newspapers write it.
  ///
  /// Read are "25 Jan, 2017 18:49", "January 25, 2017", "Wednesday, 25th of January 2017", "2017-01-25"
  /// and "2017/01/25" with or without a time. Numeric dates that do not begin with the year are not: which
  /// of "04/05/2017" is the month depends on the country.
  public static func isoDate(_ text: String) -> String? {
    CalendarDate.find(in: DateToken.tokens(of: Fold.folded(Array(text.utf8))))?.date.description
  }
}

extension Article {
  /// Brings the date into ISO 8601; one that cannot be read without doubt is dropped with a warning.
  mutating func normalizeDate() {
    guard let given = date else { return }
    date = ArticleCleaner.isoDate(given)
    if date == nil, !given.isEmpty {
      warnings.append("date \"\(given)\" was ignored; write it like 2017-01-25 or 25 January 2017")
    }
  }
}
