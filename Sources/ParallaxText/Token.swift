/// A token: what it is, and where it stands in the text it came from.
public struct Token: Sendable, Hashable, Codable {
  /// The kinds of token.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Letters, or letters with digits.
    case word
    /// Digits, with their separators.
    case number
    /// A mark that is neither word nor space.
    case punctuation
    /// A web address.
    case url
    /// An electronic mail address.
    case email
    /// A `#tag`.
    case hashtag
    /// An `@name`.
    case mention
  }

  /// What the token is.
  public let kind: Kind
  /// Where it stands: UTF-8 byte offsets into the text.
  public let range: Range<Int>

  /// Creates a token.
  public init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
