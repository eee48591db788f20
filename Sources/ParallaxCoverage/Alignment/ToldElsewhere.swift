import Foundation
import ParallaxText

/// Where what a sentence says stands in other outlets, in two neighbouring sentences or one.
///
/// This asks for less than being told the same: of the sentence's terms (actors, names, numbers and the stems of its
/// other words, words for one deed under one), enough must stand there, by weight, whatever else stands there too. A
/// term weighs as much as it is rare, in news and in the event: min(rarity, ln((1 + n) / (1 + df))). A number of two
/// digits that is no day and no year is enough with a second term: "41 times" and "41 complaints" of one actor.
///
/// - Complexity: O(sentences that share one of its rarer terms, with repetitions) for each sentence asked for.
struct ToldElsewhere {
  private let share: Double
  /// The outlet and the article of each sentence.
  private let outlets: [Int32]
  private let articles: [Int32]
  /// Each sentence's terms, the weightiest first, at most 64.
  private let terms: [[Int32]]
  private let weights: [Double]
  /// Whether a term is a name, or a number of two digits or more in few sentences.
  private let isName: [Bool]
  private let isCount: [Bool]
  /// The sentences of all terms, term by term, and where those of each begin.
  private let postings: [Int32]
  private let starts: [Int]
  /// What each sentence has of the sentence asked for; nothing between calls.
  private var found: [Found]

  /// Which of the rarer terms of the sentence asked for a sentence has, a bit a term, and their weight.
  private struct Found {
    var bits: UInt64 = 0
    var weight = 0.0
  }

  /// Words for one deed, by the stem that stands for all.
  private static let deeds: [String: String] = [
    "seiz": "captur", "liber": "captur", "retak": "captur", "retaken": "captur", "murder": "kill",
    "slaughter": "kill", "slain": "kill", "massacr": "kill", "die": "kill", "dead": "kill", "death": "kill",
    "start": "begin", "began": "begin", "begun": "begin", "launch": "begin",
  ]
  private static let saying: Set<String> = ["said", "say", "told", "tell", "add", "according"]
  private static let capacity = 64
  /// A number that stands in more sentences tells nothing by itself.
  private static let commonCount = 50

  init(_ index: EventIndex, share: Double) {
    self.share = share
    outlets = index.sentences.map { Int32($0.outlet) }
    articles = index.sentences.map { Int32($0.article) }
    var reader = TermReader()
    var rows = index.sentences.indices.map { reader.terms(of: $0, index) }
    let (keys, isName, isCount) = (reader.keys, reader.isName, reader.isCount)
    var frequencies = [Int](repeating: 0, count: keys.count)
    for id in rows.joined() { frequencies[Int(id)] += 1 }
    let n = Double(index.sentences.count)
    let weights = keys.indices.map { id in
      max(0.01, min(index.rarity[keys[id]], log((1 + n) / (1 + Double(frequencies[id])))))
    }
    var starts = [Int](repeating: 0, count: keys.count + 1)
    for (id, count) in frequencies.enumerated() { starts[id + 1] = starts[id] + count }
    var next = starts
    var postings = [Int32](repeating: 0, count: starts[keys.count])
    for (sentence, row) in rows.enumerated() {
      for id in row {
        postings[next[Int(id)]] = Int32(sentence)
        next[Int(id)] += 1
      }
    }
    for sentence in rows.indices {
      rows[sentence].sort {
        weights[Int($0)] != weights[Int($1)] ? weights[Int($0)] > weights[Int($1)] : $0 < $1
      }
      rows[sentence] = Array(rows[sentence].prefix(Self.capacity))
    }
    (terms, self.weights, self.postings, self.starts) = (rows, weights, postings, starts)
    self.isName = isName
    self.isCount = zip(isCount, frequencies).map { $0 && $1 <= Self.commonCount }
    found = [Found](repeating: Found(), count: rows.count)
  }

  /// Of each other outlet that tells most of what a sentence says, the sentence that holds most of it; by outlet.
  mutating func places(of sentence: Int) -> [Int] {
    let own = terms[sentence]
    let total = own.reduce(0) { $0 + weights[Int($1)] }
    let least = Self.leastPart * share * total
    // What has none but the commonest terms cannot be enough: only the others, and counts, are looked up.
    var (rest, rarer) = (0.0, own.count)
    while rarer > 0, !isCount[Int(own[rarer - 1])], rest + weights[Int(own[rarer - 1])] < least {
      rarer -= 1
      rest += weights[Int(own[rarer])]
    }
    let counts = (0..<rarer).reduce(UInt64(0)) { $0 | (isCount[Int(own[$1])] ? 1 << UInt64($1) : 0) }
    let touched = look(up: own[..<rarer])
    var best: [Int32: Held] = [:]
    for other in touched where outlets[other] != outlets[sentence] {
      let (one, before, behind) = (found[other], weight(at: other - 1), weight(at: other + 1))
      // More than two neighbours hold together they cannot hold.
      if one.bits & counts == 0, one.weight + max(before, behind) + rest < least { continue }
      for beside in [other + 1, other - 1] {
        guard let held = held(other, beside, own, counts, rarer, rest, total) else { continue }
        if best[outlets[other]].map({ $0.isLess(than: held) }) ?? true { best[outlets[other]] = held }
      }
    }
    for other in touched { found[other] = Found() }
    return best.keys.sorted().compactMap { best[$0]?.sentence }
  }

