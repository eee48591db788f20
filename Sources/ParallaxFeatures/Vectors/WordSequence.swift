import ParallaxMath

/// Texts as the numbers of their words, one text after the other.
struct WordSequence: Sendable {
  /// The words that have a number, which is their place.
  let vocabulary: Vocabulary
  /// How often each occurs.
  let counts: [UInt32]
  /// The words of all texts: a number, ``unknown`` for a word without one, ``end`` after each text.
  let words: [Int32]

  static let unknown: Int32 = -1
  static let end: Int32 = -2

  /// Reads texts, and gives numbers to their most frequent words.
  init(_ texts: [String], vocabularySize: Int, threads: Int) {
    var table = TermTable()
    var arrivals: [Int32] = []
    var frequencies: [UInt32] = []
    // Texts in parts, so that the tokens of all need not be held at once.
    for start in stride(from: 0, to: texts.count, by: 1024) {
      let part = concurrentMap(Array(texts[start..<min(start + 1024, texts.count)]), threads: threads) {
        FoldedTokens($0)
      }
      for tokens in part {
        tokens.bytes.withUnsafeBufferPointer { bytes in
          for token in 0..<tokens.count where tokens.isWord[token] {
            let id = table.insert(UnsafeBufferPointer(rebasing: bytes[tokens.range(of: token)]))
            if Int(id) == frequencies.count { frequencies.append(0) }
            frequencies[Int(id)] &+= 1
            arrivals.append(id)
          }
        }
        arrivals.append(Self.end)
      }
    }
    var terms = [[UInt8]](repeating: [], count: frequencies.count)
    table.forEachTerm { id, bytes in terms[Int(id)] = Array(bytes) }
    let ranked = terms.indices.sorted { first, second in
      frequencies[first] != frequencies[second]
        ? frequencies[first] > frequencies[second]
        : terms[first].lexicographicallyPrecedes(terms[second])
    }
    let kept = ranked.prefix(vocabularySize).sorted { terms[$0].lexicographicallyPrecedes(terms[$1]) }
    var numbers = [Int32](repeating: Self.unknown, count: terms.count)
    var offsets: [UInt32] = [0]
    for (number, id) in kept.enumerated() {
      numbers[id] = Int32(number)
      offsets.append(offsets[number] + UInt32(terms[id].count))
    }
    vocabulary = Vocabulary(uncheckedTermBytes: kept.flatMap { terms[$0] }, termOffsets: offsets)
    counts = kept.map { frequencies[$0] }
    for place in arrivals.indices where arrivals[place] >= 0 {
      arrivals[place] = numbers[Int(arrivals[place])]
    }
    words = arrivals
  }
}
