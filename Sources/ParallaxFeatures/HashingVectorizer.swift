import ParallaxMath
import ParallaxText

/// Turns documents into rows of hashed term counts: nothing to fit, nothing to save, any vocabulary.
///
/// The column of a term is |h| modulo the number of features, where h is MurmurHash3_x86_32 of its UTF-8
/// with seed 0, read as signed; its sign is that of h, so that terms that share a column cancel out rather
/// than add up (scikit-learn's `HashingVectorizer`). An entry whose terms cancel out stays as a zero.
public struct HashingVectorizer: Sendable, Hashable {
  /// The settings; those of a fit (frequency limits, maximum of features, idf) have no meaning here.
  public let configuration: TFIDFVectorizer.Configuration
  /// The number of columns.
  public let featureCount: Int
  /// Whether terms count with the sign of their hash.
  public let alternateSign: Bool

  /// Creates a vectorizer; the defaults are scikit-learn's.
  ///
  /// - Throws: ``FeatureError`` of code `configuration` naming the setting at fault.
  public init(
    featureCount: Int = 1 << 20, alternateSign: Bool = true,
    configuration: TFIDFVectorizer.Configuration = .init()
  ) throws(FeatureError) {
    try configuration.validate()
    guard 1 <= featureCount, featureCount <= Int(Int32.max) else {
      throw FeatureError(.configuration, "n_features \(featureCount): expected 1 to \(Int32.max)")
    }
    self.configuration = configuration
    self.featureCount = featureCount
    self.alternateSign = alternateSign
  }

  /// The row of one document.
  ///
  /// - Complexity: O(bytes + n) in the document's own terms.
  public func transform(_ document: String) -> SparseVector {
    transform(CollectionOfOne(document)).row(0)
  }

  /// The rows of documents, in their order: a matrix of documents x features.
  public func transform(_ documents: some Sequence<String>) -> SparseMatrix {
    var lexer = Lexer(configuration, capacity: 1 << 12)
    var sink = HashingSink(stopWords: configuration.stopWordsOfSink)
    var row = HashedRow(columnCount: featureCount)
    let weighting = TermWeighting(configuration)
    let columns = HashedColumns(count: featureCount)
    let signs: UInt32 = alternateSign ? 1 : 0
    var entries = EntryBuffer()
    var offsets = [0]
    let (shortest, longest) = configuration.wordRange
    for document in documents {
      sink.begin()
      lexer.scan(document, into: &sink)
      row.reserve(sink.count * configuration.termsPerWord)
      sink.forEachHash(shortest: shortest, longest: longest) { hash in
        row.add(column: columns[hash], sign: UInt32(bitPattern: hash) &>> 31 & signs)
      }
      entries.append(upTo: row.count) { columns, values in
        let count = row.drain(columns, values)
        if configuration.binary { values.update(repeating: 1, count: count) }
        weighting.normalize(values, count: count)
        return count
      }
      offsets.append(entries.count)
      if offsets.count == 257 {
        entries.reserve(Int(1.1 * Double(documents.underestimatedCount) / 256 * Double(entries.count)))
      }
    }
    return SparseMatrix(
      uncheckedColumnCount: featureCount, rowOffsets: offsets, columnIndices: entries.terms,
      values: entries.values)
  }
}

/// The columns of hashes: |h| modulo their number.
private struct HashedColumns {
  private let count: UInt32
  /// One less than their number where that is a power of two, else 0.
  private let mask: UInt32

  init(count: Int) {
    self.count = UInt32(count)
    mask = count & (count - 1) == 0 ? UInt32(count - 1) : 0
  }

  @inline(__always) subscript(hash: Int32) -> UInt32 {
    // Half of all hashes are negative: no branch on it. |-2^31| is no Int32; scikit-learn's way around that is kept.
    let sign = hash &>> 31
    var magnitude = UInt32(bitPattern: (hash ^ sign) &- sign)
    if magnitude == 1 << 31 { magnitude = UInt32(Int32.max) - (count - 1) }
    return mask != 0 ? magnitude & mask : magnitude % count
  }
}
