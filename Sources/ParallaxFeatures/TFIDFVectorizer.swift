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

  private let lazyIndex: Lazy<TermIndex>
  /// What documents of single words are turned into rows with, a thread at a time.
  let wordRowMakers: ScratchPool<RowMaker<KnownWordCounter>>
  /// The same for documents of n-grams.
  let gramRowMakers: ScratchPool<RowMaker<LookupSink>>
  let weighting: TermWeighting

  var index: TermIndex { lazyIndex.value }

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
    self.init(unchecked: vocabulary, idf, configuration)
  }

  /// Creates a vectorizer that finds words of the plain pattern and weighs all alike.
  package init(words: Vocabulary) {
    self.init(unchecked: words, [Float](repeating: 1, count: words.count), Configuration())
  }

  private init(unchecked vocabulary: Vocabulary, _ idf: [Float], _ configuration: Configuration) {
    self.configuration = configuration
    self.vocabulary = vocabulary
    self.idf = idf
    let index = Lazy { TermIndex(vocabulary, configuration: configuration) }
    let common = Lazy {
      CommonWords(vocabulary, idf: idf, stopWords: configuration.stopWordsOfSink)
    }
    lazyIndex = index
    wordRowMakers = ScratchPool {
      RowMaker(
        configuration, sink: KnownWordCounter(index.value.words, common: common.value, idf: idf),
        columnCount: vocabulary.count)
    }
    gramRowMakers = ScratchPool {
      RowMaker(configuration, sink: LookupSink(index.value.words), columnCount: vocabulary.count)
    }
    weighting = TermWeighting(configuration)
  }

  /// Learns vocabulary and idf from documents, in one pass.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, no document is given, or no term is left.
  public static func fit(
    _ documents: some Sequence<String>, configuration: Configuration = Configuration()
  ) throws(FeatureError) -> TFIDFVectorizer {
    try configuration.validate()
    let needsTotals = configuration.maximumFeatures != nil
    var counter = CorpusCounter(configuration: configuration, keeping: needsTotals ? .totals : .nothing)
    for document in documents { counter.add(document) }
    guard counter.documentCount > 0 else { throw .noDocuments }
    let statistics = counter.statistics(totals: needsTotals)
    let selection = try TermSelection(statistics, configuration: configuration)
    return try TFIDFVectorizer(selection, statistics, configuration: configuration)
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
    let matrix = vectorizer.rows(of: counter, columns: selection.columns(statistics, idf: vectorizer.idf))
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
  func rows(of counter: consuming CorpusCounter, columns: TermColumns) -> SparseMatrix {
    var (entries, offsets) = counter.takeEntries()
    entries.rewrite { terms, values in
      // A row never grows, so what is written stays behind what is read.
      writeRows(terms, values, &offsets, columns, to: terms, values)
      return offsets[offsets.count - 1]
    }
    return SparseMatrix(
      uncheckedColumnCount: vocabulary.count, rowOffsets: offsets, columnIndices: entries.terms,
      values: entries.values)
  }

  /// Writes the weighted rows of counted entries, and replaces where each row's entries start by where they start
  /// in what was written.
  func writeRows(
    _ terms: UnsafeMutablePointer<Int32>, _ counts: UnsafePointer<Float>, _ offsets: inout [Int],
    _ columns: TermColumns, to rowColumns: UnsafeMutablePointer<Int32>,
    _ rowValues: UnsafeMutablePointer<Float>
  ) {
    var sorter = RowSorter(columnCount: vocabulary.count)
    var written = 0
    columns.withTables { words, grams in
      weighting.withFrequencies { frequencies in
        for row in 0..<(offsets.count - 1) {
          var entry = offsets[row]
          let end = offsets[row + 1]
          sorter.reserve(end - entry)
          // Words stand before n-grams.
          while entry < end, terms[entry] >= 0 {
            let place = words[Int(terms[entry])]
            sorter.add(frequencies[UInt32(counts[entry])] * place.idf, column: place.column)
            entry &+= 1
          }
          for gram in entry..<end { terms[gram] = grams.rank(of: ~terms[gram]) }
          while entry < end {
            let place = grams[terms[entry]]
            sorter.add(frequencies[UInt32(counts[entry])] * place.idf, column: place.column)
            entry &+= 1
          }
          offsets[row] = written
          let count = sorter.drain(rowColumns + written, rowValues + written)
          weighting.normalize(rowValues + written, count: count)
          written += count
        }
      }
    }
    offsets[offsets.count - 1] = written
  }
}
