import ParallaxText

/// What is told of the people or things a number counts: two numbers of one unit contradict each other only where it is
/// the same.
struct NumberDeeds {
  let sentences: [EventSentence]

  private static let reach = 6
  /// Stems of what may happen to people, by what it is called here.
  private static let harms: [String: String] = [
    "kill": "killed", "murder": "killed", "slay": "killed", "slain": "killed", "slaughter": "killed",
    "dead": "killed", "die": "killed", "death": "killed", "wound": "wounded", "injur": "wounded",
    "hurt": "wounded", "maim": "wounded", "displac": "displaced", "flee": "displaced", "fled": "displaced",
    "arrest": "arrested", "detain": "arrested", "miss": "missing",
  ]

  /// Whether the same is told of two numbers: the same harm, or any word in common near both where none tells of harm.
  func areShared(by one: NumberMention, in first: Int, and other: NumberMention, in second: Int) -> Bool {
    let harms = (harm(of: one, in: first), harm(of: other, in: second))
    if harms != (nil, nil) { return harms.0 == harms.1 }
    return !words(near: one, in: first).isDisjoint(with: words(near: other, in: second))
  }

  /// The harm told nearest to a number.
  private func harm(of number: NumberMention, in sentence: Int) -> String? {
    let words = sentences[sentence].words
    for distance in 1...Self.reach {
      for place in [number.places.upperBound + distance - 1, number.places.lowerBound - distance]
      where words.indices.contains(place) {
        if let harm = Self.harms[words[place].stem] { return harm }
      }
    }
    return nil
  }

  private func words(near number: NumberMention, in sentence: Int) -> Set<String> {
    let words = sentences[sentence].words
    let range =
      max(
        0, number.places.lowerBound - Self.reach)...min(
        words.count - 1, number.places.upperBound + Self.reach)
    return Set(
      range.lazy.filter { !number.places.contains($0) }.map { words[$0] }
        .filter { !StopWords.english.contains($0.lower) && !ContentAgreement.passesOver($0.stem) }
        .map(\.stem))
  }
}
