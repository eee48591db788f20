import ParallaxText

/// Pairs of sentences that tell the same, but for a word that one of them denies: "accepted the plan" beside "did not accept
/// the plan", "refused to sign" beside "signed".
struct PairDenials {
  let index: EventIndex

  /// The shares of the content of the sentence with less of it, and of the one with more, that both must have: what else
  /// differs may be what is denied, or how ("I do not use the word lightly").
  private static let leastShares = (ofLess: 0.8, ofMore: 0.7)
  /// How far behind the denial the word it denies may stand.
  private static let reach = 4
  private static let denials: Set<String> = [
    "not", "no", "never", "nobody", "neither", "nor", "without", "cannot", "refused", "refuses", "refusing",
    "declined",
    "declines", "rejected", "rejects", "rejecting", "denied", "denies", "denying", "failed", "fails",
  ]
  /// What may stand between a denial and the word it denies.
  private static let passedOver: Set<String> = [
    "to", "the", "a", "an", "any", "be", "been", "have", "had", "yet", "ever", "even", "longer", "another",
    "their", "his",
    "her", "its",
  ]
  /// Stems of what may be done against a thing and for it; elsewhere "against" denies nothing ("the fight against …").
  private static let sides: Set<String> = ["vote", "rule", "decid", "argu", "campaign", "spoke", "speak"]

  func conflicts(_ pairs: [SentenceAligner.Pair]) -> [Conflict] {
    pairs.compactMap { pair in
      let denied = (denials(in: pair.first), denials(in: pair.second))
      let shares = index.contentShares(pair.first, pair.second)
      guard denied.0.isEmpty != denied.1.isEmpty,
        shares.ofLess >= Self.leastShares.ofLess, shares.ofMore >= Self.leastShares.ofMore,
        !EventOccasion(pair.first, index).differs(from: EventOccasion(pair.second, index))
      else { return nil }
      let isFirst = !denied.0.isEmpty
      let (denying, affirming) = isFirst ? (pair.first, pair.second) : (pair.second, pair.first)
      for place in isFirst ? denied.0 : denied.1 {
        if let sides = sides(denying, place, affirming) {
          return Conflict(
            kind: .polarity, topic: sides.stem, label: sides.affirmed.value,
            first: isFirst ? sides.denied : sides.affirmed, second: isFirst ? sides.affirmed : sides.denied,
            likeness: pair.likeness)
        }
      }
      return nil
    }
  }

  private func denials(in sentence: Int) -> [Int] {
    let words = index.sentences[sentence].words
    return words.indices.filter { place in
      let word = words[place].lower
      // "Not only" denies nothing.
      if place + 1 < words.count, ["only", "just", "merely"].contains(words[place + 1].lower) {
        return false
      }
      return Self.denials.contains(word) || word.hasSuffix("n't") || word.hasSuffix("n’t")
        || (word == "against" && place > 0 && Self.sides.contains(words[place - 1].stem))
    }
  }

  /// What is denied there, and where the other sentence affirms it; nil where it does not.
  private func sides(
    _ denying: Int, _ place: Int, _ affirming: Int
  ) -> (stem: String, denied: Conflict.Side, affirmed: Conflict.Side)? {
    let words = index.sentences[denying].words
    let behind = (place + 1)..<min(words.count, place + 1 + Self.reach)
    guard
      let target = behind.first(where: {
        !Self.passedOver.contains(words[$0].lower)
      }), !index.isName(words[target], at: target)
    else { return nil }
    let stem = words[target].stem
    // "Man is not the goal, man's good is the goal" denies one thing and affirms another of the same word.
    guard !words.indices.contains(where: { $0 != target && words[$0].stem == stem }) else { return nil }
    guard let affirmed = index.sentences[affirming].words.first(where: { $0.stem == stem }) else {
      return nil
    }
    let text = words[place...target].map(\.lower).joined(separator: " ")
    return (
      stem,
      .init(
        sentence: denying, range: words[place].range.lowerBound..<words[target].range.upperBound, value: text),
      .init(sentence: affirming, range: affirmed.range, value: affirmed.lower)
    )
  }
}
