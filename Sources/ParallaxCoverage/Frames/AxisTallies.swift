/// What the words of a text come to on each axis.
struct AxisTallies {
  /// The mean of the cosines of all occurrences, by axis.
  private(set) var biases: [Double]
  /// The mean of their squared distances from the background.
  private(set) var intensities: [Double]
  /// The words that weigh most.
  private(set) var tops: [TopTerms]

  /// Tallies words, four axes after four, side by side: their sums stay in registers.
  ///
  /// - Parameters:
  ///   - words: the words.
  ///   - cosines: the cosine of every word of the vocabulary with each axis, word after word.
  ///   - means: the mean of the background, by axis.
  ///   - topTerms: how many words each axis names.
  init(_ words: AxisWords, cosines: [Float], means: [Double], topTerms: Int) {
    let total = Double(words.count)
    let shares = words.counts.map { Double($0) / total }
    (biases, intensities, tops) = ([], [], [])
    cosines.withUnsafeBufferPointer { cosines in
      guard let cosines = cosines.baseAddress else { return }
      for first in stride(from: 0, to: means.count, by: 4) {
        let lanes = min(4, means.count - first)
        var four = Four(means[first..<(first + lanes)], topTerms: topTerms)
        for (word, row) in words.rows.enumerated() {
          let place = cosines + (Int(row) &* means.count &+ first)
          four.add(Four.lanes(at: place, count: lanes), share: shares[word], word, row: Int(row))
        }
        for lane in 0..<lanes {
          biases.append(four.biases[lane])
          intensities.append(four.intensities[lane])
          tops.append(four.tops[lane])
        }
      }
    }
  }

  /// The tallies of four axes; lanes without an axis count for nothing.
  private struct Four {
    private let means: SIMD4<Double>
    private(set) var (biases, intensities) = (SIMD4<Double>(), SIMD4<Double>())
    private(set) var tops: [TopTerms]
    /// The magnitude that a contribution must reach to be among the tops.
    private var least = SIMD4<Double>(repeating: .infinity)

    init(_ means: ArraySlice<Double>, topTerms: Int) {
      tops = means.map { _ in TopTerms(limit: topTerms) }
      var filled = SIMD4<Double>()
      for (lane, mean) in means.enumerated() { (filled[lane], least[lane]) = (mean, 0) }
      self.means = filled
    }

    /// The cosines of a word from an axis on.
    @inline(__always) static func lanes(at place: UnsafePointer<Float>, count: Int) -> SIMD4<Double> {
      if count == 4 {
        return SIMD4<Double>(UnsafeRawPointer(place).loadUnaligned(as: SIMD4<Float>.self))
      }
      var lanes = SIMD4<Double>()
      for lane in 0..<count { lanes[lane] = Double(place[lane]) }
      return lanes
    }

    @inline(__always) mutating func add(_ cosines: SIMD4<Double>, share: Double, _ word: Int, row: Int) {
      let distances = cosines - means
      let contributions = share * distances
      biases += share * cosines
      intensities += contributions * distances
      let isTop = pointwiseMax(contributions, -contributions) .>= least
      if any(isTop) { addTops(isTop, contributions, word, row: row) }
    }

    @inline(never) private mutating func addTops(
      _ isTop: SIMDMask<SIMD4<Int64>>, _ contributions: SIMD4<Double>, _ word: Int, row: Int
    ) {
      for lane in tops.indices where isTop[lane] {
        tops[lane].add(word, row: row, contribution: contributions[lane])
        least[lane] = tops[lane].least
      }
    }
  }

  /// The words of the largest contributions, the largest first; ties by their rows.
  ///
  /// None below ``least`` is added.
  struct TopTerms {
    let limit: Int
    private(set) var found: [(word: Int, row: Int, contribution: Double)] = []
    /// The magnitude that a contribution must reach; that of the last found, once there are as many as may be.
    private(set) var least = 0.0

    init(limit: Int) {
      self.limit = limit
      found.reserveCapacity(min(limit, 16))
    }

    mutating func add(_ word: Int, row: Int, contribution: Double) {
      func precedes(_ other: (word: Int, row: Int, contribution: Double)) -> Bool {
        let (a, b) = (abs(contribution), abs(other.contribution))
        return a == b ? row < other.row : a > b
      }
      if found.count < limit {
        found.append((word, row, contribution))
      } else {
        guard limit > 0, precedes(found[limit - 1]) else { return }
        found[limit - 1] = (word, row, contribution)
      }
      var place = found.count - 1
      while place > 0, precedes(found[place - 1]) {
        found.swapAt(place, place - 1)
        place -= 1
      }
      if found.count == limit { least = abs(found[limit - 1].contribution) }
    }
  }
}
