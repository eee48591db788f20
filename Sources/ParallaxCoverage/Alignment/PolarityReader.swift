import ParallaxText

/// Reads of the words for how something came out ("breakthrough", "success") whether they are denied.
struct PolarityReader {
  /// A word for an outcome, affirmed or denied.
  struct Finding {
    let stem: String
    let word: String
    let isNegated: Bool
    /// UTF-8 offsets into the article's clean text: from the negation to the word, or the word.
    let range: Range<Int>
  }

  private static let outcomes = [
    "breakthrough", "success", "successful", "succeeded", "failure", "progress", "victory", "defeat", "compromise",
    "consensus", "turning", "setback", "collapse", "collapsed", "stalemate", "deadlock", "solution", "concession",
    "responsible", "guilty", "illegal", "legal", "legitimate", "responsibility", "evidence", "proof", "true", "false",
    "accurate", "involved", "aware", "racist", "terrorist", "credible", "justified", "safe", "secure",
  ]
  private static let negations: Set<String> = [
    "not", "no", "never", "cannot", "without", "neither", "nor", "hardly", "barely", "denied", "denies", "deny",
    "denying", "failed", "failing", "rejected", "dismissed", "far",
  ]
  /// What makes a word neither affirmed nor denied.
  private static let openings: Set<String> = [
    "if", "whether", "could", "may", "might", "would", "hope", "hopes", "hoped", "hopefully", "expected", "possible",
    "potential", "seek", "seeking", "until", "unless", "should", "can", "towards", "toward", "for",
  ]

  private let stems: Set<String>

  init() {
    stems = Set(Stemmer(language: "english")?.stems(Self.outcomes) ?? Self.outcomes)
  }

  /// The outcome words of a sentence that is no question.
  func findings(in sentence: EventSentence) -> [Finding] {
    if sentence.text.contains("?") { return [] }
    return sentence.words.indices.compactMap { place in
      let word = sentence.words[place]
      guard stems.contains(word.stem) else { return nil }
      let before = sentence.words[max(0, place - 7)..<place]
      let negation = before.last { Self.negations.contains($0.lower) || Self.isContraction($0.lower) }
      if negation == nil, before.suffix(5).contains(where: { Self.openings.contains($0.lower) }) { return nil }
      return Finding(
        stem: word.stem, word: word.lower, isNegated: negation != nil,
        range: (negation ?? word).range.lowerBound..<word.range.upperBound)
    }
  }

  private static func isContraction(_ word: String) -> Bool {
    word.hasSuffix("n't") || word.hasSuffix("n’t")
  }
}
