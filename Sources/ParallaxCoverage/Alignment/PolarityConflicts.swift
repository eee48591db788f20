import ParallaxText

/// Pairs of sentences of which one denies what the other affirms.
struct PolarityConflicts {
  let index: EventIndex

  /// The conflicts, by stem and sentence.
  func conflicts() -> [Conflict] {
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
        for two in uses where !two.finding.isNegated {
          guard index.sentences[one.sentence].outlet != index.sentences[two.sentence].outlet,
            sharesTopic(one.sentence, two.sentence, besides: stem),
            !EventOccasion(one.sentence, index).differs(from: EventOccasion(two.sentence, index))
          else { continue }
          let (a, b) = one.sentence < two.sentence ? (one, two) : (two, one)
          result.append(
            Conflict(
              kind: .polarity, topic: stem, label: a.finding.word, first: side(a.sentence, a.finding),
              second: side(b.sentence, b.finding),
              likeness: index.likeness.likeness(of: a.sentence, and: b.sentence)))
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
