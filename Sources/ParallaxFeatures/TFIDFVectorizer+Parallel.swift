import ParallaxMath

extension TFIDFVectorizer {
  /// Learns vocabulary and idf on several threads; the result is the same to the bit for any number.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, no document is given, or no term is left.
  public static func fit(
    _ documents: some RandomAccessCollection<String> & Sendable,
    configuration: Configuration = Configuration(), threads: Int
  ) throws(FeatureError) -> TFIDFVectorizer {
    try fitTransform(documents, configuration: configuration, threads: threads).vectorizer
  }

  /// Learns vocabulary and idf and returns the rows too, on several threads; the result is the same to the
  /// bit for any number of them.
  ///
  /// Each thread counts a contiguous part of the documents in tables of its own; the parts are then joined,
  /// and each thread weights its own rows.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, no document is given, or no term is left.
  public static func fitTransform<Documents: RandomAccessCollection<String> & Sendable>(
    _ documents: Documents, configuration: Configuration = Configuration(), threads: Int
  ) throws(FeatureError) -> (vectorizer: TFIDFVectorizer, matrix: SparseMatrix) {
    let parts = min(threads, documents.count)
    guard parts > 1 else { return try fitTransform(documents, configuration: configuration) }
    try configuration.validate()
    let workers = (0..<parts).map { _ in FitWorker(configuration) }
    let totals = configuration.maximumFeatures != nil
    parallelFor(blocks: parts, threads: parts) { part in
      workers[part].count(TFIDFVectorizer.part(part, of: parts, documents), totals: totals)
    }
    guard !workers.contains(where: \.isOverLimit) else { throw .tooManyTerms(configuration.termLimit) }
    var merger = StatisticsMerger(termLimit: configuration.termLimit)
    let numbers = try workers.map { (worker) throws(FeatureError) in try merger.add(worker.statistics) }
    let statistics = merger.finish()
    let selection = try TermSelection(statistics, configuration: configuration)
    let vectorizer = try TFIDFVectorizer(selection, statistics, configuration: configuration)
    let columns = selection.columns(statistics, idf: vectorizer.idf)
    // A part has an entry for every document of every chosen term: where its rows stand is known before they are made.
    let starts = (0..<parts).reduce(into: [0]) { starts, part in
      starts.append(starts[part] + workers[part].entryCount(of: columns, numbers[part]))
    }
    let entries = starts[parts]
    guard entries <= configuration.entryLimit else {
      throw .tooManyEntries(entries, configuration.entryLimit)
    }
    let matrix = SparseMatrix.filled(columnCount: vectorizer.vocabulary.count, entries: entries) { rows in
      parallelFor(blocks: parts, threads: parts) { part in
        let own = TermColumns(columns, words: numbers[part].words, grams: numbers[part].grams)
        workers[part].writeRows(vectorizer, columns: own, to: rows.from(starts[part]))
      }
      return [0]
        + (0..<parts).flatMap { part in workers[part].rowOffsets.dropFirst().map { $0 + starts[part] } }
    }
    return (vectorizer, matrix)
  }

  /// The rows of documents, in their order, made on several threads; the same to the bit for any number.
  ///
  /// - Throws: ``FeatureError`` of code `limit` past 2^31 - 1 entries.
  public func transform(
    _ documents: some RandomAccessCollection<String> & Sendable, threads: Int
  ) throws(FeatureError) -> SparseMatrix {
    let parts = max(1, min(threads, documents.count))
    let workers = (0..<parts).map { _ in FitWorker(configuration) }
    parallelFor(blocks: parts, threads: parts) { part in
      workers[part].rows = transform(TFIDFVectorizer.part(part, of: parts, documents))
    }
    return try SparseMatrix.stacked(workers.map(\.rows), limit: configuration.entryLimit)
  }

  private static func part<Documents: RandomAccessCollection>(
    _ part: Int, of parts: Int, _ documents: Documents
  ) -> Documents.SubSequence {
    let first = documents.index(documents.startIndex, offsetBy: documents.count * part / parts)
    let end = documents.index(documents.startIndex, offsetBy: documents.count * (part + 1) / parts)
    return documents[first..<end]
  }
}

