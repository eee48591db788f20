import ParallaxText

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
    for first in stride(from: 0, to: means.count, by: 4) {
      let lanes = min(4, means.count - first)
      var four = Four(means[first..<(first + lanes)], topTerms: topTerms)
      four.add(words.rows, shares, cosines, first: first, stride: means.count)
      for lane in 0..<lanes {
        biases.append(four.biases[lane])
        intensities.append(four.intensities[lane])
        tops.append(four.tops[lane])
      }
    }
  }

  /// The tallies of up to four axes; lanes without an axis count for nothing.
  private struct Four {
    private let means: SIMD4<Double>
    private(set) var (biases, intensities) = (SIMD4<Double>(), SIMD4<Double>())
    private(set) var tops: [TopTerms]
    /// The magnitude that a contribution must reach to be among the tops.
    private var leasts = SIMD4<Double>(repeating: .infinity)

    init(_ means: ArraySlice<Double>, topTerms: Int) {
      tops = means.map { _ in TopTerms(limit: topTerms) }
      var filled = SIMD4<Double>()
      for (lane, mean) in means.enumerated() { (filled[lane], leasts[lane]) = (mean, 0) }
      self.means = filled
    }

    /// Adds words by the cosines of their rows, from a first one of each on.
    mutating func add(_ rows: [Int32], _ shares: [Double], _ cosines: [Float], first: Int, stride: Int) {
      rows.withUnsafeBufferPointer { rows in
        shares.withUnsafeBufferPointer { shares in
          cosines.withUnsafeBufferPointer { cosines in
            guard let shares = shares.baseAddress, let cosines = cosines.baseAddress else { return }
            var (word, contributions) = (0, SIMD4<Double>())
            while word < rows.count {
              word = VectorKernels.tally(
                cosines + first, stride: stride, lanes: tops.count, rows: rows, shares: shares, from: word,
                means: means, leasts: leasts, sums: &biases, squares: &intensities, products: &contributions)
              guard word < rows.count else { return }
              for lane in tops.indices where abs(contributions[lane]) >= leasts[lane] {
                tops[lane].add(word, row: Int(rows[word]), contribution: contributions[lane])
                leasts[lane] = tops[lane].least
              }
              word += 1
            }
          }
        }
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
