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
    let words = Words(tokens, vectors, isCounted)
    guard words.count >= Self.minimumWordCount else { return nil }
    let total = Double(words.count)
    let shares = words.counts.map { Double($0) / total }
    return axes.indices.map { profile(axis: $0, words, shares: shares, tokens, topTerms) }
  }

  /// The words of a text that count: in the order in which they first occur, with all their places.
  private struct Words {
    /// The row of each word.
    private(set) var rows: [Int] = []
    /// How often each occurs.
    private(set) var counts: [Int] = []
    /// The token of each occurrence, in text order.
    private var tokens: [Int32] = []
    /// The occurrence of the same word that follows each; -1 for none.
    private var next: [Int32] = []
    /// The first and the last occurrence of each word.
    private var ends: [(first: Int32, last: Int32)] = []

    /// The number of occurrences.
    var count: Int { tokens.count }

    init(_ text: FoldedTokens, _ vectors: TermVectors, _ isCounted: [Bool]) {
      let ids = vectors.rows(of: text)
      tokens.reserveCapacity(ids.count)
      next.reserveCapacity(ids.count)
      // A table of rows to words, a quarter full at most: the vocabulary is far larger than a text.
      let size = max(64, 4 * (ids.count + 1).nextPowerOf2)
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { slots in
        slots.initialize(repeating: -1)
        for (token, id) in ids.enumerated() where id >= 0 && isCounted[Int(id)] {
          var slot = Int(UInt32(bitPattern: id) &* 2_654_435_769) & (size - 1)
          while slots[slot] >= 0, rows[Int(slots[slot])] != Int(id) { slot = (slot + 1) & (size - 1) }
          if slots[slot] < 0 { slots[slot] = Int32(rows.count) }
          add(token, to: Int(slots[slot]), row: Int(id))
        }
      }
    }

    private mutating func add(_ token: Int, to word: Int, row: Int) {
      let occurrence = Int32(tokens.count)
      if word == rows.count {
        rows.append(row)
        counts.append(1)
        ends.append((occurrence, occurrence))
      } else {
        counts[word] += 1
        next[Int(ends[word].last)] = occurrence
        ends[word].last = occurrence
      }
      tokens.append(Int32(token))
      next.append(-1)
    }

    /// Where a word stands.
    func places(of word: Int, in text: FoldedTokens) -> [Range<Int>] {
      var places: [Range<Int>] = []
      places.reserveCapacity(counts[word])
      var occurrence = ends[word].first
      while occurrence >= 0 {
        places.append(text.places[Int(tokens[Int(occurrence)])])
        occurrence = next[Int(occurrence)]
      }
      return places
    }
  }

  private func profile(
    axis: Int, _ words: Words, shares: [Double], _ tokens: FoldedTokens, _ topTerms: Int
  ) -> AxisProfile {
    let (mean, deviation) = background[axis]
    var bias = 0.0
    var intensity = 0.0
    var top = TopTerms(limit: topTerms)
    cosines.withUnsafeBufferPointer { cosines in
      for (word, row) in words.rows.enumerated() {
        let share = shares[word]
        let cosine = Double(cosines[row &* axes.count &+ axis])
        bias += share * cosine
        intensity += share * (cosine - mean) * (cosine - mean)
        top.add(word, row: row, contribution: share * (cosine - mean))
      }
    }
    return AxisProfile(
      axis: axes[axis].name, bias: bias, intensity: intensity, background: mean,
      z: deviation > 0 ? (bias - mean) / (deviation / Double(words.count).squareRoot()) : 0,
      wordCount: words.count,
      terms: top.found.map { entry in
        .init(
          word: vectors.vocabulary.term(at: entry.row), contribution: entry.contribution,
          ranges: words.places(of: entry.word, in: tokens))
      })
  }

  /// The words of the largest contributions, the largest first; ties by their rows.
  private struct TopTerms {
    let limit: Int
    private(set) var found: [(word: Int, row: Int, contribution: Double)] = []
    /// The magnitude that a contribution must reach; that of the last found, once there are as many as may be.
    private var least = 0.0

    init(limit: Int) { self.limit = limit }

    @inline(__always) mutating func add(_ word: Int, row: Int, contribution: Double) {
      guard abs(contribution) >= least else { return }
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
      if found.count == limit { least = abs(found[limit - 1].contribution) }
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
      withUnsafeTemporaryAllocation(byteCount: 4 * dimension, alignment: 16) { room in
        let row = room.bindMemory(to: Float.self)
        vectors.codes.withUnsafeBufferPointer { codes in
          parts.withUnsafeBufferPointer { parts in
            for word in 0..<vectors.count {
              let base = word &* dimension
              for component in 0..<dimension { row[component] = Float(codes[base &+ component]) }
              let scale = vectors.scales[word]
              for axis in 0..<width {
                // Four sums, so that additions need not wait for each other.
                var sums = SIMD4<Float>()
                for step in 0..<steps {
                  sums +=
                    room.load(fromByteOffset: 16 &* step, as: SIMD4<Float>.self)
                    * parts[axis &* steps &+ step]
                }
                var sum = sums.sum()
                for component in (4 * steps)..<dimension {
                  sum += row[component] * directions[axis][component]
                }
                result[word &* width &+ axis] = sum * scale
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
