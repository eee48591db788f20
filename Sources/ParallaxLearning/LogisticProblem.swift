internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// The smooth part of the objective of logistic regression and its gradient, over sparse rows.
///
///     softmax:  f(W, b) = ρ/2 ‖W‖² + Σ_i c_i (ln Σ_k exp z_ik − z_i,y(i)),   z_ik = b_k + Σ_j w_jk x_ij
///     sigmoid:  f(W, b) = ρ/2 ‖W‖² + Σ_i Σ_k c_ik (ln(1 + exp z_ik) − t_ik z_ik)
///
/// with c_i = C times the row's weight, c_ik = c_i times the factor of label k for the rows that have it or
/// have it not, t_ik = 1 where row i has label k, and the intercepts b not penalised. ρ is 1 − l1_ratio,
/// and twice that for two softmax classes: with w_1 = −w_0 = w/2 that is scikit-learn's one-column sigmoid,
/// ½‖w‖² + C Σ ln(1 + exp(−y f)).
///
/// A point is a flat buffer of `(featureCount + 1) * lanes` numbers, feature-major, the class fastest, the
/// intercepts last. `lanes` is the number of classes, up to 16 of them rounded up to a power of two so that
/// the weights of a feature are one SIMD value, beyond that to a multiple of eight; the spare ones stay zero.
struct LogisticProblem: Sendable {
  /// Whether one class of a row is right, or each label on its own.
  enum Loss: Sendable { case softmax, sigmoid }

  /// The rows, their columns renumbered.
  let features: SparseMatrix
  /// The original column of each one of `features`.
  let columns: [Int]
  let targets: RowTargets
  /// c_i.
  let rowWeights: [Double]
  let classCount: Int
  let loss: Loss
  /// What c_i is multiplied by where a row has a label, and where it has not; all 1 for softmax.
  let factors: LabelFactors
  /// ρ, of the squares of the weights.
  let ridge: Double
  /// The factor of the absolute values of the weights, which `evaluate` leaves out.
  let lasso: Double
  let lanes: Int
  let blocks: [Range<Int>]
  /// How many blocks of rows dual ascent works on at a time; a number of the data, not of the threads.
  ///
  /// With more than two each steps so carefully that more epochs are needed than threads save. A small
  /// problem is solved before a second thread would have begun, and where most features are rare, adding up the
  /// copies of their weights would take longer than the visits.
  var dualBlockCount: Int
  let threads: Int

  init(
    _ ordered: FrequentFirst, targets: RowTargets, rowWeights: [Double], classCount: Int, loss: Loss,
    factors: LabelFactors, l1Ratio: Double, threads: Int
  ) {
    features = ordered.rows
    columns = ordered.columns
    self.targets = targets
    self.rowWeights = rowWeights
    self.classCount = classCount
    self.loss = loss
    self.factors = factors
    ridge = (1 - l1Ratio) * (loss == .softmax && classCount == 2 ? 2 : 1)
    lasso = l1Ratio
    lanes = Self.lanes(forClasses: classCount)
    blocks = Self.blocks(of: features)
    dualBlockCount = features.nonZeroCount > max(1 << 18, 32 * features.columnCount) ? 2 : 1
    self.threads = threads
  }

  var featureCount: Int { features.columnCount }
  /// The number of numbers in a point.
  var size: Int { (featureCount + 1) * lanes }
  /// Σ c_i: what a gradient is divided by to speak of the mean loss.
  var totalWeight: Double { rowWeights.reduce(0, +) }

  /// The objective at zero weights, of which nothing is known.
  var objectiveAtZero: Double {
    switch loss {
    case .softmax: return totalWeight * log(Double(classCount))
    case .sigmoid:
      var total = 0.0
      for row in 0..<features.rowCount {
        var factor = factors.absent.reduce(0, +)
        for place in targets.offsets[row]..<targets.offsets[row + 1] {
          let label = Int(targets.labels[place])
          factor += factors.present[label] - factors.absent[label]
        }
        total += rowWeights[row] * factor
      }
      return total * log(2)
    }
  }

  /// Lanes a feature takes: a power of two up to 8, beyond that a multiple of eight.
  static func lanes(forClasses classCount: Int) -> Int {
    for width in [2, 4, 8] where classCount <= width { return width }
    return (classCount + 7) / 8 * 8
  }

  /// The blocks of rows whose gradients are added up in order.
  ///
  /// Their number depends on the data alone, so that sums are rounded alike for any number of threads, and
  /// stays so small that clearing and adding their gradients costs little beside the pass itself.
  static func blocks(of features: SparseMatrix) -> [Range<Int>] {
    let most = min(16, features.nonZeroCount / (32 * (features.columnCount + 1)), features.rowCount)
    var count = 1
    // A power of two, so that two or four threads have as much to do each.
    while 2 * count <= most { count *= 2 }
    return features.rowBlocks(count: count)
  }

  /// The objective at a point; its gradient is written to `gradient`.
  ///
  /// - Complexity: O(entries · classes); one pass over the rows.
  func evaluate(
    at point: UnsafeMutableBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    nonisolated(unsafe) let start = point
    let loss = sum(into: gradient) { rows, partial in pass(rows, point: start, gradient: partial) }
    let weights = featureCount * lanes
    let penalised = UnsafeBufferPointer(rebasing: point[..<weights])
    BLAS.axpy(ridge, penalised, into: UnsafeMutableBufferPointer(rebasing: gradient[..<weights]))
    return loss + ridge / 2 * BLAS.dot(penalised, penalised)
  }

  /// Adds up what `body` makes of each block of rows, in the order of the blocks.
  func sum(
    into total: UnsafeMutableBufferPointer<Double>,
    _ body: @Sendable (Range<Int>, UnsafeMutableBufferPointer<Double>) -> Double
  ) -> Double {
    total.update(repeating: 0)
    var value = 0.0
    // With one thread the blocks' sums take turns in one buffer; the results are the same.
    let width = max(1, min(threads, blocks.count))
    nonisolated(unsafe) let partial = UnsafeMutableBufferPointer<Double>.aligned(
      count: width * size, repeating: 0)
    nonisolated(unsafe) let values = UnsafeMutableBufferPointer<Double>.aligned(count: width, repeating: 0)
    defer {
      partial.deallocateAligned()
      values.deallocateAligned()
    }
    for first in stride(from: 0, to: blocks.count, by: width) {
      let round = min(width, blocks.count - first)
      parallelFor(blocks: round, threads: width) { turn in
        let own = UnsafeMutableBufferPointer(rebasing: partial[turn * size..<(turn + 1) * size])
        if first > 0 { own.update(repeating: 0) }
        values[turn] = body(blocks[first + turn], own)
      }
      for turn in 0..<round {
        value += values[turn]
        BLAS.axpy(1, UnsafeBufferPointer(rebasing: partial[turn * size..<(turn + 1) * size]), into: total)
      }
    }
    return value
  }
}
