import ParallaxMath

extension TFIDFVectorizer {
  /// Learns the idf of a given vocabulary; frequency limits and the maximum of features have no say.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, no document is given, or an idf is infinite
  ///   (a term of no document where `smooth_idf` is false).
  public static func fit(
    _ documents: some Sequence<String>, vocabulary: Vocabulary, configuration: Configuration = Configuration()
  ) throws(FeatureError) -> TFIDFVectorizer {
    let counter = try CountVectorizer(vocabulary: vocabulary, configuration: configuration)
    let counts = counter.transform(documents)
    guard counts.rowCount > 0 else { throw .noDocuments }
    var frequencies = [Int32](repeating: 0, count: vocabulary.count)
    for column in counts.columnIndices { frequencies[Int(column)] += 1 }
    let idf = TermWeighting.idf(
      documentFrequencies: frequencies, documentCount: counts.rowCount, configuration: configuration)
    return try TFIDFVectorizer(vocabulary: vocabulary, idf: idf, configuration: configuration)
  }

  /// The terms of a row with the greatest values and their values, ties in term order.
  ///
  /// - Precondition: the row is of this vectorizer's dimension.
  public func topTerms(of row: SparseVector, count: Int) -> [(term: String, value: Float)] {
    precondition(
      row.dimension == vocabulary.count, "a row of \(row.dimension) columns, not \(vocabulary.count)")
    let ranked = zip(row.indices, row.values).sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
    return ranked.prefix(max(0, count)).map { (vocabulary.term(at: Int($0.0)), $0.1) }
  }
}
