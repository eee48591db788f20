/// One run of choosing sentences; see ``Summarizer`` for the rules.
struct SentenceSelection {
  private enum State { case waiting, taken, dropped }

  private let traits: [SentenceTraits]
  private let terms: SentenceTerms
  private let configuration: Summarizer.Configuration
  private let bytes: (Int) -> [UInt8]
  /// Scores as shares of the best, in steps that hide rounding, so that ties are ties.
  private let scores: [Double]
  private let index: TermPostings

  private var states: [State]
  private var taken: [Int] = []
  /// The highest cosine of each sentence with one that is taken.
  private var nearest: [Double]
  private var scratch: [Double]
  /// The taken sentences that have no terms, whose cosine tells nothing.
  private var takenWithoutTerms: Set<[UInt8]> = []
  private var used = 0

  init(
    traits: [SentenceTraits], terms: SentenceTerms, scores: [Double],
    configuration: Summarizer.Configuration, bytes: @escaping (Int) -> [UInt8]
  ) {
    self.traits = traits
    self.terms = terms
    self.configuration = configuration
    self.bytes = bytes
    self.scores = SentenceRanking.keys(scores)
    index = TermPostings(terms, values: terms.tfidfRows())
    states = [State](repeating: .waiting, count: traits.count)
    nearest = [Double](repeating: 0, count: traits.count)
    scratch = nearest
  }

  /// The indices of the chosen sentences, ascending.
  mutating func run(_ length: SummaryLength) -> [Int] {
    let everyone = Array(traits.indices)
    if configuration.avoidsFragments {
      fill(from: everyone.filter { !traits[$0].isFragment }, length)
      fill(from: everyone.filter { traits[$0].isFragment }, length)
    } else {
      fill(from: everyone, length)
    }
    if taken.isEmpty, let shortest = shortest(length) { return [shortest] }
    return taken.sorted()
  }

  private mutating func fill(from tier: [Int], _ length: SummaryLength) {
    var alone = SentenceHeap()
    var leaning = SentenceHeap()
    for sentence in tier {
      if traits[sentence].needsNeighbour && !isTaken(sentence - 1) && sentence > 0 {
        leaning.insert(sentence, value: value(sentence))
      } else {
        alone.insert(sentence, value: value(sentence))
      }
    }
    while !isFull(length), let next = next(&alone, &leaning, length) {
      take(next, length)
      let follower = next + 1
      if follower < traits.count, states[follower] == .waiting, traits[follower].needsNeighbour,
        !configuration.avoidsFragments || traits[follower].isFragment == traits[next].isFragment
      {
        // It stands beside its neighbour now; its other entry is passed over once this one is used.
        alone.insert(follower, value: value(follower))
      }
    }
  }

  private mutating func next(
    _ alone: inout SentenceHeap, _ leaning: inout SentenceHeap, _ length: SummaryLength
  ) -> Int? {
    let first = settle(&alone, length)
    let second = settle(&leaning, length)
    guard let first else { return second?.index }
    guard let second else { return first.index }
    let isGoodEnough = scores[first.index] >= configuration.standInShare * scores[second.index]
    if isGoodEnough || first.value > second.value { return first.index }
    return first.value == second.value && first.index < second.index ? first.index : second.index
  }

  /// Brings a heap's best sentence that may still be taken to its top.
  ///
  /// Values only fall as sentences are taken, so an entry whose value still holds is the best.
  private mutating func settle(_ heap: inout SentenceHeap, _ length: SummaryLength) -> (
    value: Double, index: Int
  )? {
    while let first = heap.first {
      let sentence = first.index
      if states[sentence] == .waiting, isDuplicate(sentence) || !fits(sentence, length) {
        states[sentence] = .dropped
      }
      if states[sentence] != .waiting {
        heap.removeFirst()
      } else if value(sentence) < first.value {
        heap.removeFirst()
        heap.insert(sentence, value: value(sentence))
      } else {
        return first
      }
    }
    return nil
  }

  private mutating func take(_ sentence: Int, _ length: SummaryLength) {
    used += cost(sentence, length)
    states[sentence] = .taken
    taken.append(sentence)
    if terms.entries(of: sentence).isEmpty { takenWithoutTerms.insert(bytes(sentence)) }
    index.raise(&nearest, toCosinesWith: sentence, scratch: &scratch)
  }

  private func value(_ sentence: Int) -> Double {
    let weight = configuration.relevanceWeight
    return weight == 1 ? scores[sentence] : weight * scores[sentence] - (1 - weight) * nearest[sentence]
  }

  private func isTaken(_ sentence: Int) -> Bool { sentence >= 0 && states[sentence] == .taken }

  private func isDuplicate(_ sentence: Int) -> Bool {
    if nearest[sentence] > configuration.duplicateCosine { return true }
    return !takenWithoutTerms.isEmpty && terms.entries(of: sentence).isEmpty
      && takenWithoutTerms.contains(bytes(sentence))
  }

  private func isFull(_ length: SummaryLength) -> Bool {
    switch length {
    case .sentences(let count): taken.count >= max(1, count)
    case .share(let share): taken.count >= Self.count(share: share, of: traits.count)
    case .words, .characters: false
    }
  }

  private func cost(_ sentence: Int, _ length: SummaryLength) -> Int {
    switch length {
    case .words: traits[sentence].words
    case .characters: traits[sentence].characters + (taken.isEmpty ? 0 : 1)
    case .sentences, .share: 0
    }
  }

  private func fits(_ sentence: Int, _ length: SummaryLength) -> Bool {
    switch length {
    case .words(let budget), .characters(let budget): cost(sentence, length) <= budget - used
    case .sentences, .share: true
    }
  }

  private func shortest(_ length: SummaryLength) -> Int? {
    traits.indices.min { a, b in
      let (x, y) = (traits[a], traits[b])
      if configuration.avoidsFragments, x.isFragment != y.isFragment { return y.isFragment }
      let (first, second) = (cost(a, length), cost(b, length))
      return first == second ? a < b : first < second
    }
  }

  /// A share of a number of sentences, at least 1 and at most all.
  private static func count(share: Double, of total: Int) -> Int {
    guard share.isFinite, share > 0 else { return 1 }
    return max(1, Int((min(share, 1) * Double(total)).rounded()))
  }
}
