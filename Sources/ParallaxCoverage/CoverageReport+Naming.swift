extension CoverageReport {
  /// A designation of an actor, with each outlet's use of it.
  public struct NamingRow: Codable, Sendable, Hashable {
    /// The actor's id.
    public let actor: String
    /// The actor's name.
    public let actorName: String
    /// The designation.
    public let term: String
    /// The number of the designation's forms in all articles.
    public let count: Int
    /// The number of words of its family in all articles, not part of `count`.
    public let relatedCount: Int
    /// The number of articles with a form of the designation.
    public let articleCount: Int
    /// How sure it is that outlets differ; nil where there is nothing to compare.
    public let test: NamingTest?
    /// One cell for each outlet.
    public let cells: [NamingCell]
    /// The forms found.
    public let forms: [FormCount]

    enum CodingKeys: String, CodingKey {
      case actor, term, count, test, cells, forms
      case actorName = "actor_name"
      case relatedCount = "related_count"
      case articleCount = "article_count"
    }
  }

  /// One outlet's use of a designation.
  public struct NamingCell: Codable, Sendable, Hashable {
    /// The outlet's name.
    public let outlet: String
    /// The number of the designation's forms.
    public let count: Int
    /// The number of words of its family, not part of `count`.
    public let relatedCount: Int
    /// `count` for each 1,000 words of the outlet's articles; nil where these have no words.
    public let ratePerThousandWords: Double?
    /// The counts of the articles that have any.
    public let articles: [ArticleCount]
    /// Every use counted: the evidence for the numbers.
    public let occurrences: [Occurrence]

    enum CodingKeys: String, CodingKey {
      case outlet, count, articles, occurrences
      case relatedCount = "related_count"
      case ratePerThousandWords = "rate_per_1000_words"
    }
  }

  /// How often one article uses a designation.
  public struct ArticleCount: Codable, Sendable, Hashable {
    /// The article's id.
    public let article: String
    /// The number of the designation's forms.
    public let count: Int
    /// The number of words of its family.
    public let relatedCount: Int

    enum CodingKeys: String, CodingKey {
      case article, count
      case relatedCount = "related_count"
    }
  }

  /// One use of a designation.
  public struct Occurrence: Codable, Sendable, Hashable {
    /// The article's id.
    public let article: String
    /// The position of its sentence in the report's `sentences`.
    public let sentence: Int
    /// Where the mention begins in the article's clean text, in Unicode scalars.
    public let start: Int
    /// Where it ends.
    public let end: Int
    /// The form of the gazetteer that was found.
    public let form: String
    /// Whether it is a word of the designation's family, counted apart.
    public let isRelated: Bool

    enum CodingKeys: String, CodingKey {
      case article, sentence, start, end, form
      case isRelated = "related"
    }
  }

  /// How often each outlet uses one form.
  public struct FormCount: Codable, Sendable, Hashable {
    /// The form.
    public let form: String
    /// Whether it is a word of the designation's family.
    public let isRelated: Bool
    /// Its count by outlet.
    public let counts: [Int]

    enum CodingKeys: String, CodingKey {
      case form, counts
      case isRelated = "related"
    }
  }

  /// How often each outlet names an actor.
  public struct ActorEntry: Codable, Sendable, Hashable, Identifiable {
    /// The actor's id.
    public let id: String
    /// The actor's name.
    public let name: String
    /// What sort of actor it is.
    public let kind: Gazetteer.Kind
    /// Mentions in all articles.
    public let count: Int
    /// Mentions by name, by outlet.
    public let aliasCounts: [Int]
    /// Mentions by designation, by outlet.
    public let designationCounts: [Int]
    /// Articles with either, by outlet.
    public let articleCounts: [Int]

    enum CodingKeys: String, CodingKey {
      case id, name, kind, count
      case aliasCounts = "alias_counts"
      case designationCounts = "designation_counts"
      case articleCounts = "article_counts"
    }
  }
}
