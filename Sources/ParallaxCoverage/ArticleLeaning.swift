/// Whose wording an article's wording resembles, as a model scored it, with the words that decided.
public struct ArticleLeaning: Sendable, Hashable {
  /// Whether the score may be shown as one.
  public enum State: Sendable, Hashable {
    /// The evidence sufficed.
    case scored
    /// The evidence did not suffice; the reason says why, in plain words.
    case abstained(reason: String)
  }

  /// The probability of one label.
  public struct LabelProbability: Sendable, Hashable {
    /// The label ("center").
    public let label: String
    /// Its probability, between 0 and 1.
    public let probability: Double

    /// Creates the probability of a label.
    public init(label: String, probability: Double) {
      self.label = label
      self.probability = probability
    }
  }

  /// A term that spoke for the label.
  public struct Term: Sendable, Hashable {
    /// The term.
    public let term: String
    /// What it added to the label's score; above 0 speaks for it.
    public let weight: Double
    /// Where it stands in the article's clean text, UTF-8 offsets; nil where it stands in the title alone.
    public let range: Range<Int>?

    /// Creates a term with its weight.
    public init(term: String, weight: Double, range: Range<Int>?) {
      self.term = term
      self.weight = weight
      self.range = range
    }
  }

  /// The most probable label.
  public let label: String
  /// The probability of every label, in the model's fixed order.
  public let probabilities: [LabelProbability]
  /// Whether the score may be shown as one.
  public let state: State
  /// The terms that spoke most for the label, the strongest first.
  public let topTerms: [Term]
  /// The share of the article's terms that the model knows, between 0 and 1.
  public let knownTermShare: Double

  /// Creates a score.
  public init(
    label: String, probabilities: [LabelProbability], state: State, topTerms: [Term], knownTermShare: Double
  ) {
    self.label = label
    self.probabilities = probabilities
    self.state = state
    self.topTerms = topTerms
    self.knownTermShare = knownTermShare
  }
}
