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
    var sorter = RowSorter(columnCount: featureCount, counts: false)
    var entries = EntryBuffer()
    var offsets = [0]
    let (shortest, longest) = configuration.wordRange
    for document in documents {
      sink.begin()
      lexer.scan(document, into: &sink)
      for n in shortest...longest where n <= sink.count {
        sorter.reserve(sink.count)
        for first in 0...(sink.count - n) {
          let hash = sink.hash(first, n)
          sorter.add(alternateSign && hash < 0 ? -1 : 1, column: column(hash))
        }
      }
      entries.append(upTo: sorter.count) { columns, values in
        let count = HashingVectorizer.joined(columns, values, count: sorter.drain(columns, values))
        normalize(values, count: count)
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

  @inline(__always) private func column(_ hash: Int32) -> Int32 {
    // |-2^31| is no Int32; scikit-learn's way around that is kept.
    let magnitude = hash == .min ? UInt32(Int(Int32.max) - (featureCount - 1)) : hash.magnitude
    return Int32(truncatingIfNeeded: magnitude % UInt32(truncatingIfNeeded: featureCount))
  }

  /// Adds up entries of one column, which follow each other, and returns how many columns there are.
  private static func joined(
    _ columns: UnsafeMutablePointer<Int32>, _ values: UnsafeMutablePointer<Float>, count: Int
  ) -> Int {
    guard count > 0 else { return 0 }
    var last = 0
    for i in 1..<max(1, count) {
      if columns[i] == columns[last] {
        values[last] += values[i]
      } else {
        last &+= 1
        columns[last] = columns[i]
        values[last] = values[i]
      }
    }
    return last + 1
  }

  private func normalize(_ values: UnsafeMutablePointer<Float>, count: Int) {
    var sum = 0.0
    for i in 0..<count {
      if configuration.binary { values[i] = 1 }
      let value = Double(values[i])
      sum += configuration.norm == .l2 ? value * value : abs(value)
    }
    guard configuration.norm != .none, sum > 0 else { return }
    let scale = Float(1 / (configuration.norm == .l2 ? sum.squareRoot() : sum))
    for i in 0..<count { values[i] *= scale }
  }
}
