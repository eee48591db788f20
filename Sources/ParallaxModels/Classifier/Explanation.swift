import ParallaxLearning

/// What one feature of an input adds to a label's score, and where it stands.
///
/// Of a block of vectors a feature is a word: all that it adds to the pools, at all of its places.
public struct TermContribution: Sendable, Hashable {
  /// The term, as it stands in the vocabulary, or the name of a number.
  public let term: String
  /// The block of features it belongs to.
  public let block: String
  /// What it adds to the score: weight times value for a linear model.
  public let contribution: Double
  /// The feature's value in the row, such as a TF-IDF value; 1 for a word of a block of vectors.
  public let value: Double
  /// Where it stands in the texts, in text order; nowhere for a number.
  public let places: [FeaturePlace]
  /// What it adds for each unit of its value: the weight of a linear model, the slope of another.
  public var weight: Double { value == 0 ? 0 : contribution / value }
  /// Where it stands in the text: UTF-8 byte offsets, in text order.
  public var ranges: [Range<Int>] { places.lazy.filter { $0.field == .text }.map(\.range) }

  /// Creates a contribution.
  public init(term: String, block: String, contribution: Double, value: Double, places: [FeaturePlace]) {
    self.term = term
    self.block = block
    self.contribution = contribution
    self.value = value
    self.places = places
  }
}

/// Why an input got its score for a label, taken apart into features.
///
/// The intercept, the contributions and the remainder add up to the decision value. For a linear model each
/// contribution is the whole truth; for another it holds for this input alone (``scope``).
public struct Explanation: Sendable, Hashable {
  /// The label explained.
  public let label: String
  /// What the classifier says of the input.
  public let prediction: Prediction
  /// The features that add or take away most, the largest amount first; ties in the order of columns.
  public let contributions: [TermContribution]
  /// The sum of the contributions that are not listed.
  public let remainder: Double
  /// The label's score for an input without a known feature, or what a local explanation starts from.
  public let intercept: Double
  /// The label's score, before calibration.
  public let decisionValue: Double
  /// Whether contributions hold for every input or, being slopes, for this one.
  public let scope: FeatureAttribution.Scope

  /// Creates an explanation.
  public init(
    label: String, prediction: Prediction, contributions: [TermContribution], remainder: Double,
    intercept: Double, decisionValue: Double, scope: FeatureAttribution.Scope = .exact
  ) {
    self.label = label
    self.prediction = prediction
    self.contributions = contributions
    self.remainder = remainder
    self.intercept = intercept
    self.decisionValue = decisionValue
    self.scope = scope
  }
}
