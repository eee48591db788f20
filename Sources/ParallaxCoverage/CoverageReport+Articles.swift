extension CoverageReport {
  /// What the names were looked up in.
  public struct GazetteerSummary: Codable, Sendable, Hashable {
    /// The language tag of its forms.
    public let language: String
    /// What it covers.
    public let description: String
    /// The number of its actors.
    public let actors: Int
  }

  /// An outlet, with the size of what it published here.
  public struct Outlet: Codable, Sendable, Hashable {
    /// Its name.
    public let name: String
    /// The number of its articles.
    public let articles: Int
    /// The days on which they were published, ascending; days not known are left out.
    public let dates: [String]
    /// The number of words in them.
    public let words: Int
    /// The number of sentences in them.
    public let sentences: Int
    /// The share of their characters within quotation marks, from 0 to 1; nil where there are none.
    public let quotedShare: Double?

    enum CodingKeys: String, CodingKey {
      case name, articles, dates, words, sentences
      case quotedShare = "quoted_share"
    }
  }

  /// An article, with what was found out about it as a whole.
  public struct ArticleEntry: Codable, Sendable, Hashable, Identifiable {
    /// Its id, made unique within the report.
    public let id: String
    /// Its outlet's name, or that of what else articles are compared by.
    public let outlet: String
    /// Its headline.
    public let title: String?
    /// Its day of publication, as it was given.
    public let date: String?
    /// The number of its words.
    public let words: Int
    /// The number of its sentences.
    public let sentences: Int
    /// The share of its characters within quotation marks, from 0 to 1; nil where it has none.
    public let quotedShare: Double?
    /// Whose wording its wording resembles; nil where no model scored it.
    public let leaning: Leaning?
    /// The sentences that stand for it; nil where none were chosen.
    public let summary: Summary?

    enum CodingKeys: String, CodingKey {
      case id, outlet, title, date, words, sentences, leaning, summary
      case quotedShare = "quoted_share"
    }
  }

  /// The sentences that stand for an article.
  public struct Summary: Codable, Sendable, Hashable {
    /// A chosen sentence.
    public struct Choice: Codable, Sendable, Hashable {
      /// Its position in the report's `sentences`.
      public let sentence: Int
      /// The method's score for it.
      public let score: Double
    }

    /// The name of the method.
    public let method: String
    /// The chosen sentences, in the order in which they are to be read.
    public let sentences: [Choice]
  }

  /// A sentence cited by other parts of the report.
  public struct Sentence: Codable, Sendable, Hashable {
    /// The id of its article.
    public let article: String
    /// Its position among the article's sentences; nil where the splitter found no sentence there.
    public let index: Int?
    /// Where it begins in the article's clean text, in Unicode scalars.
    public let start: Int
    /// Where it ends in the article's clean text, in Unicode scalars.
    public let end: Int
    /// Its text.
    public let text: String
  }
}
