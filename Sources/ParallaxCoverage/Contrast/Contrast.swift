/// The terms that set groups of articles apart, each with how sure that is.
public struct Contrast: Sendable, Hashable, Codable {
  /// A group of articles: an outlet, an author, a day.
  public struct Group: Sendable, Hashable, Codable {
    /// Its name.
    public let name: String
    /// The number of its articles.
    public let articles: Int
    /// The number of its words.
    public let words: Int
  }

  /// A term that one side of a comparison uses more.
  public struct Term: Sendable, Hashable, Codable {
    /// The term.
    public let term: String
    /// The weighted log-odds of the term here against there.
    public let logOdds: Double
    /// `logOdds` in standard errors.
    public let z: Double
    /// The signed log-likelihood ratio.
    public let keyness: Double
    /// The p-value of the measure that ranks.
    public let p: Double
    /// `p` adjusted for all terms tested (Benjamini & Hochberg).
    public let q: Double
    /// Occurrences here.
    public let count: Int
    /// Occurrences there.
    public let otherCount: Int
    /// Articles with the term here.
    public let articles: Int
    /// Articles with the term there.
    public let otherArticles: Int
    /// Occurrences for each 1,000 words here.
    public let rate: Double
    /// Occurrences for each 1,000 words there.
    public let otherRate: Double
    /// The standard error of `logOdds` by leaving out one article at a time; nil where a side has one article.
    public let jackknifeError: Double?
    /// Whether `logOdds` keeps its sign whichever article is left out; nil where a side has one article.
    public let isStable: Bool?
    /// Whether one article alone carries the term here: what is found may be the article's own.
    public let isOneArticle: Bool

    /// Whether the term may be called a finding: q is at most 0.05, more than one article carries it, and no
    /// single article decides the sign.
    public var isFinding: Bool { q <= 0.05 && !isOneArticle && isStable != false }

    enum CodingKeys: String, CodingKey {
      case term, z, keyness, p, q, count, articles, rate
      case logOdds = "log_odds"
      case otherCount = "other_count"
      case otherArticles = "other_articles"
      case otherRate = "other_rate"
      case jackknifeError = "jackknife_se"
      case isStable = "stable"
      case isOneArticle = "one_article"
    }
  }

  /// A group beside another, or beside all others.
  public struct Comparison: Sendable, Hashable, Codable {
    /// The group whose terms these are.
    public let group: String
    /// The group it is compared with; nil where that is all the others.
    public let against: String?
    /// How many terms were tested.
    public let testedTerms: Int
    /// The terms it uses more, the surest first.
    public let terms: [Term]

    enum CodingKeys: String, CodingKey {
      case group, against, terms
      case testedTerms = "tested_terms"
    }
  }

  /// The groups, in the order of their names' scalars.
  public let groups: [Group]
  /// What terms are ranked by.
  public let measure: ContrastOptions.Measure
  /// The least number of occurrences of a term that was tested.
  public let minimumCount: Int
  /// Each group with the rest, then, where asked for, each pair.
  public let comparisons: [Comparison]

  enum CodingKeys: String, CodingKey {
    case groups, measure, comparisons
    case minimumCount = "minimum_count"
  }
}
