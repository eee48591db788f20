import ParallaxText

/// Pairs of sentences of two outlets that count the dead of one event, and differ.
struct VictimConflicts {
  /// A count where it stands.
  struct Count {
    let sentence: Int
    let number: NumberMention
  }

  let index: EventIndex

  private static let limit = 300
  private static let smallRatio = 6.0

  /// The pairs, by their sentences.
  ///
  /// Two sentences are taken to speak of one event where they share two words of their topics, or one where both
  /// count in thousands: a text tells of few such events. Small counts that lie far apart are mostly of two events.
  func pairs() -> [(first: Count, second: Count)] {
    let counts = index.sentences.indices.flatMap { sentence in
      VictimCount.mentions(in: index.sentences[sentence], index.numbers[sentence])
        .map { Count(sentence: sentence, number: $0) }
    }
    guard counts.count <= Self.limit else { return [] }
    let topics = counts.map { topic(of: $0.sentence) }
    var result: [(first: Count, second: Count)] = []
    for (place, one) in counts.enumerated() {
      for other in (place + 1)..<counts.count {
        let two = counts[other]
        guard index.sentences[one.sentence].outlet != index.sentences[two.sentence].outlet,
          differ(one, two, counts), !areShared(one, two, counts)
        else { continue }
        let shared = topics[place].intersection(topics[other])
        let isLarge = min(one.number.value, two.number.value) >= 1000
        let year = shared.contains { $0.utf8.count == 4 && Int($0) != nil }
        let ratio = max(one.number.value, two.number.value) / min(one.number.value, two.number.value)
        if !isLarge, ratio > Self.smallRatio { continue }
        if shared.count >= (isLarge ? 1 : 2) || year { result.append((one, two)) }
      }
    }
    return result
  }

  /// Whether two counts cannot both be meant, and neither sentence has the other's too.
  private func differ(_ one: Count, _ two: Count, _ counts: [Count]) -> Bool {
    guard Self.contradict(one.number, two.number),
      max(one.number.value, two.number.value) <= 20 * min(one.number.value, two.number.value)
    else { return false }
    return !counts.contains { count in
      (count.sentence == one.sentence && count.number.isConsistent(with: two.number))
        || (count.sentence == two.sentence && count.number.isConsistent(with: one.number))
    }
  }

  /// Whether each outlet tells the other's count too: then neither tells it otherwise.
  private func areShared(_ one: Count, _ two: Count, _ counts: [Count]) -> Bool {
    func tells(_ outlet: Int, _ number: NumberMention) -> Bool {
      counts.contains {
        index.sentences[$0.sentence].outlet == outlet && $0.number.unit == number.unit
          && $0.number.low == number.low && $0.number.value == number.value
      }
    }
    return tells(index.sentences[one.sentence].outlet, two.number)
      && tells(index.sentences[two.sentence].outlet, one.number)
  }

  /// Whether two counts cannot both be right: counts of the same that differ, or more of a part than of all.
  ///
  /// Three soldiers may be among eleven people killed, and are no villagers; seventeen villagers cannot be.
  private static func contradict(_ one: NumberMention, _ two: NumberMention) -> Bool {
    let areAll = (VictimCount.isAnybody(one.unit), VictimCount.isAnybody(two.unit))
    if one.unit == two.unit || areAll == (true, true) { return !one.isConsistent(with: two) }
    switch areAll {
    case (true, false): return two.low > one.value && !one.isOpen
    case (false, true): return one.low > two.value && !two.isOpen
    default: return false
    }
  }

  /// What a sentence and the one before it speak of: names, and content words that are not general.
  private func topic(of sentence: Int) -> Set<String> {
    var result: Set<String> = []
    for place in [sentence - 1, sentence] where index.sentences.indices.contains(place) {
      guard index.sentences[place].article == index.sentences[sentence].article else { continue }
      result.formUnion(index.topic(of: place).filter { !VictimCount.isGeneral($0) })
    }
    return result
  }
}
