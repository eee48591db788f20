import ParallaxText

/// Finds statements told with other actors, numbers, days, or as true by one and as untrue by another.
///
/// What it finds are places to look at: two sentences may speak of two events, and both may be right.
struct ConflictFinder {
  let index: EventIndex
  let pairs: [SentenceAligner.Pair]

  /// The conflicts, every pair of sentences in one, and of every sentence in one those it contradicts, ascending.
  ///
  /// Who did it comes first, then whether it is so, then numbers and days, each with the likest pair first; one for each
  /// topic, pair of outlets and pair of values.
  func conflicts() -> (shown: [Conflict], opposed: Set<SentencePair>, opposing: [Int: [Int]]) {
    let outcomes = PolarityConflicts(index: index).conflicts()
    let known = Set(outcomes.map { SentencePair($0.first.sentence, $0.second.sentence) })
    let denials = PairDenials(index: index).conflicts(pairs)
      .filter { !known.contains(SentencePair($0.first.sentence, $0.second.sentence)) }
    let found = [
      actors() + PairActors(index: index).conflicts(pairs), outcomes + denials, numbers(), dates(),
    ]
    var opposing: [Int: Set<Int>] = [:]
    for conflict in found.joined() {
      let (one, other) = (conflict.first.sentence, conflict.second.sentence)
      opposing[one, default: []].insert(other)
      opposing[other, default: []].insert(one)
    }
    return (
      found.flatMap(distinct),
      Set(found.joined().map { SentencePair($0.first.sentence, $0.second.sentence) }),
      opposing.mapValues { $0.sorted() }
    )
  }

  private func distinct(_ conflicts: [Conflict]) -> [Conflict] {
    struct Key: Hashable {
      let topic: String
      let outlets: [Int]
      let values: [String]
    }
    let ranked = conflicts.sorted {
      $0.likeness != $1.likeness
        ? $0.likeness > $1.likeness
        : ($0.first.sentence, $0.second.sentence) < ($1.first.sentence, $1.second.sentence)
    }
    var seen: Set<Key> = []
    return ranked.filter { conflict in
      let sides = [conflict.first, conflict.second]
      return seen.insert(
        Key(
          topic: String(conflict.topic.prefix { $0 != " " }), outlets: sides.map { outlet($0.sentence) },
          values: sides.map(\.value))
      ).inserted
    }
  }

  private func outlet(_ sentence: Int) -> Int { index.sentences[sentence].outlet }

  // MARK: Who did it

  private func actors() -> [Conflict] {
    let claims = index.sentences.indices.flatMap { sentence in
      ClaimReader.claims(in: index.sentences[sentence], index.namings[sentence]).map { (sentence, $0) }
    }
    var byVerb: [String: [(Int, Claim)]] = [:]
    for claim in claims { byVerb[claim.1.verb, default: []].append(claim) }
    var result: [Conflict] = []
    for verb in byVerb.keys.sorted() {
      let own = byVerb[verb] ?? []
      for (place, one) in own.enumerated() {
        for two in own[(place + 1)...] where outlet(one.0) != outlet(two.0) {
          if let conflict = conflict(one, two) { result.append(conflict) }
        }
      }
    }
    return result
  }

  private func conflict(_ one: (Int, Claim), _ two: (Int, Claim)) -> Conflict? {
    let (first, second) = (Set(one.1.agents.keys), Set(two.1.agents.keys))
    let shared = one.1.objects.intersection(two.1.objects)
    guard first != second, !shared.isEmpty else { return nil }
    let likeness = index.likeness.likeness(of: one.0, and: two.0)
    // Two lists that share nobody are mostly two events, unless the act is done once or the sentences are alike.
    guard !first.isDisjoint(with: second) || ClaimReader.single.contains(one.1.verb) || likeness >= 0.4 else {
      return nil
    }
    let objects = index.words(of: shared.subtracting([one.1.verb]), in: one.0, limit: 2)
    return Conflict(
      kind: .actors, topic: "\(one.1.verb) \(shared.sorted().joined(separator: " "))",
      label: ([one.1.word] + objects).joined(separator: ", "), first: side(one), second: side(two),
      likeness: likeness)
  }

  private func side(_ claim: (Int, Claim)) -> Conflict.Side {
    let names = claim.1.agents.sorted { $0.key < $1.key }.map(\.value)
    return Conflict.Side(sentence: claim.0, range: claim.1.range, value: names.joined(separator: ", "))
  }

  // MARK: How many, and when

  private func numbers() -> [Conflict] {
    let aligned = pairs.flatMap { pair in
      let (one, two) = (index.numbers[pair.first], index.numbers[pair.second])
      return one.compactMap { number -> Conflict? in
        let others = two.filter {
          $0.unit == number.unit
            && index.deeds.areShared(by: number, in: pair.first, and: $0, in: pair.second)
        }
        guard let other = others.first, !others.contains(where: { $0.isConsistent(with: number) }),
          !one.contains(where: { $0.unit == number.unit && $0.isConsistent(with: other) }),
          max(number.value, other.value) <= 20 * min(number.value, other.value)
        else { return nil }
        return conflict(pair.first, number, pair.second, other, likeness: pair.likeness)
      }
    }
    return aligned
      + VictimConflicts(index: index).pairs().map { pair in
        conflict(
          pair.first.sentence, pair.first.number, pair.second.sentence, pair.second.number,
          likeness: index.likeness.likeness(of: pair.first.sentence, and: pair.second.sentence))
      }
  }

  private func conflict(
    _ first: Int, _ number: NumberMention, _ second: Int, _ other: NumberMention, likeness: Double
  ) -> Conflict {
    let counted = index.sentences[first].words[number.places.upperBound]
    let topic = index.sharedTopic(first, second).filter { $0 != counted.stem }
    return Conflict(
      kind: .numbers, topic: number.unit,
      label: ([number.isMoney ? number.unit : counted.lower]
        + index.words(of: Set(topic), in: first, limit: 2)).joined(separator: ", "),
      first: .init(sentence: first, range: number.range, value: number.text),
      second: .init(sentence: second, range: other.range, value: other.text), likeness: likeness)
  }

  private func dates() -> [Conflict] {
    pairs.compactMap { pair in
      let (one, two) = (index.dates[pair.first], index.dates[pair.second])
      guard one.count == 1, two.count == 1, (one[0].month, one[0].day) != (two[0].month, two[0].day) else {
        return nil
      }
      return Conflict(
        kind: .dates, topic: "day",
        label: index.words(of: Set(index.sharedTopic(pair.first, pair.second)), in: pair.first, limit: 3)
          .joined(separator: ", "),
        first: .init(sentence: pair.first, range: one[0].range, value: Self.text(one[0])),
        second: .init(sentence: pair.second, range: two[0].range, value: Self.text(two[0])),
        likeness: pair.likeness)
    }
  }

  private static func text(_ date: DateMention) -> String {
    "\(date.month < 10 ? "0" : "")\(date.month)-\(date.day < 10 ? "0" : "")\(date.day)"
  }
}
