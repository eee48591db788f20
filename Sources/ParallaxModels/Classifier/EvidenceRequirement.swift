/// How much of a text a classifier must know before its scores mean anything.
public struct EvidenceRequirement: Codable, Sendable, Hashable {
  /// The least number of words that stand in the vocabulary.
  public var minimumKnownTokens: Int
  /// The least share of words that stand in the vocabulary, from 0 to 1.
  public var minimumKnownShare: Double
  /// The least distance between the two highest probabilities, from 0 to 1.
  public var minimumMargin: Double

  enum CodingKeys: String, CodingKey {
    case minimumKnownTokens = "minimum_known_tokens"
    case minimumKnownShare = "minimum_known_share"
    case minimumMargin = "minimum_margin"
  }

  /// Creates a requirement.
  public init(minimumKnownTokens: Int = 20, minimumKnownShare: Double = 0.3, minimumMargin: Double = 0) {
    self.minimumKnownTokens = minimumKnownTokens
    self.minimumKnownShare = minimumKnownShare
    self.minimumMargin = minimumMargin
  }

  /// Reads a requirement; a margin that is not there is none.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      minimumKnownTokens: try keys.decode(Int.self, forKey: .minimumKnownTokens),
      minimumKnownShare: try keys.decode(Double.self, forKey: .minimumKnownShare),
      minimumMargin: try keys.decodeIfPresent(Double.self, forKey: .minimumMargin) ?? 0)
  }

  /// Checks the ranges.
  ///
  /// - Throws: ``ModelError`` of code `invalid`.
  public func validate() throws(ModelError) {
    guard minimumKnownTokens >= 0, (0...1).contains(minimumKnownShare), (0...1).contains(minimumMargin) else {
      throw ModelError(
        .invalid,
        "an evidence requirement of \(minimumKnownTokens) words, a share of \(minimumKnownShare) and a margin of "
          + "\(minimumMargin): expected 0 or more, 0 to 1, and 0 to 1")
    }
  }

  /// Why a text does not meet the requirement; `nil` if it does.
  func shortfall(of coverage: VocabularyCoverage, probabilities: [Double]) -> String? {
    if coverage.known < minimumKnownTokens {
      return "not enough evidence: \(coverage.known) words of the text are known to the model, at least "
        + "\(minimumKnownTokens) are needed"
    }
    if coverage.share < minimumKnownShare {
      return "not enough evidence: \(coverage.known) of \(coverage.total) words of the text are known to the "
        + "model, a share of at least \(minimumKnownShare) is needed"
    }
    let ranked = probabilities.sorted(by: >)
    if ranked.count > 1, ranked[0] - ranked[1] < minimumMargin {
      return "not enough evidence: no label stands out (the two most probable are less than "
        + "\(minimumMargin) apart)"
    }
    return nil
  }
}
