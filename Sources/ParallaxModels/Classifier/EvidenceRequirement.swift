/// How much of a text a classifier must know before its scores mean anything.
public struct EvidenceRequirement: Codable, Sendable, Hashable {
  /// The least number of words that stand in the vocabulary.
  public var minimumKnownTokens: Int
  /// The least share of words that stand in the vocabulary, from 0 to 1.
  public var minimumKnownShare: Double
  /// The least distance between the two highest probabilities, from 0 to 1.
  public var minimumMargin: Double
  /// The least probability of the most probable label, from 0 to 1: where a risk-coverage curve says that
  /// errors become too many.
  public var minimumConfidence: Double

  enum CodingKeys: String, CodingKey {
    case minimumKnownTokens = "minimum_known_tokens"
    case minimumKnownShare = "minimum_known_share"
    case minimumMargin = "minimum_margin"
    case minimumConfidence = "minimum_confidence"
  }

  /// Creates a requirement.
  public init(
    minimumKnownTokens: Int = 20, minimumKnownShare: Double = 0.3, minimumMargin: Double = 0,
    minimumConfidence: Double = 0
  ) {
    self.minimumKnownTokens = minimumKnownTokens
    self.minimumKnownShare = minimumKnownShare
    self.minimumMargin = minimumMargin
    self.minimumConfidence = minimumConfidence
  }

  /// Reads a requirement; a margin or a confidence that is not there is none.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      minimumKnownTokens: try keys.decode(Int.self, forKey: .minimumKnownTokens),
      minimumKnownShare: try keys.decode(Double.self, forKey: .minimumKnownShare),
      minimumMargin: try keys.decodeIfPresent(Double.self, forKey: .minimumMargin) ?? 0,
      minimumConfidence: try keys.decodeIfPresent(Double.self, forKey: .minimumConfidence) ?? 0)
  }

  /// Writes a requirement; no confidence is left out, as in models from before there was one.
  public func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encode(minimumKnownTokens, forKey: .minimumKnownTokens)
    try keys.encode(minimumKnownShare, forKey: .minimumKnownShare)
    try keys.encode(minimumMargin, forKey: .minimumMargin)
    if minimumConfidence != 0 { try keys.encode(minimumConfidence, forKey: .minimumConfidence) }
  }

  /// Checks the ranges.
  ///
  /// - Throws: ``ModelError`` of code `invalid`.
  public func validate() throws(ModelError) {
    guard minimumKnownTokens >= 0, (0...1).contains(minimumKnownShare), (0...1).contains(minimumMargin),
      (0...1).contains(minimumConfidence)
    else {
      throw ModelError(
        .invalid,
        "an evidence requirement of \(minimumKnownTokens) words, a share of \(minimumKnownShare), a margin of "
          + "\(minimumMargin) and a confidence of \(minimumConfidence): expected 0 or more, and 0 to 1 each")
    }
  }

  /// Why an input does not meet the requirement; `nil` if it does.
  ///
  /// - Parameters:
  ///   - coverage: The known words; nil where the model reads no words.
  ///   - probabilities: Those of the labels.
  ///   - isExclusive: Whether an input has one label; only then can two labels be too close.
  func shortfall(of coverage: VocabularyCoverage?, probabilities: [Double], isExclusive: Bool) -> String? {
    if let coverage, let reason = shortfall(of: coverage) { return reason }
    // The two most probable, without sorting: this runs for every record.
    var (first, second) = (0.0, 0.0)
    for value in probabilities {
      if value > first { (first, second) = (value, first) } else { second = max(second, value) }
    }
    if isExclusive, probabilities.count > 1, first - second < minimumMargin {
      return "not enough evidence: no label stands out (the two most probable are less than "
        + "\(minimumMargin) apart)"
    }
    if isExclusive, first < minimumConfidence {
      return "not enough evidence: the most probable label has a probability below \(minimumConfidence)"
    }
    return nil
  }

  private func shortfall(of coverage: VocabularyCoverage) -> String? {
    if coverage.total == 0 { return "not enough evidence: the text holds no words" }
    if coverage.known < minimumKnownTokens {
      return "not enough evidence: \(coverage.known) words of the text are known to the model, at least "
        + "\(minimumKnownTokens) are needed"
    }
    if coverage.share < minimumKnownShare {
      return "not enough evidence: \(coverage.known) of \(coverage.total) words of the text are known to the "
        + "model, a share of at least \(minimumKnownShare) is needed"
    }
    return nil
  }
}
