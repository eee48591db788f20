import ParallaxFeatures

/// Measures of an input that are not its terms: a fixed number of named columns.
public enum TextMeasures: String, Codable, Sendable, Hashable, CaseIterable {
  /// How close text and claim are, and by which words the text takes a stand: `ClaimComparer`.
  case claim
  /// How the text is written, whatever it is about: `StyleMeasures`.
  case style

  /// Whether an input needs a claim.
  var readsClaim: Bool { self == .claim }
}

/// Measures with what they learnt.
enum FittedMeasures: Sendable {
  case claim(ClaimComparer)
  case style

  /// The names of the columns.
  var names: [String] {
    switch self {
    case .claim: ClaimComparer.names
    case .style: StyleMeasures.names
    }
  }

  /// The values of the columns for an input.
  func values(of input: ClassifierInput) -> [Double] {
    switch self {
    case .claim(let comparer): comparer.values(text: input.text, claim: input.claim ?? "")
    case .style: StyleMeasures.values(of: input.text)
    }
  }

  /// Why an input says too little for these measures; nil where it does not.
  func shortfall(of input: ClassifierInput) -> String? {
    switch self {
    case .claim(let comparer):
      let count = comparer.wordCount(ofClaim: input.claim ?? "")
      guard count < Self.fewestClaimWords else { return nil }
      return "not enough evidence: words of the claim: \(count), at least \(Self.fewestClaimWords) are needed"
    case .style: return nil
    }
  }

  /// A claim of one word says nothing that a text could agree with.
  private static let fewestClaimWords = 2

  /// Where a column's measure is taken in an input; nowhere for one of the whole.
  func places(ofColumn column: Int, in input: ClassifierInput) -> [FeaturePlace] {
    switch self {
    case .claim(let comparer):
      guard names[column].contains("best_sentence"), let claim = input.claim else { return [] }
      return comparer.closestSentence(of: input.text, to: claim).map {
        [FeaturePlace(field: .text, range: $0)]
      } ?? []
    case .style: return []
    }
  }
}

extension FeaturePipeline {
  /// Why an input says too little for the measures that the pipeline takes; nil where it does not.
  func shortfall(of input: ClassifierInput) -> String? {
    for block in blocks {
      if case .measures(let measures) = block.source, let reason = measures.shortfall(of: input) {
        return reason
      }
    }
    return nil
  }
}
