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
    isCounted = (0..<vectors.count).map { !StopWords.english.contains(vectors.vocabulary.term(at: $0)) }
    cosines = Self.cosines(of: vectors, with: directions)
    background = Self.background(of: vectors, cosines, isCounted, axisCount: axes.count)
  }

  /// The place of a text on each axis, in the axes' order; nil where fewer than ``minimumWordCount`` of its words have
  /// vectors.
  ///
  /// - Complexity: O(bytes + words · axes).
  public func profiles(of text: String, topTerms: Int = 5) -> [AxisProfile]? {
    let tokens = FoldedTokens(text)
    var places: [Int: [Range<Int>]] = [:]
    var order: [Int] = []
    var wordCount = 0
    tokens.bytes.withUnsafeBufferPointer { bytes in
      for token in 0..<tokens.count where tokens.isWord[token] {
        guard let row = vectors.row(ofUTF8: UnsafeBufferPointer(rebasing: bytes[tokens.range(of: token)])),
          isCounted[row]
        else { continue }
        if places[row, default: []].isEmpty { order.append(row) }
        places[row, default: []].append(tokens.places[token])
        wordCount += 1
      }
    }
    guard wordCount >= Self.minimumWordCount else { return nil }
    return axes.indices.map { profile(axis: $0, order.map { ($0, places[$0] ?? []) }, wordCount, topTerms) }
  }

  private func profile(
    axis: Int, _ words: [(row: Int, ranges: [Range<Int>])], _ wordCount: Int, _ topTerms: Int
  ) -> AxisProfile {
    let (mean, deviation) = background[axis]
    let total = Double(wordCount)
    var bias = 0.0
    var intensity = 0.0
    var parts: [(row: Int, contribution: Double, ranges: [Range<Int>])] = []
    for (row, ranges) in words {
      let share = Double(ranges.count) / total
      let cosine = Double(cosines[row * axes.count + axis])
      bias += share * cosine
      intensity += share * (cosine - mean) * (cosine - mean)
      parts.append((row, share * (cosine - mean), ranges))
    }
    parts.sort {
      let (a, b) = (abs($0.contribution), abs($1.contribution))
      return a == b ? $0.row < $1.row : a > b
    }
    return AxisProfile(
      axis: axes[axis].name, bias: bias, intensity: intensity, background: mean,
      z: deviation > 0 ? (bias - mean) / (deviation / total.squareRoot()) : 0, wordCount: wordCount,
      terms: parts.prefix(topTerms).map {
        .init(word: vectors.vocabulary.term(at: $0.row), contribution: $0.contribution, ranges: $0.ranges)
      })
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

  private static func cosines(of vectors: TermVectors, with directions: [[Float]]) -> [Float] {
    let (dimension, width) = (vectors.dimension, directions.count)
    return [Float](unsafeUninitializedCapacity: vectors.count * width) { result, written in
      vectors.codes.withUnsafeBufferPointer { codes in
        for (axis, direction) in directions.enumerated() {
          direction.withUnsafeBufferPointer { direction in
            for row in 0..<vectors.count {
              // Four sums, so that additions need not wait for each other.
              var sums = SIMD4<Float>()
              let base = row &* dimension
              var component = 0
              while component &+ 4 <= dimension {
                let code = SIMD4<Float>(
                  Float(codes[base &+ component]), Float(codes[base &+ component &+ 1]),
                  Float(codes[base &+ component &+ 2]), Float(codes[base &+ component &+ 3]))
                let part = SIMD4<Float>(
                  direction[component], direction[component &+ 1], direction[component &+ 2],
                  direction[component &+ 3])
                sums += code * part
                component &+= 4
              }
              var sum = sums.sum()
              while component < dimension {
                sum += Float(codes[base &+ component]) * direction[component]
                component &+= 1
              }
              result[row &* width &+ axis] = sum * vectors.scales[row]
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
