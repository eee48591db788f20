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
    "breakthrough", "success", "successful", "succeeded", "failure", "victory", "compromise", "consensus",
    "setback", "stalemate", "deadlock",
  ]
  private static let negations: Set<String> = [
    "not", "no", "nobody", "none", "never", "cannot", "without", "neither", "nor", "hardly", "barely",
    "denied", "denies", "deny",
    "denying",
  ]
  /// What makes a word neither affirmed nor denied.
  private static let openings: Set<String> = [
    "if", "whether", "could", "may", "might", "would", "hope", "hopes", "hoped", "hopefully", "expected",
    "possible",
    "potential", "seek", "seeking", "until", "unless", "should", "can", "towards", "toward", "for", "word",
    "term",
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
      let negation = before.last(where: Self.denies)
      if negation == nil {
        // "a solution will not be found": what is denied there is the verb, and the word is open.
        let after = sentence.words[(place + 1)..<min(sentence.words.count, place + 9)]
          .prefix { !$0.isAfterComma && $0.lower != "but" && $0.lower != "and" }
        if before.suffix(5).contains(where: { Self.openings.contains($0.lower) })
          || after.contains(where: Self.denies)
        {
          return nil
        }
      }
      return Finding(
        stem: word.stem, word: word.lower, isNegated: negation != nil,
        range: (negation ?? word).range.lowerBound..<word.range.upperBound)
    }
  }

  private static func denies(_ word: EventWord) -> Bool {
    negations.contains(word.lower) || word.lower.hasSuffix("n't") || word.lower.hasSuffix("n’t")
  }
}
