/// How groups of articles are contrasted.
public struct ContrastOptions: Sendable {
  /// What terms are ranked by.
  public enum Measure: String, Sendable, Hashable, Codable, CaseIterable {
    /// Weighted log-odds with an informative prior.
    case logOdds = "log-odds"
    /// The log-likelihood ratio G2.
    case keyness
  }

  /// What terms are ranked by.
  public var measure: Measure = .logOdds
  /// The shortest and the longest term, in words.
  public var lengths: ClosedRange<Int> = 1...3
  /// The least number of occurrences in all articles; nil takes 3, and 1 for each 5,000 articles where that
  /// is more.
  ///
  /// The rule looks at both sides together, so that it favours neither, and rarer terms could not be told
  /// from chance anyway.
  public var minimumCount: Int?
  /// The number of words the prior stands for.
  public var priorStrength = 500.0
  /// How common words are elsewhere; nil takes the articles themselves alone.
  public var background: TermBackground?
  /// Whether function words are terms, and may begin and end longer ones.
  public var includesFunctionWords = false
  /// Whether each pair of groups is compared, beside each group with the rest.
  public var isPairwise = false
  /// How many terms each comparison lists.
  public var termLimit = 20

  /// Creates the defaults.
  public init() {}

  /// The least number of occurrences for a number of articles.
  func minimumCount(articles: Int) -> Int { max(1, minimumCount ?? max(3, articles / 5000)) }
}
