/// What the words of a text come to on each axis.
struct AxisTallies {
  /// The mean of the cosines of all occurrences, by axis.
  private(set) var biases: [Double]
  /// The mean of their squared distances from the background.
  private(set) var intensities: [Double]
  /// The words that weigh most.
  private(set) var tops: [TopTerms]

  /// Tallies words: of each the cosines with all axes, which lie side by side, are read at once.
  ///
  /// - Parameters:
  ///   - words: the words.
  ///   - cosines: the cosine of every word of the vocabulary with each axis, word after word.
  ///   - means: the mean of the background, by axis.
  ///   - topTerms: how many words each axis names.
  init(_ words: AxisWords, cosines: [Float], means: [Double], topTerms: Int) {
    let count = means.count
    biases = [Double](repeating: 0, count: count)
    intensities = biases
    tops = [TopTerms](repeating: TopTerms(limit: topTerms), count: count)
    var contributions = biases
    // The magnitudes that contributions must reach.
    var leasts = biases
    let total = Double(words.count)
    for (word, row) in words.rows.enumerated() {
      let share = Double(words.counts[word]) / total
      let reached = Self.add(
        cosines, at: Int(row) * count, share: share, means, &biases, &intensities, &contributions, leasts)
      guard reached > 0 else { continue }
      for axis in 0..<count where abs(contributions[axis]) >= leasts[axis] {
        tops[axis].add(word, row: Int(row), contribution: contributions[axis])
        leasts[axis] = tops[axis].least
      }
    }
  }

  /// Adds one word to all axes; on how many of them it may be among the words that weigh most.
  ///
  /// By pointers and without a branch, so that several axes are added at once.
  @inline(__always) private static func add(
    _ cosines: [Float], at first: Int, share: Double, _ means: [Double], _ biases: inout [Double],
    _ intensities: inout [Double], _ contributions: inout [Double], _ leasts: [Double]
  ) -> Int {
    let count = means.count
    var reached = 0
    cosines.withUnsafeBufferPointer { cosines in
      means.withUnsafeBufferPointer { means in
        leasts.withUnsafeBufferPointer { leasts in
          biases.withUnsafeMutableBufferPointer { biases in
            intensities.withUnsafeMutableBufferPointer { intensities in
              contributions.withUnsafeMutableBufferPointer { contributions in
                for axis in 0..<count {
                  let cosine = Double(cosines[first &+ axis])
                  let distance = cosine - means[axis]
                  let contribution = share * distance
                  biases[axis] += share * cosine
                  intensities[axis] += contribution * distance
                  contributions[axis] = contribution
                  reached &+= abs(contribution) >= leasts[axis] ? 1 : 0
                }
              }
            }
          }
        }
      }
    }
    return reached
  }

  /// The words of the largest contributions, the largest first; ties by their rows.
  ///
  /// None below ``least`` is added.
  struct TopTerms {
    let limit: Int
    private(set) var found: [(word: Int, row: Int, contribution: Double)] = []
    /// The magnitude that a contribution must reach; that of the last found, once there are as many as may be.
    private(set) var least = 0.0

    init(limit: Int) { self.limit = limit }

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
