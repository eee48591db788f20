/// Chooses the terms of a fit and puts them in order: document frequency limits, then the most frequent
/// where a maximum is set, then code point order.
struct TermSelection {
  /// The chosen terms, in code point order.
  let vocabulary: Vocabulary
  /// The number of documents of each chosen term.
  let documentFrequencies: [Int32]
  /// The term of each column, as the statistics number it.
  let terms: [Int32]

  /// - Throws: ``FeatureError`` of code `noTerms` where nothing is left, `limit` past 4 GiB of terms.
  init(
    _ statistics: CorpusStatistics, configuration: TFIDFVectorizer.Configuration
  ) throws(FeatureError) {
    let documents = statistics.documentCount
    let low = configuration.minimumDocumentFrequency.value(documentCount: documents)
    let high = configuration.maximumDocumentFrequency.value(documentCount: documents)
    guard low <= high else {
      throw FeatureError(
        .configuration,
        "min_df asks for \(low) documents or more and max_df for \(high) or fewer of \(documents): no term "
          + "can satisfy both")
    }
    func keeps(_ frequency: Int32) -> Bool {
      frequency > 0 && Double(frequency) >= low && Double(frequency) <= high
    }
    var candidates: [Int32] = []
    for (word, frequency) in statistics.wordFrequencies.enumerated() where keeps(frequency) {
      candidates.append(Int32(word))
    }
    for (gram, frequency) in statistics.gramFrequencies.enumerated() where keeps(frequency) {
      candidates.append(~Int32(gram))
    }
    guard !candidates.isEmpty else {
      throw FeatureError(
        .noTerms,
        "no term is left of \(statistics.wordCount) words in \(documents) documents: the documents may be "
          + "empty or hold only stop words, or min_df and max_df leave none")
    }
    candidates = TermOrder.sorted(candidates, statistics)
    if let most = configuration.maximumFeatures, candidates.count > most {
      candidates = TermSelection.mostFrequent(candidates, most, statistics, binary: configuration.binary)
    }
    vocabulary = try TermSelection.vocabulary(candidates, statistics)
    documentFrequencies = candidates.map {
      $0 >= 0 ? statistics.wordFrequencies[Int($0)] : statistics.gramFrequencies[Int(~$0)]
    }
    terms = candidates
  }

  private static func vocabulary(
    _ terms: [Int32], _ statistics: CorpusStatistics
  ) throws(FeatureError) -> Vocabulary {
    var bytes: [UInt8] = []
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(terms.count + 1)
    try statistics.wordBytes.withUnsafeBufferPointer { stored throws(FeatureError) in
      for term in terms {
        statistics.append(term, of: stored, to: &bytes)
        guard let end = UInt32(exactly: bytes.count) else {
          throw FeatureError(
            .limit, "the terms are longer than 4 GiB together: raise min_df or set max_features")
        }
        offsets.append(end)
      }
    }
    return Vocabulary(uncheckedTermBytes: bytes, termOffsets: offsets)
  }

  /// The column and the idf of each word and of each n-gram that the statistics number.
  func columns(_ statistics: CorpusStatistics, idf: [Float]) -> TermColumns {
    TermColumns(
      words: statistics.wordCount, grams: statistics.gramFrequencies.count, terms: terms, idf: idf)
  }

  /// The `most` terms of the highest count over the corpus, in term order; ties go to the earlier term.
  ///
  /// Where counts are binary a document counts once, as scikit-learn has it.
  private static func mostFrequent(
    _ terms: [Int32], _ most: Int, _ statistics: CorpusStatistics, binary: Bool
  ) -> [Int32] {
    func total(_ index: Int) -> Int {
      let term = terms[index]
      if binary {
        return Int(term >= 0 ? statistics.wordFrequencies[Int(term)] : statistics.gramFrequencies[Int(~term)])
      }
      return term >= 0 ? statistics.wordTotals[Int(term)] : statistics.gramTotals[Int(~term)]
    }
    let ranked = terms.indices.sorted { a, b in
      let (x, y) = (total(a), total(b))
      return x == y ? a < b : x > y
    }
    return ranked[..<most].sorted().map { terms[$0] }
  }
}
