import ParallaxText

#if canImport(Glibc)
  internal import Glibc
#endif

/// One text held against one claim: what is measured of them.
struct ClaimComparison {
  /// The measures, in the order of `ClaimComparer.names`.
  private(set) var values: [Double] = []
  /// The sentence closest to the claim; nil where none shares a word with it.
  private(set) var closestSentence: Range<Int>?

  /// The words of a claim, each once.
  private struct Claim {
    var table: NumberTable
    var stems: NumberTable
    var pairs: [(Int32, Int32)] = []
    /// The weight of each word.
    var weights: [Double] = []
    /// The weight of each stem's words.
    var stemWeights: [Double] = []
    var cues: [Int]
    /// The square root of the sum of the squared weights.
    var norm = 0.0

    init(_ words: HashedWords, _ comparer: ClaimComparer) {
      table = NumberTable(capacity: words.count)
      stems = NumberTable(capacity: words.count)
      cues = [Int](repeating: 0, count: ClaimCues.kinds.count)
      var previous: Int32 = -1
      for place in 0..<words.count {
        let word = words.words[place]
        ClaimComparison.count(ClaimCues.table.value(of: word), in: &cues)
        var number = table.value(of: word)
        if number < 0 {
          number = Int32(weights.count)
          table.set(word, to: number)
          weights.append(comparer.weight(of: word))
          let stem = stems.value(of: words.stems[place])
          if stem < 0 {
            stems.set(words.stems[place], to: Int32(stemWeights.count))
            stemWeights.append(weights[Int(number)])
          } else {
            stemWeights[Int(stem)] += weights[Int(number)]
          }
        }
        if previous >= 0, !pairs.contains(where: { $0 == (previous, number) }) {
          pairs.append((previous, number))
        }
        previous = number
      }
      norm = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }

  /// What is summed up of a sentence.
  private struct Sentence {
    var overlap = 0.0
    var square = 0.0
    var cues = [Int](repeating: 0, count: ClaimCues.kinds.count)
    var seen: [Int32] = []

    func cosine(_ norm: Double) -> Double {
      square > 0 && norm > 0 ? min(1, overlap / (norm * square.squareRoot())) : 0
    }
  }

  private static func count(_ bits: Int32, in cues: inout [Int]) {
    guard bits > 0 else { return }
    for kind in cues.indices where bits & (1 << Int32(kind)) != 0 { cues[kind] += 1 }
  }

  init(_ comparer: ClaimComparer, text: String, claim claimText: String) {
    var scanner = ClaimScanner()
    scanner.scan(claimText)
    let claim = Claim(scanner.words, comparer)
    scanner.scan(text)
    let words = scanner.words
    let ranges = SentenceSplitter().sentences(in: text)
    var sentences = [Sentence](repeating: Sentence(), count: ranges.count)
    var counts = [Double](repeating: 0, count: claim.weights.count)
    var stemsFound = [Bool](repeating: false, count: claim.stemWeights.count)
    var pairsFound = [Bool](repeating: false, count: claim.pairs.count)
    var cues = [Int](repeating: 0, count: ClaimCues.kinds.count)
    var sentence = 0
    var previous: Int32 = -1
    for place in 0..<words.count {
      while sentence + 1 < ranges.count, ranges[sentence + 1].lowerBound <= words.starts[place] {
        sentence += 1
      }
      let word = words.words[place]
      let weight = comparer.weight(of: word)
      let number = claim.table.value(of: word)
      let bits = ClaimCues.table.value(of: word)
      Self.count(bits, in: &cues)
      let stem = claim.stems.value(of: words.stems[place])
      if stem >= 0 { stemsFound[Int(stem)] = true }
      if number >= 0 {
        counts[Int(number)] += 1
        if previous >= 0, let pair = claim.pairs.firstIndex(where: { $0 == (previous, number) }) {
          pairsFound[pair] = true
        }
      }
      previous = number
      guard sentence < sentences.count else { continue }
      sentences[sentence].square += weight * weight
      Self.count(bits, in: &sentences[sentence].cues)
      if number >= 0, !sentences[sentence].seen.contains(number) {
        sentences[sentence].seen.append(number)
        sentences[sentence].overlap += weight * weight
      }
    }
    measure(comparer, claim, words, sentences, counts)
    let stemShare = Self.share(claim.stemWeights, stemsFound)
    values.append(
      pairsFound.isEmpty ? 0 : Double(pairsFound.count { $0 }) / Double(pairsFound.count))
    values.append(stemShare)
    finish(claim, ranges, sentences, counts, cues, text, claimText)
  }

