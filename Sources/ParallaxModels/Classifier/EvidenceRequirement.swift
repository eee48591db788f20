/// How much of a text a classifier must know before its scores mean anything.
public struct EvidenceRequirement: Codable, Sendable, Hashable {
  /// The least number of words that stand in the vocabulary.
  public var minimumKnownTokens: Int
  /// The least share of words that stand in the vocabulary, from 0 to 1.
  public var minimumKnownShare: Double

  enum CodingKeys: String, CodingKey {
    case minimumKnownTokens = "minimum_known_tokens"
    case minimumKnownShare = "minimum_known_share"
  }

  /// Creates a requirement.
  public init(minimumKnownTokens: Int = 20, minimumKnownShare: Double = 0.3) {
    self.minimumKnownTokens = minimumKnownTokens
    self.minimumKnownShare = minimumKnownShare
  }

  /// Checks the ranges.
  ///
  /// - Throws: ``ModelError`` of code `invalid`.
  public func validate() throws(ModelError) {
    guard minimumKnownTokens >= 0, (0...1).contains(minimumKnownShare) else {
      throw ModelError(
        .invalid,
        "an evidence requirement of \(minimumKnownTokens) words and a share of \(minimumKnownShare): expected "
          + "0 or more, and 0 to 1")
    }
  }

  /// Why a text does not meet the requirement; `nil` if it does.
  func shortfall(of coverage: VocabularyCoverage) -> String? {
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
