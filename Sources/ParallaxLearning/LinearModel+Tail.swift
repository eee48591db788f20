package import ParallaxMath

extension LinearModel {
  /// The scores of rows whose first columns are sparse and whose others are all there: `values[row * classCount + class]`.
  ///
  /// The same numbers as of rows that hold both. Four rows are taken side by side, whose sums need not wait for each
  /// other.
  ///
  /// - Parameters:
  ///   - heads: The first columns of each row.
  ///   - fill: Writes the other columns of a row, in their order.
  /// - Precondition: the heads have at most ``featureCount`` columns.
  /// - Complexity: O(entries · classes).
  package func decisionValues(
    ofHeads heads: SparseMatrix, tails fill: (_ row: Int, UnsafeMutablePointer<Float>) -> Void
  ) -> [Double] {
    precondition(
      heads.columnCount <= featureCount, "heads of \(heads.columnCount) columns, of \(featureCount)")
    let width = featureCount - heads.columnCount
    var scores = decisionValues(ofLeadingColumns: heads)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 4 * width) { tails in
      guard let tails = tails.baseAddress else { return }
      tails.initialize(repeating: 0, count: 4 * width)
      weights.withUnsafeBufferPointer { weights in
        scores.withUnsafeMutableBufferPointer { scores in
          for first in stride(from: 0, to: heads.rowCount, by: 4) {
            let count = min(4, heads.rowCount - first)
            for row in 0..<count { fill(first + row, tails + row * width) }
            let own = UnsafeMutableBufferPointer(
              rebasing: scores[first * classCount..<(first + count) * classCount])
            let tailWeights = UnsafeBufferPointer(rebasing: weights[(heads.columnCount * classCount)...])
            if classCount == 2 {
              addTailsOfTwo(tails, width, tailWeights, to: own)
            } else {
              addTails(tails, width, tailWeights, to: own)
            }
          }
        }
      }
    }
    return scores
  }

  private func decisionValues(ofLeadingColumns heads: SparseMatrix) -> [Double] {
    [Double](unsafeUninitializedCapacity: heads.rowCount * classCount) { scores, count in
      count = heads.rowCount * classCount
      heads.columnIndices.withUnsafeBufferPointer { columns in
        heads.values.withUnsafeBufferPointer { values in
          weights.withUnsafeBufferPointer { weights in
            for row in 0..<heads.rowCount {
              score(heads.entries(ofRow: row), columns, values, weights, scores, at: row * classCount)
            }
          }
        }
      }
    }
  }

  /// Adds the tails of up to four rows to their scores, of any number of classes.
  private func addTails(
    _ tails: UnsafePointer<Float>, _ width: Int, _ weights: UnsafeBufferPointer<Float>,
    to scores: UnsafeMutableBufferPointer<Double>
  ) {
    for row in 0..<scores.count / classCount {
      for column in 0..<width {
        let value = Double(tails[row &* width &+ column])
        for k in 0..<classCount {
          scores[row &* classCount &+ k] += Double(weights[column &* classCount &+ k]) * value
        }
      }
    }
  }

  /// The same of two classes, all four rows at once; the scores of rows that are not there are given up.
  private func addTailsOfTwo(
    _ tails: UnsafePointer<Float>, _ width: Int, _ weights: UnsafeBufferPointer<Float>,
    to scores: UnsafeMutableBufferPointer<Double>
  ) {
    func old(_ place: Int) -> Double { place < scores.count ? scores[place] : 0 }
    var (a0, b0, a1, b1) = (old(0), old(1), old(2), old(3))
    var (a2, b2, a3, b3) = (old(4), old(5), old(6), old(7))
    let (first, second, third, fourth) = (tails, tails + width, tails + 2 * width, tails + 3 * width)
    for column in 0..<width {
      let (a, b) = (Double(weights[2 &* column]), Double(weights[2 &* column &+ 1]))
      let (w, x) = (Double(first[column]), Double(second[column]))
      let (y, z) = (Double(third[column]), Double(fourth[column]))
      a0 += a * w
      b0 += b * w
      a1 += a * x
      b1 += b * x
      a2 += a * y
      b2 += b * y
      a3 += a * z
      b3 += b * z
    }
    for (place, sum) in [a0, b0, a1, b1, a2, b2, a3, b3].prefix(scores.count).enumerated() {
      scores[place] = sum
    }
  }
}