  /// The share of squared weights that was found.
  private static func share(_ weights: [Double], _ found: [Bool]) -> Double {
    let whole = weights.reduce(0) { $0 + $1 * $1 }
    guard whole > 0 else { return 0 }
    return zip(weights, found).reduce(0) { $0 + ($1.1 ? $1.0 * $1.0 : 0) } / whole
  }

  /// The cosines and shares of the words, up to `word_jaccard`.
  private mutating func measure(
    _ comparer: ClaimComparer, _ claim: Claim, _ words: HashedWords, _ sentences: [Sentence],
    _ counts: [Double]
  ) {
    let cosines = sentences.map { $0.cosine(claim.norm) }
    best = cosines.indices.max { (cosines[$0], $1) < (cosines[$1], $0) }
    if let found = best, cosines[found] == 0 { best = nil }
    let top = cosines.sorted(by: >).prefix(3)
    // The norm of the whole text: 1 + ln tf of each word, weighed.
    let sorted = words.words.sorted()
    var (square, distinct, place) = (0.0, 0, 0)
    while place < sorted.count {
      var end = place + 1
      while end < sorted.count, sorted[end] == sorted[place] { end += 1 }
      let value = (1 + log(Double(end - place))) * comparer.weight(of: sorted[place])
      square += value * value
      distinct += 1
      place = end
    }
    var dot = 0.0
    for (count, weight) in zip(counts, claim.weights) where count > 0 {
      dot += (1 + log(count)) * weight * weight
    }
    let shared = counts.count { $0 > 0 }
    let norm = claim.norm * square.squareRoot()
    let whole = claim.norm * claim.norm
    values = [
      best.map { cosines[$0] } ?? 0, top.isEmpty ? 0 : top.reduce(0, +) / Double(top.count),
      best.map { Double($0) / Double(sentences.count) } ?? 1, cosines.prefix(3).max() ?? 0,
      cosines.first ?? 0, norm > 0 ? dot / norm : 0, Self.share(claim.weights, counts.map { $0 > 0 }),
      whole > 0 ? (best.map { sentences[$0].overlap } ?? 0) / whole : 0,
      counts.isEmpty ? 0 : Double(shared) / Double(counts.count),
      Double(shared) / Double(max(1, distinct + counts.count - shared)),
    ]
  }

  /// The place of the closest sentence.
  private var best: Int?

  /// The rest of the measures, from `rarest_shared_word` on.
  private mutating func finish(
    _ claim: Claim, _ ranges: [Range<Int>], _ sentences: [Sentence], _ counts: [Double], _ cues: [Int],
    _ text: String, _ claimText: String
  ) {
    let rarest = zip(counts, claim.weights).reduce(0) { max($0, $1.0 > 0 ? $1.1 : 0) }
    let near = sentences.count { $0.cosine(claim.norm) >= 0.15 }
    values += [
      (claim.weights.max() ?? 0) > 0 ? rarest / (claim.weights.max() ?? 1) : 0,
      Double(near) / Double(max(1, sentences.count)), log(1 + Double(sentences.count)),
      Double(claim.weights.count) / 10,
    ]
    var lead = [Int](repeating: 0, count: ClaimCues.kinds.count)
    for sentence in sentences.prefix(3) { for kind in lead.indices { lead[kind] += sentence.cues[kind] } }
    let closest = best.map { sentences[$0].cues } ?? lead.map { _ in 0 }
    for counts in [claim.cues, closest, lead, cues] { values += counts.map { log(1 + Double($0)) } }
    closestSentence = best.map { ranges[$0] }
    func differs(_ kind: Int) -> Double { (claim.cues[kind] > 0) == (closest[kind] > 0) ? 0 : 1 }
    let question = UInt8(ascii: "?")
    let quotes = claimText.unicodeScalars.count { "\"“”‘’'".unicodeScalars.contains($0) }
    let asks = closestSentence.map { text.utf8.dropFirst($0.lowerBound).prefix($0.count).contains(question) }
    values += [
      differs(0), differs(4), claimText.utf8.contains(question) ? 1 : 0, asks == true ? 1 : 0,
      log(1 + Double(quotes)),
    ]
  }
}