/// The part of a fit that one thread does.
///
/// Its conformance to `Sendable` is unchecked: each worker is used by one thread at a time, and read when
/// all are done.
private final class FitWorker: @unchecked Sendable {
  private var counter: CorpusCounter?
  private(set) var statistics = CorpusStatistics()
  private(set) var isOverLimit = false
  var rows = SparseMatrix(rows: [], columnCount: 0)
  private(set) var rowOffsets: [Int] = [0]

  init(_ configuration: TFIDFVectorizer.Configuration) { counter = nil; self.configuration = configuration }

  private let configuration: TFIDFVectorizer.Configuration

  func count(_ documents: some RandomAccessCollection<String>, totals: Bool) {
    var counter = CorpusCounter(configuration: configuration)
    for document in documents {
      counter.add(document)
      if counter.documentCount == 256 { counter.reserve(documents: documents.count) }
    }
    isOverLimit = counter.isOverLimit
    statistics = counter.statistics(totals: totals)
    self.counter = consume counter
  }

  /// The number of entries of this part's rows, given the numbers of its terms in the whole.
  func entryCount(of columns: TermColumns, _ numbers: (words: [Int32], grams: [Int32])) -> Int {
    var count = 0
    for (frequency, term) in zip(statistics.wordFrequencies, numbers.words) where columns.holds(term) {
      count += Int(frequency)
    }
    for (frequency, term) in zip(statistics.gramFrequencies, numbers.grams) where columns.holds(term) {
      count += Int(frequency)
    }
    return count
  }

  func writeRows(_ vectorizer: TFIDFVectorizer, columns: TermColumns, to rows: RowPointers) {
    guard let counter = counter.take() else { return }
    var (entries, offsets) = counter.takeEntries()
    entries.rewrite { terms, counts in
      vectorizer.writeRows(terms, counts, &offsets, columns, to: rows.columns, rows.values)
      return 0
    }
    rowOffsets = offsets
  }
}

/// Where the entries of a matrix in the making stand.
///
/// Its conformance to `Sendable` is unchecked: threads write to separate places.
private struct RowPointers: @unchecked Sendable {
  let columns: UnsafeMutablePointer<Int32>
  let values: UnsafeMutablePointer<Float>

  func from(_ entry: Int) -> RowPointers { RowPointers(columns: columns + entry, values: values + entry) }
}

extension SparseMatrix {
  /// A matrix whose entries `body` writes, all of them; it returns where the rows start.
  fileprivate static func filled(
    columnCount: Int, entries: Int, _ body: (RowPointers) -> [Int]
  ) -> SparseMatrix {
    var offsets = [0]
    var values: [Float] = []
    let columns = [Int32](unsafeUninitializedCapacity: entries + 1) { columnRoom, columnEnd in
      values = [Float](unsafeUninitializedCapacity: entries + 1) { valueRoom, valueEnd in
        guard let column = columnRoom.baseAddress, let value = valueRoom.baseAddress else { return }
        LargeAllocation.advise(column, count: entries)
        LargeAllocation.advise(value, count: entries)
        offsets = body(RowPointers(columns: column, values: value))
        valueEnd = entries
      }
      columnEnd = entries
    }
    return SparseMatrix(
      uncheckedColumnCount: columnCount, rowOffsets: offsets, columnIndices: columns, values: values)
  }

  /// The rows of matrices of one width, one matrix after the other.
  static func stacked(_ parts: [SparseMatrix], limit: Int) throws(FeatureError) -> SparseMatrix {
    let entries = parts.reduce(0) { $0 + $1.nonZeroCount }
    guard entries <= limit else { throw .tooManyEntries(entries, limit) }
    guard parts.count > 1, let width = parts.first?.columnCount else {
      return parts.first ?? SparseMatrix(rows: [], columnCount: 0)
    }
    var columns: [Int32] = []
    var values: [Float] = []
    var offsets = [0]
    columns.reserveCapacity(entries)
    values.reserveCapacity(entries)
    columns.withUnsafeMutableBufferPointer { LargeAllocation.advise($0.baseAddress, count: entries) }
    values.withUnsafeMutableBufferPointer { LargeAllocation.advise($0.baseAddress, count: entries) }
    for part in parts {
      let before = columns.count
      columns += part.columnIndices
      values += part.values
      offsets += part.rowOffsets.dropFirst().map { $0 + before }
    }
    return SparseMatrix(
      uncheckedColumnCount: width, rowOffsets: offsets, columnIndices: columns, values: values)
  }
}
