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

  /// Whether an input needs a claim.
  var readsClaim: Bool { if case .claim = self { true } else { false } }

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

  /// The values of the columns for an input, those of a text's style measured once for all models that ask.
  func values(of input: ClassifierInput, sharing measures: inout SharedMeasures) -> [Double] {
    guard case .style = self else { return values(of: input) }
    return measures.style(of: input.text)
  }

  /// Where columns' measures are taken in an input's text; measures of the whole are taken nowhere.
  func places(in input: ClassifierInput) -> [Int: [Range<Int>]] {
    switch self {
    case .claim(let comparer):
      guard let claim = input.claim, let range = comparer.closestSentence(of: input.text, to: claim) else {
        return [:]
      }
      var places: [Int: [Range<Int>]] = [:]
      for (column, name) in names.enumerated() where name.contains("best_sentence") {
        places[column] = [range]
      }
      return places
    case .style: return [:]
    }
  }
}
