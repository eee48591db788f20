import ParallaxText

/// Pairs of sentences that tell the same deed of two actors: "Russia bombed the hospital" beside "Turkey bombed the
/// hospital".
struct PairActors {
  let index: EventIndex

  /// The share of both sentences' content that they must have in common: names aside, they say the same.
  private static let leastShare = 0.8

  func conflicts(_ pairs: [SentenceAligner.Pair]) -> [Conflict] {
    pairs.compactMap { pair in
      guard index.contentShares(pair.first, pair.second).ofMore >= Self.leastShare else { return nil }
      let (one, two) = (doers(in: pair.first), doers(in: pair.second))
      for first in one where !isNamed(first.naming, in: pair.second) {
        for second in two
        where second.verb == first.verb && second.isBehind == first.isBehind
          && !isNamed(second.naming, in: pair.first)
        {
          return Conflict(
            kind: .actors, topic: first.verb, label: first.word,
            first: .init(sentence: pair.first, range: first.naming.range, value: first.naming.name),
            second: .init(sentence: pair.second, range: second.naming.range, value: second.naming.name),
            likeness: pair.likeness)
        }
      }
      return nil
    }
  }

  /// A name, and the word that says what its bearer did.
  private struct Doer {
    let naming: EventActors.Naming
    /// The stem of the word, and the word.
    let verb: String
    let word: String
    /// Whether the name stands behind it: "bombed by Russia".
    let isBehind: Bool
  }

  private func doers(in sentence: Int) -> [Doer] {
    let words = index.sentences[sentence].words
    return index.namings[sentence].compactMap { naming in
      if let next = words.firstIndex(where: { $0.range.lowerBound >= naming.range.upperBound }),
        words[next].isJoined, !StopWords.english.contains(words[next].lower),
        !index.isName(words[next], at: next)
      {
        return Doer(naming: naming, verb: words[next].stem, word: words[next].lower, isBehind: false)
      }
      guard let first = words.firstIndex(where: { $0.range.lowerBound >= naming.range.lowerBound }),
        first > 1,
        words[first - 1].lower == "by"
      else { return nil }
      return Doer(naming: naming, verb: words[first - 2].stem, word: words[first - 2].lower, isBehind: true)
    }
  }

  /// Whether a sentence names an actor too, under this name, a part of it or its initials.
  private func isNamed(_ naming: EventActors.Naming, in sentence: Int) -> Bool {
    if index.designations[sentence].contains(where: { $0.key == naming.key }) { return true }
    return index.namings[sentence].contains { other in
      if other.key == naming.key { return true }
      // Two actors of a gazetteer are two, whatever they are called.
      if other.key.hasPrefix("@"), naming.key.hasPrefix("@") { return false }
      let (one, two) = (Self.parts(of: naming.name), Self.parts(of: other.name))
      return !Set(one).isDisjoint(with: two) || Self.initials(one) == two.joined()
        || Self.initials(two) == one.joined()
    }
  }

  private static func parts(of name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." }.map { $0.filter { $0 != "." } }
  }

  private static func initials(_ parts: [String]) -> String { String(parts.compactMap(\.first)) }
}
