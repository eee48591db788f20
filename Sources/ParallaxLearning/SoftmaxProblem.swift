internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// The objective of multinomial logistic regression and its gradient, over sparse rows.
///
///     f(W, b) = ρ/2 ‖W‖² + Σ_i c_i (ln Σ_k exp z_ik − z_i,y(i)),   z_ik = b_k + Σ_j w_jk x_ij
///
/// with c_i = C times the row's weight, and the intercepts b not penalised. ρ is 1, and 2 for two classes:
/// with w_1 = −w_0 = w/2 that is scikit-learn's one-column sigmoid, ½‖w‖² + C Σ ln(1 + exp(−y f)).
///
/// A point is a flat buffer of `(featureCount + 1) * lanes` numbers, feature-major, the class fastest, the
/// intercepts last. `lanes` is the number of classes, up to 16 of them rounded up to a power of two so that
/// the weights of a feature are one SIMD value; the spare ones stay zero.
struct SoftmaxProblem: Sendable {
  let features: SparseMatrix
  let labels: [Int]
  let rowWeights: [Double]
  let classCount: Int
  let penalty: Double
  let lanes: Int
  let blocks: [Range<Int>]
  let threads: Int

  init(_ dataset: LabeledDataset, c: Double, classWeight: ClassWeight, threads: Int) {
    features = dataset.features
    labels = dataset.labels
    rowWeights = dataset.effectiveWeights(classWeight).map { $0 * c }
    classCount = dataset.classCount
    penalty = classCount == 2 ? 2 : 1
    lanes = Self.lanes(forClasses: classCount)
    blocks = Self.blocks(of: features)
    self.threads = threads
  }

  var featureCount: Int { features.columnCount }
  /// The number of numbers in a point.
  var size: Int { (featureCount + 1) * lanes }
  /// Σ c_i: what a gradient is divided by to speak of the mean loss.
  var totalWeight: Double { rowWeights.reduce(0, +) }

  /// Lanes a feature takes: a power of two up to 16, beyond that as many as there are classes.
  static func lanes(forClasses classCount: Int) -> Int {
    for width in [2, 4, 8, 16] where classCount <= width { return width }
    return classCount
  }

  /// The blocks of rows whose gradients are added up in order.
  ///
  /// Their number depends on the data alone, so that sums are rounded alike for any number of threads, and
  /// stays so small that clearing and adding their gradients costs little beside the pass itself.
  static func blocks(of features: SparseMatrix) -> [Range<Int>] {
    let count = max(1, min(16, features.nonZeroCount / (8 * (features.columnCount + 1)), features.rowCount))
    var blocks: [Range<Int>] = []
    var start = 0
    for block in 1...count {
      var end = start
      let target = features.nonZeroCount * block / count
      while end < features.rowCount, block == count || features.rowOffsets[end] < target { end += 1 }
      blocks.append(start..<end)
      start = end
    }
    return blocks
  }

  /// The objective at a point; its gradient is written to `gradient`.
  ///
  /// - Complexity: O(entries · classes); one pass over the rows.
  func evaluate(
    at point: UnsafeMutableBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    gradient.update(repeating: 0)
    var loss = 0.0
    // With one thread the blocks' gradients take turns in one buffer; the sums are the same.
    let width = max(1, min(threads, blocks.count))
    nonisolated(unsafe) let partial = UnsafeMutableBufferPointer<Double>.aligned(
      count: width * size, repeating: 0)
    nonisolated(unsafe) let losses = UnsafeMutableBufferPointer<Double>.aligned(count: width, repeating: 0)
    defer {
      partial.deallocateAligned()
      losses.deallocateAligned()
    }
    nonisolated(unsafe) let start = point
    for first in stride(from: 0, to: blocks.count, by: width) {
      let round = min(width, blocks.count - first)
      parallelFor(blocks: round, threads: width) { turn in
        let own = UnsafeMutableBufferPointer(rebasing: partial[turn * size..<(turn + 1) * size])
        if first > 0 { own.update(repeating: 0) }
        losses[turn] = pass(blocks[first + turn], point: start, gradient: own)
      }
      for turn in 0..<round {
        loss += losses[turn]
        BLAS.axpy(1, UnsafeBufferPointer(rebasing: partial[turn * size..<(turn + 1) * size]), into: gradient)
      }
    }
    let weights = featureCount * lanes
    let penalised = UnsafeBufferPointer(rebasing: point[..<weights])
    BLAS.axpy(penalty, penalised, into: UnsafeMutableBufferPointer(rebasing: gradient[..<weights]))
    return loss + penalty / 2 * BLAS.dot(penalised, penalised)
  }

