extension SentenceSplitter {
  /// The rules by which sentences end.
  public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
    /// English news as it is crawled: abbreviations, initials, dates, quotes, lists, headings and lines.
    case news
    /// The default rules of UAX #29, revision 41 (Unicode 15.0), for any language.
    case unicode
  }

  /// The settings of a splitter.
  public struct Configuration: Sendable, Hashable, Codable {
    /// The rules in use.
    public var mode: Mode

    /// Creates settings.
    public init(mode: Mode = .news) { self.mode = mode }
  }
}
