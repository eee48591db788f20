/// Joins the statistics of parts of a corpus into those of the whole.
struct StatisticsMerger: ~Copyable {
  private var table = TermTable()
  private var grams = GramTable()
  private var whole = CorpusStatistics()
  private let termLimit: Int

  /// Creates a merger of at most so many words, and so many n-grams.
  init(termLimit: Int) { self.termLimit = termLimit }

  /// Adds a part, and returns the number in the whole of each of its words and n-grams.
  ///
  /// - Throws: ``FeatureError`` of code `limit` where the whole has more words or n-grams than may be.
  mutating func add(_ part: CorpusStatistics) throws(FeatureError) -> (words: [Int32], grams: [Int32]) {
    // Words take memory by the dozens of bytes: what fits twice is far from the limit.
    guard whole.wordCount + part.wordCount <= termLimit else { throw .tooManyTerms(termLimit) }
    whole.documentCount += part.documentCount
    var words: [Int32] = []
    words.reserveCapacity(part.wordCount)
    part.wordBytes.withUnsafeBufferPointer { bytes in
      for word in 0..<part.wordCount {
        let range = part.bytes(ofWord: word)
        let id = table.insert(UnsafeBufferPointer(rebasing: bytes[range]))
        words.append(id)
        if Int(id) == whole.wordFrequencies.count {
          whole.wordBytes.append(contentsOf: bytes[range])
          whole.wordOffsets.append(whole.wordBytes.count)
          whole.wordFrequencies.append(0)
          if !part.wordTotals.isEmpty { whole.wordTotals.append(0) }
        }
        whole.wordFrequencies[Int(id)] += part.wordFrequencies[word]
        if !part.wordTotals.isEmpty { whole.wordTotals[Int(id)] += part.wordTotals[word] }
      }
    }
    var numbers: [Int32] = []
    numbers.reserveCapacity(part.gramParts.count)
    for (gram, parts) in part.gramParts.enumerated() {
      guard grams.count < termLimit else { throw .tooManyTerms(termLimit) }
      // A prefix always has its number before the n-gram that it begins.
      let prefix = parts.prefix >= 0 ? words[Int(parts.prefix)] : numbers[Int(~parts.prefix)]
      let id = grams.insert(prefix: prefix, word: words[Int(parts.word)])
      numbers.append(id)
      if Int(~id) == whole.gramFrequencies.count {
        whole.gramFrequencies.append(0)
        if !part.gramTotals.isEmpty { whole.gramTotals.append(0) }
      }
      whole.gramFrequencies[Int(~id)] += part.gramFrequencies[gram]
      if !part.gramTotals.isEmpty { whole.gramTotals[Int(~id)] += part.gramTotals[gram] }
    }
    return (words, numbers)
  }

  /// The statistics of all parts added.
  consuming func finish() -> CorpusStatistics {
    whole.gramParts = grams.parts
    return whole
  }
}
