/// What one term of a text adds to a label's score, and where it stands.
public struct TermContribution: Sendable, Hashable {
  /// The term, as it stands in the vocabulary.
  public let term: String
  /// The model's weight of the term for the label.
  public let weight: Double
  /// The term's TF-IDF value in the text.
  public let value: Double
  /// Where the term stands in the text: UTF-8 byte offsets, in text order.
  public let ranges: [Range<Int>]
  /// What the term adds to the score: weight times value.
  public var contribution: Double { weight * value }

  /// Creates a contribution.
  public init(term: String, weight: Double, value: Double, ranges: [Range<Int>]) {
    self.term = term
    self.weight = weight
    self.value = value
    self.ranges = ranges
  }
}

/// Why a text got its score for a label: the score of a linear model, taken apart exactly.
///
/// The intercept, the contributions and the remainder add up to the decision value.
public struct Explanation: Sendable, Hashable {
  /// The label explained.
  public let label: String
  /// What the classifier says of the text.
  public let prediction: Prediction
  /// The terms that add or take away most, the largest amount first; ties in vocabulary order.
  public let contributions: [TermContribution]
  /// The sum of the contributions that are not listed.
  public let remainder: Double
  /// The label's score for a text without a known word.
  public let intercept: Double
  /// The label's score, before calibration.
  public let decisionValue: Double

  /// Creates an explanation.
  public init(
    label: String, prediction: Prediction, contributions: [TermContribution], remainder: Double,
    intercept: Double, decisionValue: Double
  ) {
    self.label = label
    self.prediction = prediction
    self.contributions = contributions
    self.remainder = remainder
    self.intercept = intercept
    self.decisionValue = decisionValue
  }
}
