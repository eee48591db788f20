/// What several outlets tell of one story, and how many of them tell it.
public struct StorySummary: Sendable, Hashable {
  /// How many of the outlets tell a sentence.
  public enum Section: String, Sendable, Hashable, Codable, CaseIterable {
    /// Every outlet.
    case all
    /// Two or more, but not every one.
    case some
    /// One alone.
    case one
  }

  /// Where a sentence stands.
  public struct Place: Sendable, Hashable {
    /// The article, counted from 0 in the order given.
    public let article: Int
    /// UTF-8 byte offsets into its text.
    public let range: Range<Int>

    package init(article: Int, range: Range<Int>) {
      self.article = article
      self.range = range
    }
  }

  /// A chosen sentence and where it is from.
  public struct Sentence: Sendable, Hashable {
    /// Where it stands.
    public let place: Place
    /// The name of its article.
    public let articleID: String
    /// Who published it.
    public let outlet: String
    /// The sentence as it stands there.
    public let text: String
    /// The score the ranker gave it, lowered by what was known before.
    public let score: Double
    /// Its place among the sentences of its article, counted from 0.
    public let index: Int
    /// The outlets that tell it, its own first, then in the order of the articles.
    public let tellers: [String]
    /// Where each of the tellers tells it: the sentence itself, then the sentence of each that holds most of it.
    public let tellings: [Place]
    /// How many of the outlets those are.
    public let section: Section
    /// Other sentences that say nearly the same and are told by this one.
    public let repetitions: [Place]
    /// The share of it that no earlier sentence holds, 0 to 1; 1 where no earlier article was given.
    public let novelty: Double
  }

  /// The chosen sentences, in the order of the articles and of their texts.
  public let sentences: [Sentence]
  /// The outlets, in the order of their first articles.
  public let outlets: [String]
  /// The name of the method that scored them.
  public let method: String
  /// Whether the method's iteration met its tolerance.
  public let converged: Bool

  /// The sentences that so many outlets tell.
  public func sentences(of section: Section) -> [Sentence] { sentences.filter { $0.section == section } }
}
