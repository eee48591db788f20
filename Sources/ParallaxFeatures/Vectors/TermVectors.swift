import ParallaxMath
import ParallaxText

/// Words as points of a space in which words of like surroundings lie close: one unit vector a word, in bytes.
///
/// A component is its code times the scale of its row; the scale makes the row's length one.
public struct TermVectors: Sendable {
  /// The words, in code point order.
  public let vocabulary: Vocabulary
  /// How often each word stood in the texts the space was learnt from.
  public let counts: [UInt32]
  /// The number of components of a vector.
  public let dimension: Int
  /// The codes of all vectors, row after row, copied from where they lie.
  public var codes: [Int8] { withCodes { Array($0) } }
  /// The scale of each row: 1 / the length of its codes, 0 for a row of zeros.
  public let scales: [Float]

  /// Finds the rows of words.
  package private(set) var lookup: WordLookup
  private let storedCodes: VectorCodes
  private let total: Double

  /// Creates vectors from what was learnt before.
  ///
  /// - Throws: ``FeatureError`` of code `vocabulary` where counts or codes do not belong to as many words.
  public init(
    vocabulary: Vocabulary, counts: [UInt32], dimension: Int, codes: [Int8]
  ) throws(FeatureError) {
    try self.init(vocabulary: vocabulary, counts: counts, dimension: dimension, storedCodes: .init(codes))
  }

  /// Creates vectors whose codes may lie elsewhere.
  ///
  /// - Throws: as ``init(vocabulary:counts:dimension:codes:)``.
  package init(
    vocabulary: Vocabulary, counts: [UInt32], dimension: Int, storedCodes codes: VectorCodes
  ) throws(FeatureError) {
    guard counts.count == vocabulary.count, dimension > 0,
      vocabulary.count.multipliedReportingOverflow(by: dimension) == (codes.count, false)
    else {
      throw FeatureError(
        .vocabulary,
        "\(counts.count) counts and \(codes.count) codes of \(dimension) components for \(vocabulary.count) "
          + "words; expected one count and one vector a word")
    }
    self.vocabulary = vocabulary
    self.counts = counts
    self.dimension = dimension
    storedCodes = codes
    scales = Self.scales(of: codes, dimension: dimension)
    lookup = WordLookup(vocabulary)
    total = counts.reduce(0) { $0 + Double($1) }
  }

  /// Creates vectors from numbers, a row each, rounded so that the largest magnitude of a row is 127.
  ///
  /// - Throws: ``FeatureError`` as ``init(vocabulary:counts:dimension:codes:)``.
  init(vocabulary: Vocabulary, counts: [UInt32], rounding matrix: Matrix) throws(FeatureError) {
    var codes: [Int8] = []
    codes.reserveCapacity(matrix.values.count)
    for row in 0..<matrix.rowCount {
      let largest = matrix.row(row).reduce(Float(0)) { max($0, abs($1)) }
      let factor = largest > 0 && largest.isFinite ? 127 / largest : 0
      for value in matrix.row(row) { codes.append(Int8((value * factor).rounded())) }
    }
    try self.init(vocabulary: vocabulary, counts: counts, dimension: matrix.columnCount, codes: codes)
  }

  private static func scales(of codes: VectorCodes, dimension: Int) -> [Float] {
    codes.withUnsafeBufferPointer { codes in
      guard let first = codes.baseAddress else { return [] }
      return stride(from: 0, to: codes.count, by: dimension).map { start in
        let squares = VectorKernels.squares(first + start, count: dimension)
        return squares == 0 ? 0 : 1 / Float(squares).squareRoot()
      }
    }
  }

  /// Calls a closure with the codes of all vectors, in place.
  @inline(__always) package func withCodes<Result>(
    _ body: (UnsafeBufferPointer<Int8>) -> Result
  ) -> Result {
    storedCodes.withUnsafeBufferPointer(body)
  }

  /// The number of words.
  public var count: Int { vocabulary.count }

  /// The row of a word, nil where it has no vector; words stand in lower case.
  ///
  /// - Complexity: O(bytes).
  public func row(of word: String) -> Int? {
    var word = word
    return word.withUTF8 { row(ofUTF8: $0) }
  }

  /// The row of a word given as bytes, nil where it has no vector.
  package func row(ofUTF8 word: UnsafeBufferPointer<UInt8>) -> Int? {
    let id = lookup.id(of: word)
    return id < 0 ? nil : Int(id)
  }

  /// The row of every token that is a word with a vector, -1 for the others.
  package func rows(of tokens: FoldedTokens) -> [Int32] { tokens.ids(by: lookup) }

  /// The same vectors, which find their rows by a table that others use too, where it is of the same words.
  package func sharing(_ lookup: WordLookup) -> TermVectors {
    guard lookup.vocabulary == vocabulary else { return self }
    var vectors = self
    vectors.lookup = lookup
    return vectors
  }

  /// The unit vector of a row.
  ///
  /// - Precondition: the row is one of the words'.
  public func vector(at row: Int) -> [Float] {
    withCodes { codes in codes[(row * dimension)..<((row + 1) * dimension)].map { Float($0) * scales[row] } }
  }

  /// The unit vectors as a matrix of words x components.
  public var matrix: Matrix {
    var matrix = Matrix(rowCount: count, columnCount: dimension)
    withCodes { codes in
      for row in 0..<count {
        for component in 0..<dimension {
          let place = row * dimension + component
          matrix.values[place] = Float(codes[place]) * scales[row]
        }
      }
    }
    return matrix
  }

  /// The share of all counted words that a row's word is.
  public func frequency(at row: Int) -> Double {
    total > 0 ? Double(counts[row]) / total : 0
  }

  /// The vectors cut to their leading components, each of length one again.
  ///
  /// Components stand in the order of what they explain, so that the leading ones say most.
  ///
  /// - Precondition: the number is positive and no larger than ``dimension``.
  public func leading(_ components: Int) -> TermVectors {
    precondition((1...dimension).contains(components), "\(components) of \(dimension) components")
    guard components < dimension else { return self }
    var kept: [Int8] = []
    kept.reserveCapacity(count * components)
    withCodes { codes in
      for row in 0..<count { kept += codes[(row * dimension)..<(row * dimension + components)] }
    }
    return TermVectors(cutting: self, to: components, codes: kept)
  }

  private init(cutting whole: TermVectors, to dimension: Int, codes: [Int8]) {
    vocabulary = whole.vocabulary
    counts = whole.counts
    self.dimension = dimension
    storedCodes = VectorCodes(codes)
    scales = Self.scales(of: storedCodes, dimension: dimension)
    lookup = whole.lookup
    total = whole.total
  }
}

extension TermVectors: Equatable {
  /// Whether two spaces have the same words, counts and vectors.
  public static func == (first: TermVectors, second: TermVectors) -> Bool {
    first.vocabulary == second.vocabulary && first.counts == second.counts
      && first.dimension == second.dimension
      && first.withCodes { codes in second.withCodes { codes.elementsEqual($0) } }
  }
}
