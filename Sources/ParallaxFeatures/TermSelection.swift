/// Chooses the terms of a fit and puts them in order: document frequency limits, then the most frequent
/// where a maximum is set, then code point order.
struct TermSelection {
  /// The chosen terms, in code point order.
  let vocabulary: Vocabulary
  /// The number of documents of each chosen term.
  let documentFrequencies: [Int32]
  /// The column of each word, -1 where it was not chosen.
  let wordColumns: [Int32]
  /// The column of each n-gram, the n-gram -1 first; -1 where it was not chosen.
  let gramColumns: [Int32]

  /// - Throws: ``FeatureError`` of code `noTerms` where nothing is left, `limit` past 4 GiB of terms.
  init(
    _ counter: borrowing CorpusCounter, configuration: TFIDFVectorizer.Configuration
  ) throws(FeatureError) {
    let documents = counter.documentCount
    let low = configuration.minimumDocumentFrequency.value(documentCount: documents)
    let high = configuration.maximumDocumentFrequency.value(documentCount: documents)
    guard low <= high else {
      throw FeatureError(
        .configuration,
        "min_df asks for \(low) documents or more and max_df for \(high) or fewer of \(documents): no term "
          + "can satisfy both")
    }
    let (bytes, offsets) = counter.wordBytes()
    let wordFrequencies = counter.wordFrequencies
    let gramFrequencies = counter.gramFrequencies
    func keeps(_ frequency: Int32) -> Bool {
      frequency > 0 && Double(frequency) >= low && Double(frequency) <= high
    }
    var candidates: [Candidate] = []
    for (word, frequency) in wordFrequencies.enumerated() where keeps(frequency) {
      candidates.append(
        Candidate(id: Int32(word), bytes: bytes[offsets[word]..<offsets[word + 1]], frequency: frequency))
    }
    let parts = counter.grams.parts
    for (gram, frequency) in gramFrequencies.enumerated() where keeps(frequency) {
      var words = [parts[gram].word]
      var prefix = parts[gram].prefix
      while prefix < 0 {
        let part = parts[Int(-prefix - 1)]
        words.append(part.word)
        prefix = part.prefix
      }
      words.append(prefix)
      var term: [UInt8] = []
      for word in words.reversed() {
        if !term.isEmpty { term.append(0x20) }
        term += bytes[offsets[Int(word)]..<offsets[Int(word) + 1]]
      }
      candidates.append(Candidate(id: -Int32(gram) - 1, bytes: term[...], frequency: frequency))
    }
    guard !candidates.isEmpty else {
      throw FeatureError(
        .noTerms,
        "no term is left of \(wordFrequencies.count) words in \(documents) documents: the documents may be "
          + "empty or hold only stop words, or min_df and max_df leave none")
    }
    candidates.sort()
    if let most = configuration.maximumFeatures, candidates.count > most {
      candidates = TermSelection.mostFrequent(candidates, most, counter)
    }
    var columns = (
      words: [Int32](repeating: -1, count: wordFrequencies.count),
      grams: [Int32](repeating: -1, count: gramFrequencies.count)
    )
    var termBytes: [UInt8] = []
    var termOffsets: [UInt32] = [0]
    termOffsets.reserveCapacity(candidates.count + 1)
    for (column, candidate) in candidates.enumerated() {
      termBytes.append(contentsOf: candidate.bytes)
      guard let end = UInt32(exactly: termBytes.count) else {
        throw FeatureError(
          .limit, "the terms are longer than 4 GiB together: raise min_df or set max_features")
      }
      termOffsets.append(end)
      if candidate.id >= 0 {
        columns.words[Int(candidate.id)] = Int32(column)
      } else {
        columns.grams[Int(-candidate.id - 1)] = Int32(column)
      }
    }
    vocabulary = Vocabulary(uncheckedTermBytes: termBytes, termOffsets: termOffsets)
    documentFrequencies = candidates.map(\.frequency)
    wordColumns = columns.words
    gramColumns = columns.grams
  }

  /// The `most` candidates of the highest count over the corpus, in term order; ties go to the earlier term.
  private static func mostFrequent(
    _ candidates: [Candidate], _ most: Int, _ counter: borrowing CorpusCounter
  ) -> [Candidate] {
    var totals: (words: [Double], grams: [Double]) = (
      [Double](repeating: 0, count: counter.wordCount), [Double](repeating: 0, count: counter.grams.count)
    )
    for (term, count) in zip(counter.terms, counter.counts) {
      if term >= 0 {
        totals.words[Int(term)] += Double(count)
      } else {
        totals.grams[Int(-term - 1)] += Double(count)
      }
    }
    func total(_ candidate: Candidate) -> Double {
      candidate.id >= 0 ? totals.words[Int(candidate.id)] : totals.grams[Int(-candidate.id - 1)]
    }
    let ranked = candidates.indices.sorted { a, b in
      let (x, y) = (total(candidates[a]), total(candidates[b]))
      return x == y ? a < b : x > y
    }
    return ranked[..<most].sorted().map { candidates[$0] }
  }

  /// A term that passed the frequency limits; ordered by its bytes, with the first eight compared at once.
  private struct Candidate: Comparable {
    let id: Int32
    let frequency: Int32
    let prefix: UInt64
    let bytes: ArraySlice<UInt8>

    init(id: Int32, bytes: ArraySlice<UInt8>, frequency: Int32) {
      self.id = id
      self.bytes = bytes
      self.frequency = frequency
      var prefix: UInt64 = 0
      for byte in bytes.prefix(8) { prefix = prefix << 8 | UInt64(byte) }
      self.prefix = prefix << UInt64(8 * max(0, 8 - bytes.count))
    }

    static func == (a: Candidate, b: Candidate) -> Bool { a.prefix == b.prefix && a.bytes == b.bytes }

    static func < (a: Candidate, b: Candidate) -> Bool {
      a.prefix != b.prefix ? a.prefix < b.prefix : a.bytes.lexicographicallyPrecedes(b.bytes)
    }
  }
}
