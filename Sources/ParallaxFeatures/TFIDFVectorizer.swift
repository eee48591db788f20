import ParallaxMath
import ParallaxText

/// Turns documents into rows of TF-IDF weights, with scikit-learn's meaning of every setting.
///
/// A value of this type is fitted: it has its vocabulary and idf, and never changes. The weight of term t
/// in document d is tf(t, d) · idf(t), the row then scaled to its norm; idf(t) is
/// ln((1 + n) / (1 + df(t))) + 1 where smooth. Columns are in code point order of the terms.
public struct TFIDFVectorizer: Sendable {
  /// The settings it was fitted with.
  public let configuration: Configuration
  /// The terms, column by column.
  public let vocabulary: Vocabulary
  /// The inverse document frequency of each column; ones where idf is not used.
  public let idf: [Float]

  let index: TermIndex
  let weighting: TermWeighting

  /// Creates a vectorizer from what was learnt before.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, the counts differ or an idf is not finite.
  public init(vocabulary: Vocabulary, idf: [Float], configuration: Configuration) throws(FeatureError) {
    try configuration.validate()
    guard idf.count == vocabulary.count else {
      throw FeatureError(.vocabulary, "\(idf.count) idf values for \(vocabulary.count) terms")
    }
    if let bad = idf.firstIndex(where: { !$0.isFinite }) {
      throw FeatureError(.vocabulary, "the idf of \"\(vocabulary.term(at: bad))\" is \(idf[bad])")
    }
    self.configuration = configuration
    self.vocabulary = vocabulary
    self.idf = idf
    index = TermIndex(vocabulary, configuration: configuration)
    weighting = TermWeighting(configuration)
  }

  /// Learns vocabulary and idf from documents, in one pass.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, no document is given, or no term is left.
  public static func fit(
    _ documents: some Sequence<String>, configuration: Configuration = Configuration()
  ) throws(FeatureError) -> TFIDFVectorizer {
    try fitTransform(documents, configuration: configuration).vectorizer
  }

  /// Learns vocabulary and idf from documents and returns their rows too, reading each document once.
  ///
  /// - Returns: the vectorizer, and a matrix of documents x terms.
  /// - Throws: ``FeatureError`` where the settings are invalid, no document is given, or no term is left.
  /// - Complexity: O(bytes + terms log terms).
  public static func fitTransform(
    _ documents: some Sequence<String>, configuration: Configuration = Configuration()
  ) throws(FeatureError) -> (vectorizer: TFIDFVectorizer, matrix: SparseMatrix) {
    try configuration.validate()
    var counter = CorpusCounter(configuration: configuration)
    for document in documents {
      counter.add(document)
      if counter.documentCount == 256 { counter.reserve(documents: documents.underestimatedCount) }
    }
    guard !counter.isOverLimit else { throw .tooManyTerms(configuration.termLimit) }
    guard counter.documentCount > 0 else { throw .noDocuments }
    let found = counter.entries.count
    guard found <= configuration.entryLimit else { throw .tooManyEntries(found, configuration.entryLimit) }
    let statistics = counter.statistics(totals: configuration.maximumFeatures != nil)
    let selection = try TermSelection(statistics, configuration: configuration)
    let vectorizer = try TFIDFVectorizer(selection, statistics, configuration: configuration)
    let matrix = vectorizer.rows(of: counter, columns: selection.columns(statistics))
    return (vectorizer, matrix)
  }

  init(
    _ selection: TermSelection, _ statistics: CorpusStatistics, configuration: Configuration
  ) throws(FeatureError) {
    let idf = TermWeighting.idf(
      documentFrequencies: selection.documentFrequencies, documentCount: statistics.documentCount,
      configuration: configuration)
    try self.init(vocabulary: selection.vocabulary, idf: idf, configuration: configuration)
  }

  /// Turns counted entries into weighted rows, in place.
  func rows(
    of counter: consuming CorpusCounter, columns: (words: [Int32], grams: [Int32])
  ) -> SparseMatrix {
    var (entries, offsets) = counter.takeEntries()
    var sorter = RowSorter(columnCount: vocabulary.count, counts: false)
    entries.rewrite { terms, values in
      var written = 0
      TFIDFVectorizer.withPointers(columns) { wordColumns, gramColumns in
        for row in 0..<(offsets.count - 1) {
          // Without a branch in it, so that the misses of a table larger than the caches overlap.
          for entry in offsets[row]..<offsets[row + 1] {
            let term = Int(terms[entry])
            terms[entry] = (term >= 0 ? wordColumns : gramColumns)[term ^ (term &>> 63)]
          }
          sorter.reserve(offsets[row + 1] - offsets[row])
          for entry in offsets[row]..<offsets[row + 1] { sorter.add(values[entry], column: terms[entry]) }
          // A row never grows, so what is written stays behind what is read.
          offsets[row] = written
          written += finishRow(&sorter, terms + written, values + written)
        }
      }
      offsets[offsets.count - 1] = written
      return written
    }
    return SparseMatrix(
      uncheckedColumnCount: vocabulary.count, rowOffsets: offsets, columnIndices: entries.terms,
      values: entries.values)
  }

  private static func withPointers(
    _ columns: (words: [Int32], grams: [Int32]),
    _ body: (UnsafePointer<Int32>, UnsafePointer<Int32>) -> Void
  ) {
    columns.words.withUnsafeBufferPointer { words in
      columns.grams.withUnsafeBufferPointer { grams in
        // A table without entries is never looked up.
        guard let word = words.baseAddress, let gram = grams.baseAddress else { return }
        body(word, gram)
      }
    }
  }

  /// Writes the sorter's row in column order, weighted, and returns its length.
  @inline(__always) func finishRow(
    _ sorter: inout RowSorter, _ columns: UnsafeMutablePointer<Int32>,
    _ values: UnsafeMutablePointer<Float>
  ) -> Int {
    let count = sorter.drain(columns, values)
    idf.withUnsafeBufferPointer {
      if let idf = $0.baseAddress { weighting.apply(values, columns, count: count, idf: idf) }
    }
    return count
  }
}
