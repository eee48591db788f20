#if canImport(Glibc)
  internal import Glibc
#endif

import ParallaxText

/// Makes a few vectors of the vectors of a text's words: means over parts of it, and largest values.
///
/// A mean is scaled to length one, so that what words add to it can be told: word w of weight a_w adds
/// a_w v_w / ‖Σ a v‖. Of the largest values each component belongs to the word that has it. Marks, numbers and
/// words without a vector add nothing; a pool without a word is zero.
public struct VectorPooler: Sendable {
  /// The settings.
  public let configuration: Configuration
  /// The vectors, cut to the components that are read.
  public private(set) var vectors: TermVectors
  /// What a token counts for ``Pool/left`` and ``Pool/right`` by its distance.
  private let fades: [Float]
  /// What each word counts for ``Pool/rare``; empty without that pool.
  private let rarities: [Float]
  /// The scale of each word, and the same times its rarity, side by side: one place to wait for; empty without the pool.
  private let scales: [SIMD2<Float>]

  /// What a word adds to the pools.
  package struct Share: Sendable {
    /// Where the word stands: UTF-8 byte offsets.
    package let range: Range<Int>
    /// The word, in lower case.
    package let word: String
    /// What it adds to each column.
    package let values: [Float]
  }

  /// Creates a pooler of the leading components of vectors.
  ///
  /// - Throws: ``FeatureError`` of code `configuration` where a setting is wrong, or the vectors have fewer
  ///   components.
  public init(vectors: TermVectors, configuration: Configuration) throws(FeatureError) {
    try configuration.validate()
    guard configuration.dimension <= vectors.dimension else {
      throw FeatureError(
        .configuration,
        "dimension is \(configuration.dimension), and the vectors have \(vectors.dimension) components")
    }
    self.configuration = configuration
    let leading = vectors.leading(configuration.dimension)
    self.vectors = leading
    fades = (0..<configuration.reach).map { Float(exp(-Double($0) / configuration.decay)) }
    let a = configuration.rarity
    rarities =
      configuration.pools.contains(.rare)
      ? (0..<leading.count).map { Float(a / (a + leading.frequency(at: $0))) } : []
    scales = zip(rarities, leading.scales).map { SIMD2($1, $0 * $1) }
  }

  /// The number of columns: components times pools.
  public var columnCount: Int { configuration.pools.count * configuration.dimension }

  /// The pools of a text, one after the other.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - target: Where the target stands, in UTF-8 bytes; without one the pools that need it are zero.
  /// - Complexity: O(bytes + words x components x pools).
  public func pool(_ text: String, target: Range<Int>? = nil) -> [Float] {
    [Float](unsafeUninitializedCapacity: columnCount) { values, written in
      written = columnCount
      if let values = values.baseAddress { pool(TokenSlice(text), target: target, into: values) }
    }
  }

  /// Writes the pools of a text whose tokens are known to ``columnCount`` places, initialized or not.
  package func pool(_ tokens: TokenSlice, target: Range<Int>?, into values: UnsafeMutablePointer<Float>) {
    if target == nil, configuration.pools == Self.wholeTextPools, configuration.dimension >= 16 {
      poolWholeText(tokens, into: values)
      return
    }
    let words = Words(tokens, target: target, self)
    let (dimension, pools) = (configuration.dimension, configuration.pools)
    values.initialize(repeating: 0, count: columnCount)
    vectors.withCodes { codes in
      guard let codes = codes.baseAddress else { return }
      for word in words.indices {
        let row = words.rows[word]
        let (codes, scale) = (codes + row * dimension, vectors.scales[row])
        for (place, pool) in pools.enumerated() {
          let column = values + place * dimension
          if pool == .maximum {
            if word == 0 {
              VectorKernels.set(column, to: codes, times: scale, count: dimension)
            } else {
              VectorKernels.raise(column, to: codes, times: scale, count: dimension)
            }
          } else {
            let weight = pool == .rare ? rarities[row] : words.weight(of: word, in: pool)
            if weight != 0 {
              VectorKernels.add(codes, times: weight * scale, to: column, count: dimension)
            }
          }
        }
      }
    }
    for (place, pool) in pools.enumerated() where pool != .maximum {
      Self.normalize(values + place * dimension, dimension)
    }
  }

