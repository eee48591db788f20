import ParallaxFeatures
import ParallaxText

/// Places texts on axes between words, by the vectors of their words (FrameAxis).
public struct FrameAxes: Sendable {
  /// The fewest words with vectors that a profile rests on.
  public static let minimumWordCount = 50

  /// The axes.
  public let axes: [FrameAxis]

  private let vectors: TermVectors
  /// The cosine of each word with each axis, word after word.
  private let cosines: [Float]
  /// Whether a row is of a word that is counted: no function word.
  private let isCounted: [Bool]
  /// The mean and the standard deviation of the cosines over the background, by axis.
  private let background: [(mean: Double, deviation: Double)]

  /// Prepares axes over vectors.
  ///
  /// - Throws: ``CoverageError`` of code `duplicate` or `schema` where two axes share a name, or a pole has no word with a vector.
  /// - Complexity: O(words · components · axes).
  public init(_ axes: [FrameAxis], vectors: TermVectors) throws(CoverageError) {
    var seen: Set<String> = []
    for axis in axes where !seen.insert(axis.name).inserted {
      throw CoverageError(.duplicate, "two axes are named \(axis.name.quoted); give each a name of its own")
    }
    var directions: [[Float]] = []
    for axis in axes {
      let ends = (
        try Self.center(of: axis.positive, axis, vectors), try Self.center(of: axis.negative, axis, vectors)
      )
      directions.append(Self.unit(zip(ends.0, ends.1).map { $0 - $1 }))
    }
    self.axes = axes
    self.vectors = vectors
    var isCounted = [Bool](repeating: true, count: vectors.count)
    for word in StopWords.english.words {
      if let row = vectors.row(of: word) { isCounted[row] = false }
    }
    self.isCounted = isCounted
    cosines = Self.cosines(of: vectors, with: directions)
    background = Self.background(of: vectors, cosines, isCounted, axisCount: axes.count)
  }

  /// The place of a text on each axis, in the axes' order; nil where fewer than ``minimumWordCount`` of its words have
  /// vectors.
  ///
  /// - Complexity: O(bytes + words · axes).
  public func profiles(of text: String, topTerms: Int = 5) -> [AxisProfile]? {
    profiles(of: FoldedTokens(text), topTerms: topTerms)
  }

  /// The same of a text whose tokens are known.
  package func profiles(of tokens: FoldedTokens, topTerms: Int = 5) -> [AxisProfile]? {
    let words = Words(tokens, vectors, isCounted)
    guard words.tokens.count >= Self.minimumWordCount else { return nil }
    return axes.indices.map { profile(axis: $0, words, tokens, topTerms) }
  }

  /// The words of a text that count: in the order in which they first occur, with all their places.
  private struct Words {
    /// The row of each word.
    private(set) var rows: [Int] = []
    /// How often each occurs.
    private(set) var counts: [Int] = []
    /// The word of each occurrence, in text order.
    private(set) var words: [Int] = []
    /// The token of each occurrence.
    private(set) var tokens: [Int] = []

    init(_ text: FoldedTokens, _ vectors: TermVectors, _ isCounted: [Bool]) {
      let ids = vectors.rows(of: text)
      // A table of rows to words, a quarter full at most: the vocabulary is far larger than a text.
      let size = max(64, 4 * (ids.count + 1).nextPowerOf2)
      var slots = [Int32](repeating: -1, count: size)
      for (token, id) in ids.enumerated() where id >= 0 && isCounted[Int(id)] {
        var slot = Int(UInt32(bitPattern: id) &* 2_654_435_769) & (size - 1)
        while slots[slot] >= 0, rows[Int(slots[slot])] != Int(id) { slot = (slot + 1) & (size - 1) }
        if slots[slot] < 0 {
          slots[slot] = Int32(rows.count)
          rows.append(Int(id))
          counts.append(0)
        }
        counts[Int(slots[slot])] += 1
        words.append(Int(slots[slot]))
        tokens.append(token)
      }
    }
  }

  private func profile(axis: Int, _ words: Words, _ tokens: FoldedTokens, _ topTerms: Int) -> AxisProfile {
    let (mean, deviation) = background[axis]
    let total = Double(words.tokens.count)
    var bias = 0.0
    var intensity = 0.0
    var top = TopTerms(limit: topTerms)
    for (word, row) in words.rows.enumerated() {
      let share = Double(words.counts[word]) / total
      let cosine = Double(cosines[row * axes.count + axis])
      bias += share * cosine
      intensity += share * (cosine - mean) * (cosine - mean)
      top.add(word, row: row, contribution: share * (cosine - mean))
    }
    return AxisProfile(
      axis: axes[axis].name, bias: bias, intensity: intensity, background: mean,
      z: deviation > 0 ? (bias - mean) / (deviation / total.squareRoot()) : 0, wordCount: words.tokens.count,
      terms: top.found.map { entry in
        .init(
          word: vectors.vocabulary.term(at: entry.row), contribution: entry.contribution,
          ranges: words.words.indices.lazy.filter { words.words[$0] == entry.word }
            .map { tokens.places[words.tokens[$0]] })
      })
  }