  /// The loss of a block of rows, its gradient added to `gradient`.
  private func pass(
    _ rows: Range<Int>, point: UnsafeMutableBufferPointer<Double>,
    gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    switch lanes {
    case 2: pass(rows, point, gradient, as: SIMD2<Double>.self)
    case 4: pass(rows, point, gradient, as: SIMD4<Double>.self)
    case 8: pass(rows, point, gradient, as: SIMD8<Double>.self)
    case 16: pass(rows, point, gradient, as: SIMD16<Double>.self)
    default: widePass(rows, point, gradient)
    }
  }

  private func pass<V: SIMD & BitwiseCopyable>(
    _ rows: Range<Int>, _ point: UnsafeMutableBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>, as type: V.Type
  ) -> Double where V.Scalar == Double {
    let weights = UnsafeMutableRawBufferPointer(point)
    let sums = UnsafeMutableRawBufferPointer(gradient)
    let stride = MemoryLayout<V>.stride
    let padding = SIMDClasses<V>.padding(classCount)
    var loss = 0.0
    features.columnIndices.withUnsafeBufferPointer { columns in
      features.values.withUnsafeBufferPointer { values in
        for row in rows {
          let entries = features.rowOffsets[row]..<features.rowOffsets[row + 1]
          var z = weights.load(fromByteOffset: featureCount &* stride, as: V.self)
          for entry in entries {
            z +=
              weights.load(fromByteOffset: Int(columns[entry]) &* stride, as: V.self)
              * Double(values[entry])
          }
          let label = labels[row]
          let own = z[label]
          z.replace(with: -.infinity, where: padding)
          let logSum = SIMDClasses<V>.softmax(&z, classCount: classCount)
          loss += rowWeights[row] * (logSum - own)
          z[label] -= 1
          z *= rowWeights[row]
          for entry in entries {
            let offset = Int(columns[entry]) &* stride
            let sum = sums.load(fromByteOffset: offset, as: V.self) + z * Double(values[entry])
            sums.storeBytes(of: sum, toByteOffset: offset, as: V.self)
          }
          let offset = featureCount &* stride
          sums.storeBytes(
            of: sums.load(fromByteOffset: offset, as: V.self) + z, toByteOffset: offset, as: V.self)
        }
      }
    }
    return loss
  }

  /// The pass for more classes than a SIMD value holds.
  private func widePass(
    _ rows: Range<Int>, _ point: UnsafeMutableBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let scores = UnsafeMutableBufferPointer<Double>.aligned(count: lanes, repeating: 0)
    defer { scores.deallocateAligned() }
    var loss = 0.0
    for row in rows {
      let entries = features.entries(ofRow: row)
      for k in 0..<lanes { scores[k] = point[featureCount * lanes + k] }
      for entry in entries {
        let start = Int(features.columnIndices[entry]) * lanes
        let value = Double(features.values[entry])
        for k in 0..<lanes { scores[k] += point[start + k] * value }
      }
      let own = scores[labels[row]]
      loss += rowWeights[row] * (softmaxInPlace(scores) - own)
      scores[labels[row]] -= 1
      for k in 0..<lanes { scores[k] *= rowWeights[row] }
      for entry in entries {
        let start = Int(features.columnIndices[entry]) * lanes
        let value = Double(features.values[entry])
        for k in 0..<lanes { gradient[start + k] += scores[k] * value }
      }
      for k in 0..<lanes { gradient[featureCount * lanes + k] += scores[k] }
    }
    return loss
  }
}
