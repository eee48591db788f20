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

  private static let anybody: Set<String> = ["peopl", "person", "victim", "life", "live"]

  /// Whether a unit counts all people, of whatever kind.
  static func isAnybody(_ unit: String) -> Bool { anybody.contains(unit) }

  /// The counts of a sentence: numbers of people with a word for death right before or behind, no comma between.
  static func mentions(in sentence: EventSentence, _ numbers: [NumberMention]) -> [NumberMention] {
    let words = sentence.words
    return numbers.filter { number in
      guard people.contains(number.unit) else { return false }
      if words[number.places].contains(where: { deaths.contains($0.stem) }) { return true }
      if words[number.places].contains(where: { $0.lower == "other" }) { return false }
      let clause = number.places.lowerBound - Self.clauseLength(words, before: number.places.lowerBound)
      let before = words[clause..<number.places.lowerBound]
      let behind = words[min(words.count, number.places.upperBound + 1)...].prefix(4)
        .prefix { !$0.isAfterComma && $0.lower != "and" }
      return before.contains { acts.contains($0.stem) } || behind.contains { deaths.contains($0.stem) }
    }
  }

  /// How many of the five words before a place stand in its clause.
  private static func clauseLength(_ words: [EventWord], before place: Int) -> Int {
    var length = 0
    while length < min(5, place), !words[place - length].isAfterComma { length += 1 }
    return length
  }

  /// Whether a stem says no more than that people died.
  static func isGeneral(_ stem: String) -> Bool { deaths.contains(stem) || people.contains(stem) }
}
