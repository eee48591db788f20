import ParallaxFeatures

/// What a classifier reads: a text, what in it or beside it is asked about, and named numbers.
public struct ClassifierInput: Sendable, Hashable {
  /// One of the texts of an input.
  public enum Field: String, Codable, Sendable, Hashable, CaseIterable {
    /// The text itself: title, line break, body.
    case text
    /// The text it is held against, such as a claim or a headline.
    case claim
    /// The text where the claim affirms (see `ClaimPolarity`), else nothing.
    case textOfAffirmingClaim = "text_of_affirming_claim"
    /// The text where the claim opposes, else nothing: together with the one above, what a text's words say
    /// may depend on which way the claim goes.
    case textOfOpposingClaim = "text_of_opposing_claim"

    /// Whether it cannot be told without a claim.
    public var readsClaim: Bool { self != .text }

    /// The text that offsets in it count from.
    var origin: Field { self == .claim ? .claim : .text }
  }

  /// The text.
  public var text: String
  /// The claim or headline that the text is held against; nil where there is none.
  public var claim: String?
  /// Where in the text that stands whose treatment is asked about: UTF-8 byte offsets; nil where nothing is.
  public var target: Range<Int>?
  /// Words of the text that a person marked as carrying the label: read in training alone.
  public var marks: [String]
  /// Numbers measured elsewhere, by their names.
  public var numbers: [String: Double]

  /// Creates an input.
  public init(
    _ text: String, claim: String? = nil, target: Range<Int>? = nil, marks: [String] = [],
    numbers: [String: Double] = [:]
  ) {
    self.text = text
    self.claim = claim
    self.target = target
    self.marks = marks
    self.numbers = numbers
  }

  /// One of the texts; an empty one where it is not given.
  public subscript(field: Field) -> String {
    switch field {
    case .text: text
    case .claim: claim ?? ""
    case .textOfAffirmingClaim: ClaimPolarity(of: claim ?? "") == .affirming ? text : ""
    case .textOfOpposingClaim: ClaimPolarity(of: claim ?? "") == .opposing ? text : ""
    }
  }
}
