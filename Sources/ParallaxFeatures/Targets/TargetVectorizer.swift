#if canImport(Glibc)
  internal import Glibc
#endif

import ParallaxMath

/// Turns a text with a target into a row of what stands around the target.
///
/// Features are named by their group (``Group``), such as `R:resigned` for "resigned" to the right. A feature's
/// value is 1, or in a window the sum of what its tokens count; times idf(t) = ln((1 + n) / (1 + df(t))) + 1; the
/// row then has length one. A value of this type is fitted and never changes.
public struct TargetVectorizer: Sendable {
  /// The settings it was fitted with.
  public let configuration: Configuration
  /// The features, column by column.
  public let vocabulary: Vocabulary
  /// The inverse document frequency of each column.
  public let idf: [Float]

  private let lookup: WordLookup

  /// Creates a vectorizer from what was learnt before.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, counts differ or an idf is not finite.
  public init(vocabulary: Vocabulary, idf: [Float], configuration: Configuration) throws(FeatureError) {
    try configuration.validate()
    guard idf.count == vocabulary.count, idf.allSatisfy(\.isFinite) else {
      throw FeatureError(
        .vocabulary, "\(idf.count) idf values for \(vocabulary.count) features; expected as many, all finite")
    }
    self.configuration = configuration
    self.vocabulary = vocabulary
    self.idf = idf
    lookup = WordLookup(vocabulary)
  }

  /// Learns features and idf from documents.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, no document is given, or no feature is left.
  /// - Complexity: O(tokens · groups + features log features).
  public static func fit(
    _ documents: [TargetedText], configuration: Configuration = Configuration()
  ) throws(FeatureError) -> TargetVectorizer {
    try configuration.validate()
    guard !documents.isEmpty else { throw .noDocuments }
    var table = TermTable()
    var frequencies: [UInt32] = []
    var lastDocument: [Int] = []
    var scanner = TargetScanner(configuration)
    for (number, document) in documents.enumerated() {
      scanner.scan(TargetTokens(document, reach: configuration.reach)) { name, _, _, _ in
        let id = Int(table.insert(name))
        if id == frequencies.count {
          frequencies.append(0)
          lastDocument.append(-1)
        }
        if lastDocument[id] != number {
          frequencies[id] += 1
          lastDocument[id] = number
        }
      }
    }
    var kept: [(name: [UInt8], frequency: UInt32)] = []
    table.forEachTerm { id, name in
      let frequency = frequencies[Int(id)]
      if frequency >= configuration.minimumDocumentFrequency { kept.append((Array(name), frequency)) }
    }
    guard !kept.isEmpty else {
      throw FeatureError(.noTerms, "no feature stands in enough of the documents; lower min_df")
    }
    kept.sort { $0.name.lexicographicallyPrecedes($1.name) }
    var offsets: [UInt32] = [0]
    for (name, _) in kept { offsets.append(offsets[offsets.count - 1] + UInt32(name.count)) }
    let count = Double(documents.count)
    return try TargetVectorizer(
      vocabulary: Vocabulary(uncheckedTermBytes: kept.flatMap(\.name), termOffsets: offsets),
      idf: kept.map { Float(log((1 + count) / (1 + Double($0.frequency))) + 1) }, configuration: configuration
    )
  }

  /// The row of a document.
  public func transform(_ document: TargetedText) -> SparseVector {
    transform(TargetTokens(document, reach: configuration.reach))
  }

  /// The row of a document whose tokens are known.
  package func transform(_ tokens: TokenSlice, target: Range<Int>) -> SparseVector {
    transform(TargetTokens(tokens, target: target, reach: configuration.reach))
  }

  func transform(_ text: TargetTokens) -> SparseVector {
    var found: [(column: Int32, value: Float, combination: TargetScanner.Combination)] = []
    var scanner = TargetScanner(configuration)
    let table = lookup.table
    scanner.scan(text) { name, value, combination, _ in
      let column = table.terms.id(of: name)
      if column >= 0 { found.append((column, value, combination)) }
    }
    // By column; equal columns keep their order, so that sums are the same in every run.
    var order = found.indices.map { UInt64(UInt32(bitPattern: found[$0].column)) << 32 | UInt64($0) }
    order.sort()
    var columns: [Int32] = []
    var values: [Float] = []
    columns.reserveCapacity(order.count)
    values.reserveCapacity(order.count)
    for entry in order {
      let (column, value, combination) = found[Int(entry & 0xFFFF_FFFF)]
      if columns.last == column {
        if combination == .sum { values[values.count - 1] += value }
      } else {
        columns.append(column)
        values.append(value)
      }
    }
    var square = 0.0
    for entry in columns.indices {
      values[entry] *= idf[Int(columns[entry])]
      square += Double(values[entry]) * Double(values[entry])
    }
    let scale = square > 0 ? Float(1 / square.squareRoot()) : 0
    return SparseVector(indices: columns, values: values.map { $0 * scale }, dimension: vocabulary.count)
  }

  /// Where features stand in a document, in the order in which they are made: UTF-8 byte ranges.
  package func occurrences(in document: TargetedText) -> [TermOccurrence] {
    let text = TargetTokens(document, reach: configuration.reach)
    var found: [TermOccurrence] = []
    var scanner = TargetScanner(configuration)
    scanner.scan(text) { name, _, _, tokens in
      let column = lookup.id(of: name)
      guard column >= 0, let first = tokens.first, let last = tokens.last else { return }
      let places = text.tokens.places
      found.append(
        TermOccurrence(
          term: Int(column), range: places[first].lowerBound..<places[last].upperBound))
    }
    return found
  }
}
