/// Finds statements told with other actors, numbers, days, or as true by one and as untrue by another.
///
/// What it finds are places to look at: two sentences may speak of two events, and both may be right.
struct ConflictFinder {
  let index: EventIndex
  let pairs: [SentenceAligner.Pair]

  /// The conflicts: who did it first, then whether it is so, then numbers and days, each with the likest pair
  /// first; one for each topic, pair of outlets and pair of values.
  func conflicts() -> [Conflict] {
    [actors(), polarity(), numbers(), dates()].flatMap(distinct)
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
    let likeness = index.likeness(of: one.0, and: two.0)
    // Two lists that share nobody are mostly two events, unless the act is done once or the sentences are alike.
    guard !first.isDisjoint(with: second) || ClaimReader.single.contains(one.1.verb) || likeness >= 0.4 else {
      return nil
    }
    return Conflict(
      kind: .actors, topic: "\(one.1.verb) \(shared.sorted().joined(separator: " "))",
      first: side(one), second: side(two), likeness: likeness)
  }

  private func side(_ claim: (Int, Claim)) -> Conflict.Side {
    let names = claim.1.agents.sorted { $0.key < $1.key }.map(\.value)
    return Conflict.Side(sentence: claim.0, range: claim.1.range, value: names.joined(separator: ", "))
  }

  // MARK: How many, and when

  private func numbers() -> [Conflict] {
    let aligned = pairs.map { ($0.first, $0.second, $0.likeness) }
    return (aligned + victims()).compactMap { first, second, likeness in
      let (one, two) = (index.numbers[first], index.numbers[second])
      for number in one {
        let others = two.filter { $0.unit == number.unit }
        guard let other = others.first, !others.contains(where: { $0.value == number.value }),
          !one.contains(where: { $0.unit == number.unit && $0.value == other.value }),
          max(number.value, other.value) <= 20 * min(number.value, other.value)
        else { continue }
        return Conflict(
          kind: .numbers, topic: number.unit,
          first: .init(sentence: first, range: number.range, value: Self.text(number.value)),
          second: .init(sentence: second, range: other.range, value: Self.text(other.value)),
          likeness: likeness)
      }
      return nil
    }
  }

  private static let deaths: Set<String> = ["kill", "dead", "die", "murder", "death", "slain", "fatal"]
  private static let victimLimit = 300

  /// Pairs of sentences of two outlets that count the dead: these are told in words of their own too often to be
  /// aligned.
  private func victims() -> [(Int, Int, Double)] {
    let counting = index.sentences.indices.filter { sentence in
      !index.numbers[sentence].isEmpty
        && index.sentences[sentence].words.contains { Self.deaths.contains($0.stem) }
    }
    guard counting.count <= Self.victimLimit else { return [] }
    var result: [(Int, Int, Double)] = []
    for (place, one) in counting.enumerated() {
      for two in counting[(place + 1)...] where outlet(one) != outlet(two) {
        let likeness = index.likeness(of: one, and: two)
        if likeness >= 0.12 { result.append((one, two, likeness)) }
      }
    }
    return result
  }

  private func dates() -> [Conflict] {
    pairs.compactMap { pair in
      let (one, two) = (index.dates[pair.first], index.dates[pair.second])
      guard one.count == 1, two.count == 1, (one[0].month, one[0].day) != (two[0].month, two[0].day) else {
        return nil
      }
      return Conflict(
        kind: .dates, topic: "day",
        first: .init(sentence: pair.first, range: one[0].range, value: Self.text(one[0])),
        second: .init(sentence: pair.second, range: two[0].range, value: Self.text(two[0])),
        likeness: pair.likeness)
    }
  }

  private static func text(_ date: DateMention) -> String {
    "\(date.month < 10 ? "0" : "")\(date.month)-\(date.day < 10 ? "0" : "")\(date.day)"
  }

  private static func text(_ value: Double) -> String {
    guard value.rounded() == value, value < 1e15 else { return "\(value)" }
    return String(Int(value))
  }

  // MARK: Whether it is so

  private func polarity() -> [Conflict] {
    let reader = PolarityReader()
    var byStem: [String: [(sentence: Int, finding: PolarityReader.Finding)]] = [:]
    for (number, sentence) in index.sentences.enumerated() {
      for finding in reader.findings(in: sentence) {
        byStem[finding.stem, default: []].append((number, finding))
      }
    }
    var result: [Conflict] = []
    for stem in byStem.keys.sorted() {
      let uses = byStem[stem] ?? []
      // A word that many sentences hold says nothing of what they are about.
      guard uses.count <= max(6, index.sentences.count / 20) else { continue }
      for one in uses where one.finding.isNegated {
        for two in uses where !two.finding.isNegated && outlet(one.sentence) != outlet(two.sentence) {
          guard sharesTopic(one.sentence, two.sentence, besides: stem) else { continue }
          let (a, b) = one.sentence < two.sentence ? (one, two) : (two, one)
          result.append(
            Conflict(
              kind: .polarity, topic: stem, first: side(a.sentence, a.finding),
              second: side(b.sentence, b.finding),
              likeness: index.likeness(of: a.sentence, and: b.sentence)))
        }
      }
    }
    return result
  }

  private func side(_ sentence: Int, _ finding: PolarityReader.Finding) -> Conflict.Side {
    Conflict.Side(
      sentence: sentence, range: finding.range,
      value: finding.isNegated ? "not \(finding.word)" : finding.word)
  }

  /// Whether two sentences, each with its neighbours in its article, share two words of their content.
  private func sharesTopic(_ one: Int, _ two: Int, besides stem: String) -> Bool {
    func window(_ sentence: Int) -> Set<String> {
      var stems = index.sentences[sentence].contentStems
      for near in [sentence - 1, sentence + 1] where index.sentences.indices.contains(near) {
        if index.sentences[near].article == index.sentences[sentence].article {
          stems.formUnion(index.sentences[near].contentStems)
        }
      }
      return stems
    }
    var shared = window(one).intersection(window(two))
    shared.remove(stem)
    return shared.count > 1
  }
}
