import ParallaxArticles
import ParallaxText

/// Who calls whom what: for each actor and designation, how often each outlet uses it, and where.
///
/// An actor's rows stand together: the actor most often given a name first, then by actor id; its rows
/// are ordered by count, related count and term. A designation found nowhere has no row. Columns are the
/// outlets in the order of their names' scalars, all of them in every row: a zero is a finding too. Everything refers to the articles' clean text; titles that are not
/// part of it are not searched.
public struct NamingMatrix: Sendable, Hashable {
  /// One use of a designation.
  public struct Occurrence: Sendable, Hashable {
    /// The position of the article among those given.
    public let article: Int
    /// The position of the sentence in the article; nil where the splitter found no sentence there.
    public let sentence: Int?
    /// The sentence: UTF-8 offsets into the article's clean text; the mention's own where there is none.
    public let sentenceRange: Range<Int>
    /// The mention: UTF-8 offsets into the article's clean text.
    public let mentionRange: Range<Int>
    /// The form of the gazetteer that was found.
    public let form: String
    /// Whether it is a word of the designation's family, counted apart.
    public let isRelated: Bool
  }

  /// How often one article uses a designation.
  public struct ArticleCount: Sendable, Hashable {
    /// The position of the article among those given.
    public let article: Int
    /// The number of the designation's forms.
    public let count: Int
    /// The number of words of its family.
    public let relatedCount: Int
  }

  /// One outlet's use of a designation.
  public struct Cell: Sendable, Hashable {
    /// The number of the designation's forms.
    public let count: Int
    /// The number of words of its family, not part of `count`.
    public let relatedCount: Int
    /// The articles with at least one of them, in order.
    public let articleCounts: [ArticleCount]
    /// `count` for each 1,000 words of the outlet's articles; nil where these have no words.
    public let ratePerThousandWords: Double?
    /// Every use counted, by article and place.
    public let occurrences: [Occurrence]
  }

  /// How often each outlet uses one form.
  public struct FormCount: Sendable, Hashable {
    /// The form, as the gazetteer writes it.
    public let form: String
    /// Whether it is a word of the designation's family.
    public let isRelated: Bool
    /// Its count by outlet.
    public let counts: [Int]
  }

  /// A designation of an actor.
  public struct Row: Sendable, Hashable {
    /// The position of the actor in the gazetteer.
    public let actor: Int
    /// The actor's id.
    public let actorID: String
    /// The actor's name.
    public let actorName: String
    /// The designation.
    public let term: String
    /// One cell for each outlet.
    public let cells: [Cell]
    /// The forms found, in the gazetteer's order, related ones last.
    public let forms: [FormCount]

    /// The number of the designation's forms in all articles.
    public var count: Int { cells.reduce(0) { $0 + $1.count } }
    /// The number of words of its family in all articles.
    public var relatedCount: Int { cells.reduce(0) { $0 + $1.relatedCount } }
    /// The number of articles with a form of the designation.
    public var articleCount: Int { cells.reduce(0) { $0 + $1.articleCounts.count { $0.count > 0 } } }
  }

  /// How often an actor is named at all.
  public struct ActorCount: Sendable, Hashable {
    /// The position of the actor in the gazetteer.
    public let actor: Int
    /// The actor's id.
    public let actorID: String
    /// The actor's name.
    public let actorName: String
    /// What sort of actor it is.
    public let kind: Gazetteer.Kind
    /// Mentions by name, by outlet.
    public let aliasCounts: [Int]
    /// Mentions by designation, by outlet; words of a designation's family are not among them.
    public let designationCounts: [Int]
    /// Articles with either, by outlet.
    public let articleCounts: [Int]

    /// Mentions in all articles.
    public var count: Int { aliasCounts.reduce(0, +) + designationCounts.reduce(0, +) }
  }

  /// The names of the outlets: the columns.
  public let outlets: [String]
  /// The designations found.
  public let rows: [Row]
  /// The actors found, the most often named first, then by id.
  public let actors: [ActorCount]

  /// Counts the names of a gazetteer's actors in articles.
  ///
  /// - Complexity: O(bytes of text + mentions log mentions).
  public init(
    articles: [Article], gazetteer: Gazetteer, splitter: SentenceSplitter = SentenceSplitter(),
    tokenizer: Tokenizer = Tokenizer(analyzer: .unicode)
  ) {
    self.init(ReadArticles(articles, splitter: splitter, tokenizer: tokenizer), gazetteer: gazetteer)
  }

  init(_ articles: ReadArticles, gazetteer: Gazetteer) {
    var tally = NamingTally(gazetteer: gazetteer, outletCount: articles.outlets.count)
    let matcher = NameMatcher(gazetteer)
    for (number, article) in articles.articles.enumerated() {
      tally.add(matcher.mentions(in: article.article.text), of: article, number: number)
    }
    outlets = articles.outlets
    rows = tally.rows(wordCounts: articles.wordCounts)
    actors = tally.actors()
  }
}
