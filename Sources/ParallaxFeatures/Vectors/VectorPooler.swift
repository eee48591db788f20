#if canImport(Glibc)
  internal import Glibc
#endif

/// Makes a few vectors of the vectors of a text's words: means over parts of it, and largest values.
///
/// A mean is scaled to length one, so that what words add to it can be told: word w of weight a_w adds
/// a_w v_w / ‖Σ a v‖. Of the largest values each component belongs to the word that has it. Marks, numbers and
/// words without a vector add nothing; a pool without a word is zero.
public struct VectorPooler: Sendable {
  /// The settings.
  public let configuration: Configuration
  /// The vectors, cut to the components that are read.
  public let vectors: TermVectors

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
    self.vectors = vectors.leading(configuration.dimension)
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
    pool(FoldedTokens(text), target: target)
  }

  /// The pools of a text whose tokens are known.
  package func pool(_ tokens: FoldedTokens, target: Range<Int>?) -> [Float] {
    let words = Words(tokens, target: target, self)
    var values = [Float](repeating: 0, count: columnCount)
    values.withUnsafeMutableBufferPointer { values in
      for (place, pool) in configuration.pools.enumerated() {
        let start = place * configuration.dimension
        fill(
          UnsafeMutableBufferPointer(rebasing: values[start..<start + configuration.dimension]), pool, words)
      }
    }
    return values
  }

  /// What each word of a text adds to the pools; over all words the values sum to those of ``pool(_:target:)``.
  package func shares(of text: String, target: Range<Int>? = nil) -> [Share] {
    let words = Words(FoldedTokens(text), target: target, self)
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
      let weights = words.weights(of: pool, configuration)
      var sum = [Float](repeating: 0, count: configuration.dimension)
      sum.withUnsafeMutableBufferPointer { add(weights, words, to: $0) }
      let scale = Self.scale(sum)
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
    coverage(of: FoldedTokens(text), target: target)
  }

  /// The same of a text whose tokens are known.
  package func coverage(of tokens: FoldedTokens, target: Range<Int>?) -> (known: Int, total: Int) {
    let words = Words(tokens, target: target, self)
    return (words.rows.count, words.total)
  }

  private func at(_ word: Int, _ component: Int, _ words: Words) -> Float {
    let row = words.rows[word]
    return Float(vectors.codes[row * vectors.dimension + component]) * vectors.scales[row]
  }

  private func fill(_ target: UnsafeMutableBufferPointer<Float>, _ pool: Pool, _ words: Words) {
    if pool == .maximum { return maximum(words, into: target) }
    add(words.weights(of: pool, configuration), words, to: target)
    let scale = Self.scale(target)
    for index in target.indices { target[index] *= scale }
  }

  private static func scale(_ values: some Sequence<Float>) -> Float {
    let square = values.reduce(0.0) { $0 + Double($1) * Double($1) }
    return square > 0 ? Float(1 / square.squareRoot()) : 0
  }

  private func add(_ weights: [Float], _ words: Words, to target: UnsafeMutableBufferPointer<Float>) {
    vectors.codes.withUnsafeBufferPointer { codes in
      for (word, row) in words.rows.enumerated() where weights[word] != 0 {
        let factor = weights[word] * vectors.scales[row]
        let start = row * vectors.dimension
        for component in 0..<target.count {
          target[component] += factor * Float(codes[start &+ component])
        }
      }
    }
  }

  private func maximum(_ words: Words, into target: UnsafeMutableBufferPointer<Float>) {
    vectors.codes.withUnsafeBufferPointer { codes in
      for (word, row) in words.rows.enumerated() {
        let scale = vectors.scales[row]
        let start = row * vectors.dimension
        for component in 0..<target.count {
          let value = scale * Float(codes[start &+ component])
          target[component] = word == 0 ? value : max(target[component], value)
        }
      }
    }
  }

  /// The words of a text that have a vector.
  private struct Words {
    let text: TargetTokens
    let hasTarget: Bool
    /// The row of each word's vector.
    private(set) var rows: [Int] = []
    /// The token of each word.
    private(set) var tokenOf: [Int] = []
    /// What each word counts as a rare one.
    private(set) var rarity: [Float] = []
    private(set) var total = 0

    init(_ tokens: FoldedTokens, target: Range<Int>?, _ pooler: VectorPooler) {
      hasTarget = target != nil
      // Without a target all tokens stand before it.
      let reach = target == nil ? tokens.count : pooler.configuration.reach
      let end = tokens.places.last?.upperBound ?? 0
      self.text = TargetTokens(tokens, target: target ?? end..<end, reach: reach)
      let isRare = pooler.configuration.pools.contains(.rare)
      tokens.bytes.withUnsafeBufferPointer { bytes in
        for side in [self.text.left, self.text.right] {
          for token in side where tokens.isWord[token] {
            total += 1
            guard let row = pooler.vectors.row(ofUTF8: .init(rebasing: bytes[tokens.range(of: token)])) else {
              continue
            }
            rows.append(row)
            tokenOf.append(token)
            if isRare {
              let a = pooler.configuration.rarity
              rarity.append(Float(a / (a + pooler.vectors.frequency(at: row))))
            }
          }
        }
      }
    }

    var indices: Range<Int> { rows.indices }

    /// What each word counts in a pool.
    func weights(of pool: Pool, _ configuration: Configuration) -> [Float] {
      func count(_ holds: (Int) -> Float) -> [Float] {
        hasTarget ? tokenOf.map(holds) : tokenOf.map { _ in 0 }
      }
      switch pool {
      case .mean: return tokenOf.map { _ in 1 }
      case .rare: return rarity
      case .maximum: return tokenOf.map { _ in 0 }
      case .left:
        return count { text.left.contains($0) ? fade(text.left.upperBound - 1 - $0, configuration) : 0 }
      case .right:
        return count { text.right.contains($0) ? fade($0 - text.right.lowerBound, configuration) : 0 }
      case .leftClause:
        let clause = text.leftClause
        return count { clause.contains($0) ? 1 : 0 }
      case .rightClause:
        let clause = text.rightClause
        return count { clause.contains($0) ? 1 : 0 }
      case .leftNear: return count { text.left.suffix(2).contains($0) ? 1 : 0 }
      case .rightNear: return count { text.right.prefix(2).contains($0) ? 1 : 0 }
      }
    }

    private func fade(_ distance: Int, _ configuration: Configuration) -> Float {
      Float(exp(-Double(distance) / configuration.decay))
    }
  }
}
