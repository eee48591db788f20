/// How many people a sentence says were killed.
///
/// Outlets tell this in words of their own too often to be aligned, and it is what they differ in most.
struct VictimCount {
  /// Stems of verbs that kill.
  static let acts: Set<String> = ["kill", "murder", "slay", "slaughter"]
  private static let deaths: Set<String> = acts.union(["dead", "die", "death", "slain", "fatal", "perish"])
  private static let people: Set<String> = [
    "peopl", "person", "soldier", "civilian", "troop", "villag", "resid", "man", "men", "woman", "women",
    "child", "children", "fighter", "rebel", "milit", "polic", "policeman", "policemen", "offic", "student",
    "victim", "worker", "passeng", "syrian", "guard", "neighbor", "neighbour", "other", "life", "live",
  ]

  /// The counts of a sentence: numbers of people with a word for death right before or behind, no comma between.
  static func mentions(in sentence: EventSentence, _ numbers: [NumberMention]) -> [NumberMention] {
    let words = sentence.words
    return numbers.filter { number in
      guard people.contains(number.unit) else { return false }
      if words[number.places].contains(where: { deaths.contains($0.stem) }) { return true }
      let before = words[max(0, number.places.lowerBound - 5)..<number.places.lowerBound]
        .reversed().prefix { !$0.isAfterComma }
      let behind = words[min(words.count, number.places.upperBound + 1)...].prefix(4)
        .prefix { !$0.isAfterComma && $0.lower != "and" }
      return before.contains { acts.contains($0.stem) } || behind.contains { deaths.contains($0.stem) }
    }
  }

  /// Whether a stem says no more than that people died.
  static func isGeneral(_ stem: String) -> Bool { deaths.contains(stem) || people.contains(stem) }
}
