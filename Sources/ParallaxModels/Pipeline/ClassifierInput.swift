/// What a classifier reads: a text, a second text that the first is held against, and named numbers.
public struct ClassifierInput: Sendable, Hashable {
  /// One of the texts of an input.
  public enum Field: String, Codable, Sendable, Hashable, CaseIterable {
    /// The text itself: title, line break, body.
    case text
    /// The text it is held against, such as a claim or a headline.
    case claim
  }

  /// The text.
  public var text: String
  /// The claim or headline that the text is held against; nil where there is none.
  public var claim: String?
  /// Numbers measured elsewhere, by their names.
  public var numbers: [String: Double]

  /// Creates an input.
  public init(_ text: String, claim: String? = nil, numbers: [String: Double] = [:]) {
    self.text = text
    self.claim = claim
    self.numbers = numbers
  }

  /// One of the texts; an empty one where it is not given.
  public subscript(field: Field) -> String {
    switch field {
    case .text: text
    case .claim: claim ?? ""
    }
  }
}
