/// Something to know before drawing conclusions from a report.
public struct CoverageWarning: Codable, Sendable, Hashable {
  /// The kind of warning; new kinds may be added, so match with a default case.
  public struct Code: RawRepresentable, Codable, Sendable, Hashable {
    /// The stable name of the code.
    public let rawValue: String
    /// Creates a code from its stable name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Articles that were known before are left out.
    public static let update = Code(rawValue: "update")
    /// There is no article.
    public static let noArticles = Code(rawValue: "no_articles")
    /// There is one article.
    public static let oneArticle = Code(rawValue: "one_article")
    /// All articles are from one outlet.
    public static let oneOutlet = Code(rawValue: "one_outlet")
    /// Articles name no outlet.
    public static let unknownOutlet = Code(rawValue: "unknown_outlet")
    /// Some outlets have one article only.
    public static let oneArticleOutlet = Code(rawValue: "one_article_outlet")
    /// No two outlets share a date.
    public static let confoundedDate = Code(rawValue: "confounded_date")
    /// The date of some articles is not known.
    public static let unknownDate = Code(rawValue: "unknown_date")
    /// Articles have the same text.
    public static let sameText = Code(rawValue: "same_text")
    /// Articles have the same id.
    public static let sameID = Code(rawValue: "same_id")
    /// Articles have no words.
    public static let noWords = Code(rawValue: "no_words")
    /// Some articles do not look English.
    public static let otherLanguage = Code(rawValue: "other_language")
    /// No gazetteer was given.
    public static let noGazetteer = Code(rawValue: "no_gazetteer")
    /// No actor of the gazetteer was found.
    public static let noActor = Code(rawValue: "no_actor")
    /// Actors were found, but no designation.
    public static let noDesignation = Code(rawValue: "no_designation")
    /// Some articles' scores lack evidence.
    public static let notEnoughEvidence = Code(rawValue: "not_enough_evidence")
  }

  /// The kind of warning.
  public let code: Code
  /// What to know, in plain words.
  public let message: String

  /// Creates a warning.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