  private func weight(at sentence: Int) -> Double {
    found.indices.contains(sentence) ? found[sentence].weight : 0
  }

  /// Notes which sentences have some terms, and returns those that have any.
  private mutating func look(up own: ArraySlice<Int32>) -> [Int] {
    var touched: [Int] = []
    // Most of the time of a large report is spent here, and half of it would go into checks of bounds.
    found.withUnsafeMutableBufferPointer { found in
      for (bit, term) in own.enumerated() {
        let weight = weights[Int(term)]
        for posting in postings[starts[Int(term)]..<starts[Int(term) + 1]] {
          let other = Int(posting)
          if found[other].bits == 0 { touched.append(other) }
          found[other].bits |= 1 << UInt64(bit)
          found[other].weight += weight
        }
      }
    }
    return touched
  }

  /// How much of a sentence another holds, with the one beside it and by itself.
  private struct Held {
    let sentence: Int
    let weight: Double
    let ownWeight: Double

    func isLess(than other: Held) -> Bool {
      weight != other.weight
        ? weight < other.weight
        : ownWeight != other.ownWeight ? ownWeight < other.ownWeight : sentence > other.sentence
    }
  }

  /// What a sentence and one beside it hold, where that is enough: the share of the weight, five sixths of it where four
  /// of the terms are no names, or a count and something else in one sentence.
  private func held(
    _ one: Int, _ beside: Int, _ own: [Int32], _ counts: UInt64, _ rarer: Int, _ rest: Double, _ total: Double
  ) -> Held? {
    let isPair = found.indices.contains(beside) && articles[beside] == articles[one]
    var bits = isPair ? found[one].bits | found[beside].bits : found[one].bits
    var (weight, words) = (0.0, 0)
    while bits != 0 {
      let term = Int(own[bits.trailingZeroBitCount])
      weight += weights[term]
      words += isName[term] ? 0 : 1
      bits &= bits - 1
    }
    let hasCount = found[one].bits & counts != 0
    if !hasCount, weight + rest < Self.leastPart * share * total { return nil }
    var (ownWeight, ownTerms) = (found[one].weight, found[one].bits.nonzeroBitCount)
    for term in own[rarer...] {
      let isOwn = terms[one].contains(term)
      guard isOwn || isPair && terms[beside].contains(term) else { continue }
      weight += weights[Int(term)]
      words += isName[Int(term)] ? 0 : 1
      if isOwn {
        ownWeight += weights[Int(term)]
        ownTerms += 1
      }
    }
    let isEnough = weight >= (words >= 4 ? Self.leastPart : 1) * share * total
    guard isEnough || hasCount && ownTerms >= 2 else { return nil }
    return Held(sentence: one, weight: weight, ownWeight: ownWeight)
  }

  private static let leastPart = 5.0 / 6

  /// Numbers the terms of sentences; what a word comes to is found once.
  private struct TermReader {
    private(set) var keys: [String] = []
    private(set) var isName: [Bool] = []
    private(set) var isCount: [Bool] = []
    private var ids: [String: Int32] = [:]
    /// By word in lower case; -1 where it is no term.
    private var known: [String: Int32] = [:]

    /// The numbers of a sentence's terms, ascending, each once.
    mutating func terms(of sentence: Int, _ index: EventIndex) -> [Int32] {
      let actors = (index.namings[sentence] + index.designations[sentence]).filter { $0.key.hasPrefix("@") }
      var own = actors.map { id(of: $0.key, isName: true) }
      for (place, word) in index.sentences[sentence].words.enumerated() {
        if actors.contains(where: { $0.range.contains(word.range.lowerBound) }) { continue }
        if let digits = NumberMention.digits(of: word.lower),
          index.dates[sentence].contains(where: { $0.range.contains(word.range.lowerBound) })
        {
          own.append(id(of: "day \(digits)", isName: false))
          continue
        }
        let term = known[word.lower] ?? term(of: word, isName: index.isName(word, at: place))
        if term >= 0 { own.append(term) }
      }
      return Set(own).sorted()
    }

    private mutating func term(of word: EventWord, isName: Bool) -> Int32 {
      var term: Int32 = -1
      if !StopWords.english.contains(word.lower), !ToldElsewhere.saying.contains(word.stem) {
        if let number = NumberMention.digits(of: word.lower) {
          let isYear =
            word.lower.utf8.count == 4 && (word.lower.hasPrefix("19") || word.lower.hasPrefix("20"))
          term = id(of: number, isName: false, isCount: number.utf8.count > 1 && !isYear)
        } else if word.lower.utf8.count > 1 {
          term = id(of: ToldElsewhere.deeds[word.stem] ?? word.stem, isName: isName)
        }
      }
      known[word.lower] = term
      return term
    }

    private mutating func id(of key: String, isName: Bool, isCount: Bool = false) -> Int32 {
      if let id = ids[key] { return id }
      let id = Int32(keys.count)
      ids[key] = id
      keys.append(key)
      self.isName.append(isName)
      self.isCount.append(isCount)
      return id
    }
  }
}
