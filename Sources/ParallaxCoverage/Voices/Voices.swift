import ParallaxArticles
import ParallaxText

/// Whose words an outlet lets stand: its quotations, who says them, and the media and agencies it names.
public struct Voices: Sendable, Hashable {
  /// A quotation and its speaker.
  public struct Utterance: Sendable, Hashable {
    /// The position of the article among those given.
    public let article: Int
    /// The quotation with its marks: UTF-8 offsets into the article's clean text.
    public let range: Range<Int>
    /// The words within the marks.
    public let words: Int
    /// Whether the speaker is a pronoun's, taken from the quotation before.
    public let isInferred: Bool
  }

  /// Somebody who is quoted.
  public struct Speaker: Sendable, Hashable {
    /// The name; nil for quotations whose speaker no rule finds.
    public let name: String?
    /// The quotations, by article and place.
    public let utterances: [Utterance]

    /// The words within the marks of all of them.
    public var words: Int { utterances.reduce(0) { $0 + $1.words } }
    /// The number of articles with any of them.
    public var articleCount: Int { Set(utterances.map(\.article)).count }
  }

  /// A newspaper, broadcaster or agency that is named.
  public struct Source: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Where it is named, by article and place; the range is empty where a dateline or source line names it.
    public let mentions: [NamingPlace]
  }

  /// The outlet.
  public let outlet: String
  /// The words of its articles.
  public let words: Int
  /// The words within quotation marks.
  public let quotedWords: Int
  /// Who is quoted, the most words first, those not named last.
  public let speakers: [Speaker]
  /// The media and agencies named, the most often named first.
  public let sources: [Source]

  /// The share of the words that stand within quotation marks; nil where there are no words.
  public var quotedShare: Double? { words > 0 ? Double(quotedWords) / Double(words) : nil }
}

/// A place in an article.
public struct NamingPlace: Sendable, Hashable {
  /// The position of the article among those given.
  public let article: Int
  /// UTF-8 offsets into the article's clean text.
  public let range: Range<Int>
}
