/// Which of several a sentence speaks of, as far as it or the one before it says so: the second round, January 24.
struct EventOccasion {
  private var rounds: Set<Int> = []
  private var days: Set<Int> = []

  private static let ordinals: [String: Int] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
  ]
  /// Stems of what is held several times.
  private static let series: Set<String> = [
    "round", "talk", "session", "summit", "vote", "ballot", "phase", "debat", "test", "attempt",
  ]

  /// Reads a sentence and the one before it in its article.
  init(_ sentence: Int, _ index: EventIndex) {
    for place in [sentence - 1, sentence] where index.sentences.indices.contains(place) {
      guard index.sentences[place].article == index.sentences[sentence].article else { continue }
      let words = index.sentences[place].words
      for (position, word) in words.enumerated() {
        guard let ordinal = Self.ordinals[word.lower] else { continue }
        if words[(position + 1)...].prefix(2).contains(where: { Self.series.contains($0.stem) }) {
          rounds.insert(ordinal)
        }
      }
      days.formUnion(index.dates[place].map { $0.month * 100 + $0.day })
    }
  }

  /// Whether both say which one they mean, and not the same.
  func differs(from other: EventOccasion) -> Bool {
    func differ(_ one: Set<Int>, _ other: Set<Int>) -> Bool {
      !one.isEmpty && !other.isEmpty && one.isDisjoint(with: other)
    }
    return differ(rounds, other.rounds) || differ(days, other.days)
  }
}