  private static let wholeTextPools: [Pool] = [.mean, .rare, .maximum]

  /// The three pools of a text without a target, made in one pass over the words' codes.
  private func poolWholeText(_ tokens: TokenSlice, into values: UnsafeMutablePointer<Float>) {
    let dimension = configuration.dimension
    let ids = vectors.rows(of: tokens.tokens)
    let range = tokens.range
    let room = range.count
    withUnsafeTemporaryAllocation(of: Int.self, capacity: room) { places in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * room) { factors in
        vectors.withCodes { codes in
          var count = 0
          // Words are all over the tables: those of the next part are asked for while these are added up.
          let next = range.upperBound..<min(range.upperBound + Self.ahead, ids.count)
          for token in next { fetch(ids[token], codes) }
          if range.lowerBound == 0 { for token in range { fetch(ids[token], codes) } }
          for token in range where ids[token] >= 0 {
            let row = Int(ids[token])
            places.initializeElement(at: count, to: row * dimension)
            factors.initializeElement(at: count, to: scales[row].x)
            factors.initializeElement(at: room + count, to: scales[row].y)
            count += 1
          }
          guard count > 0, let codes = codes.baseAddress, let places = places.baseAddress,
            let factors = factors.baseAddress
          else {
            values.initialize(repeating: 0, count: columnCount)
            return
          }
          VectorKernels.pool(
            codes, rowsAt: places, factors: factors, rareFactors: factors + room, rowCount: count,
            sums: values, rareSums: values + dimension, largest: values + 2 * dimension, count: dimension)
          Self.normalizePair(values, values + dimension, dimension)
        }
      }
    }
  }

  /// As many tokens of the next part as are asked for: those of most sentences.
  private static let ahead = 32

  /// Asks for what ``poolWholeText(_:into:)`` reads of a word.
  @inline(__always) private func fetch(_ id: Int32, _ codes: UnsafeBufferPointer<Int8>) {
    guard id >= 0, let codes = codes.baseAddress else { return }
    let (row, dimension) = (Int(id), configuration.dimension)
    scales.withUnsafeBufferPointer { if let scales = $0.baseAddress { VectorKernels.prefetch(scales + row) } }
    for line in stride(from: 0, to: dimension, by: 64) {
      VectorKernels.prefetch(codes + row * dimension + line)
    }
  }

  /// Scales two columns to length one, whose squares are added up side by side.
  private static func normalizePair(
    _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    var (a, b) = (0.0, 0.0)
    for component in 0..<count {
      let (x, y) = (Double(first[component]), Double(second[component]))
      a += x * x
      b += y * y
    }
    let scales = (a > 0 ? Float(1 / a.squareRoot()) : 0, b > 0 ? Float(1 / b.squareRoot()) : 0)
    for component in 0..<count { first[component] *= scales.0 }
    for component in 0..<count { second[component] *= scales.1 }
  }

  /// The same pools over vectors that share a table of words, where it is of their words.
  package func sharing(_ lookup: WordLookup) -> VectorPooler {
    var pooler = self
    pooler.vectors = vectors.sharing(lookup)
    return pooler
  }

  /// What each word of a text adds to the pools; over all words the values sum to those of ``pool(_:target:)``.
  package func shares(of text: String, target: Range<Int>? = nil) -> [Share] {
    let words = Words(TokenSlice(text), target: target, self)
    var values = [[Float]](repeating: [Float](repeating: 0, count: columnCount), count: words.rows.count)
    for (place, pool) in configuration.pools.enumerated() {
      let start = place * configuration.dimension
      if pool == .maximum {
        for component in 0..<configuration.dimension {
          guard let best = words.indices.max(by: { at($0, component, words) < at($1, component, words) })
          else {
            continue
          }
          values[best][start + component] = at(best, component, words)
        }
        continue
      }
      let weights = words.indices.map { word in
        pool == .rare ? rarities[words.rows[word]] : words.weight(of: word, in: pool)
      }
      var square = 0.0
      for component in 0..<configuration.dimension {
        let sum = words.indices.reduce(0.0) { $0 + Double(weights[$1] * at($1, component, words)) }
        square += sum * sum
      }
      let scale = square > 0 ? Float(1 / square.squareRoot()) : 0
      for word in words.indices where weights[word] != 0 {
        for component in 0..<configuration.dimension {
          values[word][start + component] = weights[word] * at(word, component, words) * scale
        }
      }
    }
    return words.indices.map { word in
      let token = words.tokenOf[word]
      return Share(
        range: words.text.tokens.places[token], word: words.text.tokens.text(of: token), values: values[word])
    }
  }

  /// How many words of a text, the target's aside, have a vector, and how many there are.
  public func coverage(of text: String, target: Range<Int>? = nil) -> (known: Int, total: Int) {
    coverage(of: TokenSlice(text), target: target)
  }

  /// The same of a text whose tokens are known.
  package func coverage(of tokens: TokenSlice, target: Range<Int>?) -> (known: Int, total: Int) {
    let words = Words(tokens, target: target, self)
    return (words.rows.count, words.total)
  }

  private func at(_ word: Int, _ component: Int, _ words: Words) -> Float {
    let row = words.rows[word]
    return vectors.withCodes { Float($0[row * vectors.dimension + component]) * vectors.scales[row] }
  }

  private static func normalize(_ column: UnsafeMutablePointer<Float>, _ count: Int) {
    var square = 0.0
    for component in 0..<count { square += Double(column[component]) * Double(column[component]) }
    let scale = square > 0 ? Float(1 / square.squareRoot()) : 0
    for component in 0..<count { column[component] *= scale }
  }

  /// The words of a text that have a vector.
  private struct Words {
    let text: TargetTokens
    let hasTarget: Bool
    /// The row of each word's vector.
    private(set) var rows: [Int] = []
    /// The token of each word.
    private(set) var tokenOf: [Int] = []
    private(set) var total = 0
    private let fades: [Float]

    init(_ tokens: TokenSlice, target: Range<Int>?, _ pooler: VectorPooler) {
      hasTarget = target != nil
      fades = pooler.fades
      text =
        target.map { TargetTokens(tokens, target: $0, reach: pooler.configuration.reach) }
        ?? TargetTokens(untargeted: tokens)
      let ids = pooler.vectors.rows(of: tokens.tokens)
      rows.reserveCapacity(tokens.range.count)
      tokenOf.reserveCapacity(tokens.range.count)
      for side in [text.left, text.right] {
        for token in side where text.tokens.isWord[token] {
          total += 1
          let row = Int(ids[token])
          guard row >= 0 else { continue }
          rows.append(row)
          tokenOf.append(token)
        }
      }
    }

    var indices: Range<Int> { rows.indices }

    /// What a word counts in a pool, that of rare words aside, which asks the words and not their places.
    @inline(__always) func weight(of word: Int, in pool: Pool) -> Float {
      let token = tokenOf[word]
      switch pool {
      case .mean: return 1
      case .rare, .maximum: return 0
      case .left:
        return hasTarget && text.left.contains(token) ? fades[text.left.upperBound - 1 - token] : 0
      case .right: return hasTarget && text.right.contains(token) ? fades[token - text.right.lowerBound] : 0
      case .leftClause: return hasTarget && text.leftClause.contains(token) ? 1 : 0
      case .rightClause: return hasTarget && text.rightClause.contains(token) ? 1 : 0
      case .leftNear: return hasTarget && text.left.suffix(2).contains(token) ? 1 : 0
      case .rightNear: return hasTarget && text.right.prefix(2).contains(token) ? 1 : 0
      }
    }
  }
}
