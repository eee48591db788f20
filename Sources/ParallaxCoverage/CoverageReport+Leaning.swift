extension CoverageReport {
  /// Whose wording an article's wording resembles.
  ///
  /// In JSON the probabilities are an object, and `labels` gives their order.
  public struct Leaning: Codable, Sendable, Hashable {
    /// A term that spoke for the label.
    public struct Term: Codable, Sendable, Hashable {
      /// The term.
      public let term: String
      /// What it added to the label's score.
      public let weight: Double
      /// Where it begins in the article's clean text, in Unicode scalars; nil where it is in the title alone.
      public let start: Int?
      /// Where it ends.
      public let end: Int?
    }

    /// Whether the score may be shown as one.
    public enum State: String, Codable, Sendable, Hashable {
      /// The evidence sufficed.
      case scored
      /// The evidence did not suffice.
      case abstained
    }

    /// The most probable label.
    public let label: String
    /// The labels, in the model's order.
    public let labels: [String]
    /// The probability of each label, in the order of `labels`.
    public let probabilities: [Double]
    /// Whether the score may be shown as one.
    public let state: State
    /// Why it may not.
    public let reason: String?
    /// The terms that spoke most for the label, the strongest first.
    public let topTerms: [Term]
    /// The share of the article's terms that the model knows.
    public let knownTermShare: Double

    enum CodingKeys: String, CodingKey {
      case label, labels, probabilities, state, reason
      case topTerms = "top_terms"
      case knownTermShare = "known_term_share"
    }

    private struct LabelKey: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(_ label: String) { stringValue = label }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(_ leaning: ArticleLeaning, offset: (Int) -> Int) {
      label = leaning.label
      labels = leaning.probabilities.map(\.label)
      probabilities = leaning.probabilities.map(\.probability)
      if case .abstained(let reason) = leaning.state {
        state = .abstained
        self.reason = reason
      } else {
        state = .scored
        reason = nil
      }
      topTerms = leaning.topTerms.map {
        Term(
          term: $0.term, weight: $0.weight, start: $0.range.map { offset($0.lowerBound) },
          end: $0.range.map { offset($0.upperBound) })
      }
      knownTermShare = leaning.knownTermShare
    }

    /// Reads a score; a label without a probability is an error.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      label = try values.decode(String.self, forKey: .label)
      labels = try values.decode([String].self, forKey: .labels)
      let byLabel = try values.nestedContainer(keyedBy: LabelKey.self, forKey: .probabilities)
      probabilities = try labels.map { try byLabel.decode(Double.self, forKey: LabelKey($0)) }
      state = try values.decode(State.self, forKey: .state)
      reason = try values.decodeIfPresent(String.self, forKey: .reason)
      topTerms = try values.decode([Term].self, forKey: .topTerms)
      knownTermShare = try values.decode(Double.self, forKey: .knownTermShare)
    }

    /// Writes the score, its probabilities by label.
    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(label, forKey: .label)
      try values.encode(labels, forKey: .labels)
      var byLabel = values.nestedContainer(keyedBy: LabelKey.self, forKey: .probabilities)
      for (label, probability) in zip(labels, probabilities) {
        try byLabel.encode(probability, forKey: LabelKey(label))
      }
      try values.encode(state, forKey: .state)
      try values.encodeIfPresent(reason, forKey: .reason)
      try values.encode(topTerms, forKey: .topTerms)
      try values.encode(knownTermShare, forKey: .knownTermShare)
    }
  }
}
