/// Isotonic calibration: the non-decreasing step-and-line function nearest to the labels in least squares.
///
/// Fitted by pooling adjacent violators (Ayer et al. 1955), linear between thresholds and constant outside
/// them, as scikit-learn's `IsotonicRegression(out_of_bounds="clip")`.
public struct IsotonicCalibrator: Codable, Sendable, Hashable {
  /// The scores at the ends of each pool, ascending.
  public let thresholds: [Double]
  /// The probability at each threshold, never falling.
  public let probabilities: [Double]

  /// Creates a calibrator from its thresholds.
  ///
  /// - Throws: ``TrainingError`` of code `empty`, `shape`, or `not_finite` where thresholds do not ascend
  ///   or probabilities fall or leave 0 to 1.
  public init(thresholds: [Double], probabilities: [Double]) throws(TrainingError) {
    try checkScores(thresholds, probabilities.count)
    let ascends = zip(thresholds, thresholds.dropFirst()).allSatisfy { $0 < $1 }
    let rises = zip(probabilities, probabilities.dropFirst()).allSatisfy { $0 <= $1 }
    guard ascends, rises, probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw TrainingError(
        .notFinite, "thresholds must ascend, and their probabilities rise within 0 to 1")
    }
    self.thresholds = thresholds
    self.probabilities = probabilities
  }

  /// Fits a calibrator to scores of rows that were not trained on.
  ///
  /// - Throws: ``TrainingError`` of code `empty`, `shape` or `not_finite`.
  /// - Complexity: O(n log n).
  public init(scores: [Double], labels: [Bool]) throws(TrainingError) {
    try checkScores(scores, labels.count)
    let pools = Self.pools(scores, labels)
    var thresholds: [Double] = []
    var probabilities: [Double] = []
    for pool in pools {
      let mean = pool.positives / pool.count
      thresholds.append(pool.first)
      probabilities.append(mean)
      if pool.last > pool.first {
        thresholds.append(pool.last)
        probabilities.append(mean)
      }
    }
    self.thresholds = thresholds
    self.probabilities = probabilities
  }

  /// The probability of the positive class.
  ///
  /// - Complexity: O(log thresholds).
  public func probability(of score: Double) -> Double {
    var low = 0
    var high = thresholds.count
    while low < high {
      let middle = (low + high) / 2
      if thresholds[middle] < score { low = middle + 1 } else { high = middle }
    }
    guard low < thresholds.count else { return probabilities[thresholds.count - 1] }
    guard low > 0, thresholds[low] > score else { return probabilities[low] }
    let share = (score - thresholds[low - 1]) / (thresholds[low] - thresholds[low - 1])
    return probabilities[low - 1] + share * (probabilities[low] - probabilities[low - 1])
  }

  private struct Pool {
    var first: Double
    var last: Double
    var positives: Double
    var count: Double
  }

  private static func pools(_ scores: [Double], _ labels: [Bool]) -> [Pool] {
    var pools: [Pool] = []
    for row in scores.indices.sorted(by: { (scores[$0], $0) < (scores[$1], $1) }) {
      let score = scores[row]
      let label = labels[row] ? 1.0 : 0
      // Rows of one score are one point before any pooling.
      if let top = pools.last, top.last == score, top.first == score {
        pools[pools.count - 1].positives += label
        pools[pools.count - 1].count += 1
      } else {
        settle(&pools)
        pools.append(Pool(first: score, last: score, positives: label, count: 1))
      }
    }
    settle(&pools)
    return pools
  }

  /// Merges the last pools as long as a later one has no higher mean.
  private static func settle(_ pools: inout [Pool]) {
    while pools.count > 1 {
      let top = pools[pools.count - 1]
      let below = pools[pools.count - 2]
      guard top.positives * below.count <= below.positives * top.count else { return }
      pools.removeLast()
      pools[pools.count - 1] = Pool(
        first: below.first, last: top.last, positives: below.positives + top.positives,
        count: below.count + top.count)
    }
  }
}
