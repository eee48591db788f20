/// A stretch of the original text that cleaning cut out, and the rule that did it.
public struct RemovedSpan: Sendable, Hashable, Codable {
  /// The rule or classifier that removed it.
  public struct Rule: RawRepresentable, Sendable, Hashable, Codable, ExpressibleByStringLiteral {
    /// The stable name of the rule, as it stands in JSON.
    public let rawValue: String
    /// Creates a rule from its stable name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Creates a rule from its stable name.
    public init(stringLiteral value: String) { rawValue = value }
  }

  /// UTF-8 byte offsets into the original text.
  public let range: Range<Int>
  /// Why it was removed.
  public let rule: Rule

  /// The probability of belonging to the article that a classifier gave it, where one decided.
  public let score: Double?

  /// Creates a record of one removal.
  public init(range: Range<Int>, rule: Rule, score: Double? = nil) {
    self.range = range
    self.rule = rule
    self.score = score
  }
}
