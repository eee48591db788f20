/// Puts terms in code point order, which in UTF-8 is the order of their bytes.
enum TermOrder {
  /// The terms in order: words by their bytes, n-grams word by word.
  ///
  /// The words of an n-gram are joined by spaces, and a space comes before every byte of a word; so the
  /// order of joined terms is that of their words one after the other, and a term that begins another comes
  /// first. Words are sorted once; n-grams by counting the ranks of their words, last place first.
  ///
  /// - Complexity: O(words log words + terms · longest n-gram).
  static func sorted(_ terms: [Int32], _ statistics: CorpusStatistics) -> [Int32] {
    var used = [Bool](repeating: false, count: statistics.wordCount)
    var longest = 1
    for term in terms {
      var length = 0
      statistics.forEachWord(ofTerm: term) { word in
        used[Int(word)] = true
        length += 1
      }
      longest = max(longest, length)
    }
    let ordered = sortedWords(used.indices.filter { used[$0] }, statistics)
    if longest == 1 { return ordered }
    // Rank 0 stands for no word.
    var ranks = [Int32](repeating: 0, count: statistics.wordCount)
    for (rank, word) in ordered.enumerated() { ranks[Int(word)] = Int32(rank + 1) }
    var result = terms
    for place in (0..<longest).reversed() {
      let keys = result.map { term -> Int32 in
        if term >= 0 { return place == 0 ? ranks[Int(term)] : 0 }
        return rank(of: term, at: place, ranks, statistics)
      }
      result = stablySorted(result, by: keys, below: ordered.count + 1)
    }
    return result
  }

  private static func rank(
    of term: Int32, at place: Int, _ ranks: [Int32], _ statistics: CorpusStatistics
  ) -> Int32 {
    var length = 1
    var rest = term
    while rest < 0 {
      rest = statistics.gramParts[Int(~rest)].prefix
      length += 1
    }
    guard place < length else { return 0 }
    rest = term
    for _ in place..<(length - 1) { rest = statistics.gramParts[Int(~rest)].prefix }
    return ranks[Int(rest < 0 ? statistics.gramParts[Int(~rest)].word : rest)]
  }

  private static func stablySorted(_ terms: [Int32], by keys: [Int32], below limit: Int) -> [Int32] {
    var starts = [Int](repeating: 0, count: limit + 1)
    for key in keys { starts[Int(key) + 1] += 1 }
    for key in 0..<limit { starts[key + 1] += starts[key] }
    var result = [Int32](repeating: 0, count: terms.count)
    for (term, key) in zip(terms, keys) {
      result[starts[Int(key)]] = term
      starts[Int(key)] += 1
    }
    return result
  }

  /// Words in the order of their bytes, the first eight of which are compared at once.
  private static func sortedWords(_ words: [Int], _ statistics: CorpusStatistics) -> [Int32] {
    statistics.wordBytes.withUnsafeBufferPointer { bytes in
      var keys: [(prefix: UInt64, word: Int32)] = []
      keys.reserveCapacity(words.count)
      for word in words {
        let range = statistics.bytes(ofWord: word)
        var prefix: UInt64 = 0
        for byte in bytes[range].prefix(8) { prefix = prefix << 8 | UInt64(byte) }
        keys.append((prefix << UInt64(8 * max(0, 8 - range.count)), Int32(word)))
      }
      keys.sort { a, b in
        if a.prefix != b.prefix { return a.prefix < b.prefix }
        return bytes[statistics.bytes(ofWord: Int(a.word))]
          .lexicographicallyPrecedes(bytes[statistics.bytes(ofWord: Int(b.word))])
      }
      return keys.map(\.word)
    }
  }
}
