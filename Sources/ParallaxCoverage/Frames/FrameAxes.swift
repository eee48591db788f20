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
  /// What the words of a text are told apart by.
  private let slots: ScratchPool<AxisWords.Slots>
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
    slots = ScratchPool { AxisWords.Slots(count: vectors.count) }
    cosines = Self.cosines(of: vectors, with: directions)
    background = Self.background(of: vectors, cosines, isCounted, axisCount: axes.count)
  }

  /// What the words of a text are looked up in.
  package var lookup: WordLookup { vectors.lookup }

  /// The place of a text on each axis, in the axes' order; nil where fewer than ``minimumWordCount`` of its words have
  /// vectors.
  ///
  /// - Complexity: O(bytes + words · axes).
  public func profiles(of text: String, topTerms: Int = 5) -> [AxisProfile]? {
    let sentences = SentenceSplitter().sentences(in: text)
    return profiles(of: FoldedTokens(text, parts: sentences), topTerms: topTerms)
  }

  /// The same of a text whose tokens are known, sentence by sentence.
  package func profiles(of tokens: FoldedTokens, topTerms: Int = 5) -> [AxisProfile]? {
    let words = slots.withValue { AxisWords(tokens, vectors, isCounted, &$0) }
    guard words.count >= Self.minimumWordCount else { return nil }
    let tallies = AxisTallies(
      words, cosines: cosines, means: background.map(\.mean), topTerms: topTerms)
    return axes.indices.map { profile(axis: $0, tallies, words, tokens) }
  }

  private func profile(
    axis: Int, _ tallies: AxisTallies, _ words: AxisWords, _ tokens: FoldedTokens
  ) -> AxisProfile {
    let (mean, deviation) = background[axis]
    let bias = tallies.biases[axis]
    return AxisProfile(
      axis: axes[axis].name, bias: bias, intensity: tallies.intensities[axis], background: mean,
      z: deviation > 0 ? (bias - mean) / (deviation / Double(words.count).squareRoot()) : 0,
      wordCount: words.count,
      terms: tallies.tops[axis].found.map { entry in
        .init(
          word: words.word(entry.word, in: tokens), contribution: entry.contribution,
          ranges: words.places(of: entry.word, in: tokens))
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

  /// The cosine of every word with every direction, whose components are rounded to whole parts of the largest one:
  /// sums of whole numbers are the same in any order.
  ///
  /// The parts are so small, some 10⁻⁵ of the largest component, that what is rounded off lies far below what is lost
  /// of the words' own vectors, which have 8 bits a component.
  private static func cosines(of vectors: TermVectors, with directions: [[Float]]) -> [Float] {
    let (dimension, width) = (vectors.dimension, directions.count)
    // As many parts as no sum can overflow with.
    let parts = Float(min(Int(Int16.max), Int(Int32.max) / (128 * dimension)))
    var rounded: [Int16] = []
    var units: [Float] = []
    for direction in directions {
      let largest = direction.reduce(Float(0)) { max($0, abs($1)) }
      rounded += direction.map { largest > 0 ? Int16(($0 / largest * parts).rounded()) : 0 }
      units.append(largest / parts)
    }
    return [Float](unsafeUninitializedCapacity: vectors.count * width) { result, written in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: width) { sums in
        vectors.withCodes { codes in
          rounded.withUnsafeBufferPointer { rounded in
            guard let codes = codes.baseAddress, let rounded = rounded.baseAddress,
              let sums = sums.baseAddress
            else { return }
            for word in 0..<vectors.count {
              VectorKernels.dot(
                codes + word &* dimension, count: dimension, directions: rounded, width: width, sums: sums)
              let scale = vectors.scales[word]
              for axis in 0..<width {
                result.initializeElement(
                  at: word &* width &+ axis, to: Float(sums[axis]) * units[axis] * scale)
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
