#if canImport(Glibc)
  internal import Glibc
#endif

import ParallaxMath

/// Learns term vectors from texts: a truncated SVD of positive pointwise mutual information.
///
/// Two words that stand d words apart, d up to the window, count 1/d for each other; other words of the text
/// between them count as words, marks and numbers do not. With n(w, c) these sums, n(w) and n(c) their margins
/// and N the sum of all, the matrix holds max(0, ln(n(w, c) N' / (n(w) n(c)^α))), N' the sum of n(c)^α over all
/// c (Levy, Goldberg & Dagan 2015; α = 0.75), where n(w, c) reaches a least sum. Of its decomposition
/// U diag(s) Vᵀ a word's vector is its row of U diag(√s), scaled to length one.
public struct TermVectorTrainer: Sendable, Hashable {
  /// The settings of the training.
  public struct Configuration: Codable, Sendable, Hashable {
    /// How many words get a vector: the most frequent ones, ties in code point order.
    public var vocabularySize: Int
    /// How many words to each side are a word's surroundings.
    public var window: Int
    /// The least weighted count of a pair.
    public var minimumCount: Double
    /// The power of the contexts' counts, which makes rare contexts count less.
    public var contextPower: Double
    /// The number of components.
    public var dimension: Int
    /// The seed of the decomposition.
    public var seed: UInt64

    enum CodingKeys: String, CodingKey {
      case window, dimension, seed
      case vocabularySize = "vocabulary_size"
      case minimumCount = "minimum_count"
      case contextPower = "context_power"
    }

    /// Creates settings.
    public init(
      vocabularySize: Int = 30_000, window: Int = 4, minimumCount: Double = 1, contextPower: Double = 0.75,
      dimension: Int = 200, seed: UInt64 = 0
    ) {
      self.vocabularySize = vocabularySize
      self.window = window
      self.minimumCount = minimumCount
      self.contextPower = contextPower
      self.dimension = dimension
      self.seed = seed
    }

    /// Checks that every setting is in its range.
    ///
    /// - Throws: ``FeatureError`` of code `configuration`, naming the setting.
    public func validate() throws(FeatureError) {
      func fail(_ name: String, _ value: some Any, _ expected: String) -> FeatureError {
        FeatureError(.configuration, "\(name) is \(value); expected \(expected)")
      }
      guard (1...1_000_000).contains(vocabularySize) else {
        throw fail("vocabulary_size", vocabularySize, "1 to 1,000,000")
      }
      guard (1...10).contains(window) else { throw fail("window", window, "1 to 10") }
      guard minimumCount >= 0, minimumCount.isFinite else {
        throw fail("minimum_count", minimumCount, "0 or more")
      }
      guard contextPower > 0, contextPower <= 1 else {
        throw fail("context_power", contextPower, "more than 0, and 1 at most")
      }
      guard (1...1_000).contains(dimension) else { throw fail("dimension", dimension, "1 to 1,000") }
    }
  }

  /// The settings.
  public let configuration: Configuration

  /// Creates a trainer.
  ///
  /// - Throws: ``FeatureError`` of code `configuration`.
  public init(configuration: Configuration = Configuration()) throws(FeatureError) {
    try configuration.validate()
    self.configuration = configuration
  }

  /// Learns vectors from texts; the same for any number of threads.
  ///
  /// - Throws: ``FeatureError`` of code `noDocuments` without a text, `noTerms` where texts hold fewer words than
  ///   there are to be components or no two of them near each other.
  /// - Complexity: O(words x window) for the counts, and the decomposition's.
  public func train(on texts: [String], threads: Int = 1) throws(FeatureError) -> TermVectors {
    guard !texts.isEmpty else { throw .noDocuments }
    let corpus = WordSequence(texts, vocabularySize: configuration.vocabularySize, threads: threads)
    guard corpus.words.count <= Int(Int32.max) else {
      throw FeatureError(.limit, "\(corpus.words.count) words; at most \(Int32.max) can be counted at once")
    }
    guard corpus.vocabulary.count > configuration.dimension else {
      throw FeatureError(
        .noTerms,
        "\(corpus.vocabulary.count) different words for vectors of \(configuration.dimension) components; give "
          + "more text or lower the dimension")
    }
    let matrix = information(
      Cooccurrences(
        corpus, window: configuration.window, minimumCount: configuration.minimumCount, threads: threads))
    guard matrix.nonZeroCount > 0 else {
      throw FeatureError(.noTerms, "no two words stand together often enough; give more text")
    }
    let points: Matrix
    do throws(MathError) {
      let found = try TruncatedSVD(rank: configuration.dimension, seed: configuration.seed).decompose(matrix)
      var rows = found.u
      for row in 0..<rows.rowCount {
        for column in 0..<rows.columnCount { rows[row, column] *= found.singularValues[column].squareRoot() }
      }
      points = rows
    } catch {
      throw FeatureError(.configuration, error.message)
    }
    return try TermVectors(vocabulary: corpus.vocabulary, counts: corpus.counts, rounding: points)
  }

  /// Counts as positive pointwise mutual information.
  private func information(_ pairs: Cooccurrences) -> SparseMatrix {
    let unit = Double(pairs.unit)
    let margins = pairs.margins.map { Double($0) / unit }
    let contexts = margins.map { pow($0, configuration.contextPower) }
    let total = contexts.reduce(0, +)
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    for row in 0..<margins.count {
      for entry in pairs.offsets[row]..<pairs.offsets[row + 1] {
        let count = Double(pairs.counts[entry]) / unit
        let column = Int(pairs.columns[entry])
        let value = log(count * total / (margins[row] * contexts[column]))
        guard value > 0 else { continue }
        columns.append(Int32(column))
        values.append(Float(value))
      }
      offsets.append(columns.count)
    }
    return SparseMatrix(
      uncheckedColumnCount: margins.count, rowOffsets: offsets, columnIndices: columns, values: values)
  }
}