  /// The words of the largest contributions, the largest first; ties by their rows.
  private struct TopTerms {
    let limit: Int
    private(set) var found: [(word: Int, row: Int, contribution: Double)] = []

    init(limit: Int) { self.limit = limit }

    @inline(__always) mutating func add(_ word: Int, row: Int, contribution: Double) {
      func precedes(_ other: (word: Int, row: Int, contribution: Double)) -> Bool {
        let (a, b) = (abs(contribution), abs(other.contribution))
        return a == b ? row < other.row : a > b
      }
      if found.count >= limit {
        guard limit > 0, precedes(found[limit - 1]) else { return }
        found.removeLast()
      }
      var place = found.count
      while place > 0, precedes(found[place - 1]) { place -= 1 }
      found.insert((word, row, contribution), at: place)
    }
  }

  /// The mean vector of a pole's words.
  private static func center(
    of pole: FrameAxis.Pole, _ axis: FrameAxis, _ vectors: TermVectors
  ) throws(CoverageError) -> [Float] {
    var sum = [Float](repeating: 0, count: vectors.dimension)
    var count: Float = 0
    for word in pole.words {
      guard let row = vectors.row(of: word) else { continue }
      for (component, value) in vectors.vector(at: row).enumerated() { sum[component] += value }
      count += 1
    }
    guard count > 0 else {
      throw CoverageError(
        .schema,
        "axis \(axis.name.quoted): no word of the pole \(pole.name.quoted) has a vector; give words that are "
          + "common in news, in lower case")
    }
    return sum.map { $0 / count }
  }

  private static func unit(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? vector.map { $0 / length } : vector
  }

  /// The cosine of every word with every direction: each word's codes are read once for all of them.
  private static func cosines(of vectors: TermVectors, with directions: [[Float]]) -> [Float] {
    let (dimension, width) = (vectors.dimension, directions.count)
    let steps = dimension / 4
    // Directions one after the other, in fours.
    var parts: [SIMD4<Float>] = []
    for direction in directions {
      for step in 0..<steps {
        parts.append(
          SIMD4(
            direction[4 * step], direction[4 * step + 1], direction[4 * step + 2], direction[4 * step + 3]))
      }
    }
    return [Float](unsafeUninitializedCapacity: vectors.count * width) { result, written in
      var row4 = [SIMD4<Float>](repeating: .zero, count: steps)
      vectors.codes.withUnsafeBufferPointer { codes in
        parts.withUnsafeBufferPointer { parts in
          row4.withUnsafeMutableBufferPointer { room in
            for row in 0..<vectors.count {
              let base = row &* dimension
              for step in 0..<steps {
                let place = base &+ 4 &* step
                room[step] = SIMD4(
                  Float(codes[place]), Float(codes[place &+ 1]), Float(codes[place &+ 2]),
                  Float(codes[place &+ 3]))
              }
              for axis in 0..<width {
                // Four sums, so that additions need not wait for each other.
                var sums = SIMD4<Float>()
                for step in 0..<steps { sums += room[step] * parts[axis &* steps &+ step] }
                var sum = sums.sum()
                for component in (4 * steps)..<dimension {
                  sum += Float(codes[base &+ component]) * directions[axis][component]
                }
                result[row &* width &+ axis] = sum * vectors.scales[row]
              }
            }
          }
        }
      }
      written = vectors.count * width
    }
  }

  private static func background(
    of vectors: TermVectors, _ cosines: [Float], _ isCounted: [Bool], axisCount: Int
  ) -> [(mean: Double, deviation: Double)] {
    (0..<axisCount).map { axis in
      var (total, sum, squares) = (0.0, 0.0, 0.0)
      for row in 0..<vectors.count where isCounted[row] {
        let weight = Double(vectors.counts[row])
        let cosine = Double(cosines[row * axisCount + axis])
        total += weight
        sum += weight * cosine
        squares += weight * cosine * cosine
      }
      guard total > 0 else { return (0, 0) }
      let mean = sum / total
      return (mean, max(0, squares / total - mean * mean).squareRoot())
    }
  }
}

extension Int {
  /// The least power of two that is not below this number.
  fileprivate var nextPowerOf2: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
