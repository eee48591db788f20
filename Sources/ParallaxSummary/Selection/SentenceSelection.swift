#if canImport(Glibc)
  internal import Glibc
#endif

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
  private var coverage: CoverageGain?
  private var quota: SelectionQuota?

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
    configuration: Summarizer.Configuration, quota: SelectionQuota? = nil, isExcluded: [Bool]? = nil,
    bytes: @escaping (Int) -> [UInt8]
  ) {
    self.quota = quota
    self.traits = traits
    self.terms = terms
    self.configuration = configuration
    self.bytes = bytes
    self.scores = SentenceRanking.keys(scores)
    index = TermPostings(terms, values: terms.tfidfRows())
    states = isExcluded?.map { $0 ? .dropped : .waiting } ?? [State](repeating: .waiting, count: traits.count)
    nearest = [Double](repeating: 0, count: traits.count)
    scratch = nearest
    if case .coverage(let saturation, let diversity) = configuration.objective {
      coverage = CoverageGain(terms, saturation: saturation, diversity: diversity)
    }
  }

  /// The indices of the chosen sentences, ascending.
  mutating func run(_ length: SummaryLength) -> [Int] {
    let everyone = traits.indices.filter { states[$0] == .waiting }
    fill(fromTiersOf: everyone, length)
    if quota != nil {
      // What a source could not fill goes to the others.
      quota = nil
      for sentence in everyone where states[sentence] == .dropped { states[sentence] = .waiting }
      fill(fromTiersOf: everyone.filter { states[$0] == .waiting }, length)
    }
    if taken.isEmpty, let shortest = shortest(of: everyone, length) { return [shortest] }
    return taken.sorted()
  }

  private mutating func fill(fromTiersOf sentences: [Int], _ length: SummaryLength) {
    guard configuration.avoidsFragments else { return fill(from: sentences, length) }
    fill(from: sentences.filter { !traits[$0].isFragment }, length)
    fill(from: sentences.filter { traits[$0].isFragment }, length)
  }

  private mutating func fill(from tier: [Int], _ length: SummaryLength) {
    var alone = SentenceHeap()
    var leaning = SentenceHeap()
    for sentence in tier {
      if leans(sentence) && !isTaken(sentence - 1) {
        leaning.insert(sentence, value: value(sentence, length))
      } else {
        alone.insert(sentence, value: value(sentence, length))
      }
    }
    while !isFull(length), let next = next(&alone, &leaning, length) {
      take(next, length)
      let follower = next + 1
      if follower < traits.count, states[follower] == .waiting, leans(follower),
        !configuration.avoidsFragments || traits[follower].isFragment == traits[next].isFragment
      {
        // It stands beside its neighbour now; its other entry is passed over once this one is used.
        alone.insert(follower, value: value(follower, length))
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
    let (own, other) =
      coverage == nil ? (scores[first.index], scores[second.index]) : (first.value, second.value)
    let isGoodEnough = own >= configuration.standInShare * other
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
      guard states[sentence] == .waiting else {
        heap.removeFirst()
        continue
      }
      let value = value(sentence, length)
      if value == first.value { return first }
      heap.removeFirst()
      heap.insert(sentence, value: value)
    }
    return nil
  }

  private mutating func take(_ sentence: Int, _ length: SummaryLength) {
    let (cost, limit) = (cost(sentence, length), limit(length))
    used += cost
    quota?.take(sentence, cost: cost, limit: limit)
    coverage?.take(sentence)
    states[sentence] = .taken
    taken.append(sentence)
    if terms.entries(of: sentence).isEmpty { takenWithoutTerms.insert(bytes(sentence)) }
    index.raise(&nearest, toCosinesWith: sentence, scratch: &scratch)
  }

  private func value(_ sentence: Int, _ length: SummaryLength) -> Double {
    if let coverage {
      let gain = coverage.gain(sentence)
      let cost = cost(sentence, length)
      return cost > 1 ? gain / pow(Double(cost), Self.costExponent) : gain
    }
    let weight = configuration.relevanceWeight
    return weight == 1 ? scores[sentence] : weight * scores[sentence] - (1 - weight) * nearest[sentence]
  }

  /// How much the length of a sentence is held against what it covers, r of Lin & Bilmes.
  private static let costExponent = 0.3

  /// Whether a sentence needs the one before it, and there is one.
  private func leans(_ sentence: Int) -> Bool {
    traits[sentence].needsNeighbour && !traits[sentence].isFirst
  }

  private func isTaken(_ sentence: Int) -> Bool { sentence >= 0 && states[sentence] == .taken }

  private func isDuplicate(_ sentence: Int) -> Bool {
    if nearest[sentence] > configuration.duplicateCosine { return true }
    return !takenWithoutTerms.isEmpty && terms.entries(of: sentence).isEmpty
      && takenWithoutTerms.contains(bytes(sentence))
  }

  private func isFull(_ length: SummaryLength) -> Bool {
    length.sentenceLimit(of: traits.count).map { taken.count >= $0 } ?? false
  }

  /// The length in its own unit: sentences, words or characters.
  private func limit(_ length: SummaryLength) -> Int {
    switch length {
    case .words(let budget), .characters(let budget): budget
    case .sentences, .share: length.sentenceLimit(of: traits.count) ?? 0
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
    let (cost, limit) = (cost(sentence, length), limit(length))
    switch length {
    case .words, .characters:
      return cost <= limit - used && quota?.admits(sentence, cost: cost, limit: limit, isCount: false) ?? true
    case .sentences, .share:
      return quota?.admits(sentence, cost: cost, limit: limit, isCount: true) ?? true
    }
  }

  private func shortest(of sentences: [Int], _ length: SummaryLength) -> Int? {
    sentences.min { a, b in
      let (x, y) = (traits[a], traits[b])
      if configuration.avoidsFragments, x.isFragment != y.isFragment { return y.isFragment }
      let (first, second) = (cost(a, length), cost(b, length))
      return first == second ? a < b : first < second
    }
  }
}
