import ParallaxText

/// What the words of a text come to on each axis.
struct AxisTallies {
  /// The mean of the cosines of all occurrences, by axis.
  private(set) var biases: [Double]
  /// The mean of their squared distances from the background.
  private(set) var intensities: [Double]
  /// The words that weigh most.
  private(set) var tops: [TopTerms]

  /// Tallies words, axis after axis: the sums of one stay in registers.
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
      words.rows.withUnsafeBufferPointer { rows in
        shares.withUnsafeBufferPointer { shares in
          guard let first = cosines.baseAddress else { return }
          // The words are all over the table.
          for row in rows { VectorKernels.prefetch(first + Int(row) &* means.count) }
          for (axis, mean) in means.enumerated() {
            var (bias, intensity) = (0.0, 0.0)
            var top = TopTerms(limit: topTerms)
            for word in rows.indices {
              let cosine = Double(cosines[Int(rows[word]) &* means.count &+ axis])
              let distance = cosine - mean
              let contribution = shares[word] * distance
              bias += shares[word] * cosine
              intensity += contribution * distance
              if abs(contribution) >= top.least {
                top.add(word, row: Int(rows[word]), contribution: contribution)
              }
            }
            biases.append(bias)
            intensities.append(intensity)
            tops.append(top)
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
