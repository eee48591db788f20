/// How many of a text's words a model knows.
public struct VocabularyCoverage: Sendable, Hashable {
  /// The number of words that stand in the vocabulary.
  public let known: Int
  /// The number of words.
  public let total: Int
  /// The share of words that stand in the vocabulary; 0 for a text without words.
  public var share: Double { total == 0 ? 0 : Double(known) / Double(total) }

  /// Creates a coverage.
  public init(known: Int, total: Int) {
    self.known = known
    self.total = total
  }
}

/// What a classifier says of a text.
public struct Prediction: Sendable, Hashable {
  /// Whether the scores rest on enough of the text.
  public enum State: Sendable, Hashable {
    /// They do.
    case scored
    /// They do not; the label is still the most probable one, but should not be shown as a finding.
    case abstained(reason: String)
  }

  /// The most probable label; of labels that tie, the first.
  public let label: String
  /// The labels given: the most probable one, or of labels that do not exclude each other all of a
  /// probability of at least one half.
  public let labels: [String]
  /// The probability of each label, in the order of the model's labels.
  public let probabilities: [Double]
  /// Whether the scores rest on enough of the text.
  public let state: State
  /// How many of the text's words the model knows; 0 of 0 for a model that reads no words.
  public let coverage: VocabularyCoverage

  /// Creates a prediction.
  public init(
    label: String, labels: [String], probabilities: [Double], state: State, coverage: VocabularyCoverage
  ) {
    self.label = label
    self.labels = labels
    self.probabilities = probabilities
    self.state = state
    self.coverage = coverage
  }
}
