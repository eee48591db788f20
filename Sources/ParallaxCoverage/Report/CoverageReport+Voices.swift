extension CoverageReport {
  /// Whose words an outlet lets stand.
  public struct VoiceEntry: Codable, Sendable, Hashable {
    /// Somebody who is quoted.
    public struct Speaker: Codable, Sendable, Hashable {
      /// The name; nil for quotations whose speaker no rule finds.
      public let name: String?
      /// The words within the marks of the quotations.
      public let words: Int
      /// The number of quotations.
      public let quotations: Int
      /// The number of articles with any.
      public let articles: Int
      /// The number of quotations where "he" or "she" was read as a person named before.
      public let inferred: Int
      /// The quotations.
      public let places: [Place]

      /// The number of words, with a star where "he" or "she" was read for some of them.
      var markedWords: String { inferred > 0 ? "\(words)*" : "\(words)" }
    }

    /// A newspaper, broadcaster or agency that is named.
    public struct Source: Codable, Sendable, Hashable {
      /// Its name.
      public let name: String
      /// How often it is named, in the text, the dateline and the source line.
      public let count: Int
      /// Where the text names it.
      public let places: [Place]
    }

    /// The outlet.
    public let outlet: String
    /// The words within quotation marks.
    public let quotedWords: Int
    /// The share of the outlet's words that stand within quotation marks; nil where it has none.
    public let quotedWordShare: Double?
    /// Who is quoted, the most words first, those not named last.
    public let speakers: [Speaker]
    /// The media and agencies named, the most often named first.
    public let sources: [Source]

    /// Whether a number of words has a star.
    var hasInferred: Bool { speakers.contains { $0.name != nil && $0.inferred > 0 } }

    /// The words within quotation marks whose speaker no rule finds.
    var unattributedWords: Int { speakers.filter { $0.name == nil }.reduce(0) { $0 + $1.words } }

    enum CodingKeys: String, CodingKey {
      case outlet, speakers, sources
      case quotedWords = "quoted_words"
      case quotedWordShare = "quoted_word_share"
    }
  }
}
