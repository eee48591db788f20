internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// Stochastic dual coordinate ascent for multinomial logistic regression (Shalev-Shwartz & Zhang 2013; the
/// multinomial dual of Yu, Huang & Lin 2011).
///
/// Each row keeps a distribution p_i over the classes, its dual variable; the weights are always
/// W = Σ_i (c_i/ρ) (e_y(i) − p_i) ⊗ x_i. A visit to a row solves for its p_i exactly, the others held:
///
///     p = softmax(z + t (p_old − p)),   t = (c_i/ρ) ‖x_i‖²
///
/// by Newton's method on ln p, and moves the weights of the row's features. The rows are visited in a
/// random order, another one in each epoch. The intercept is the weight of a feature that is 1 in every
/// row, and so is slightly penalised here; a final L-BFGS, which does not penalise it, sets that right.
///
/// Weights are `Float`, one SIMD value a feature: half the memory of `Double` to walk through at random.
struct DualCoordinateAscent {
  struct Outcome {
    var epochs = 0
    /// The objective seen in the last epoch, each row's loss taken at the moment of its visit.
    var objective = Double.infinity
    /// The duality gap seen in the last epoch: Σ c_i KL(p_i ‖ softmax(z_i)).
    var gap = Double.infinity
  }

  /// More classes than this, and the rows' updates are no longer one SIMD value.
  static let maximumClassCount = 16

  /// Runs from zero weights until the duality gap is at most `tolerance` times the objective, and writes
  /// the weights to `point`.
  static func run(
    _ problem: SoftmaxProblem, maxEpochs: Int, tolerance: Double, seed: UInt64,
    into point: UnsafeMutableBufferPointer<Double>, progress: (Outcome) -> Void
  ) -> Outcome {
    switch problem.lanes {
    case 2:
      Solver<SIMD2<Float>>.run(problem, maxEpochs, tolerance, seed, into: point, progress)
    case 4:
      Solver<SIMD4<Float>>.run(problem, maxEpochs, tolerance, seed, into: point, progress)
    case 8:
      Solver<SIMD8<Float>>.run(problem, maxEpochs, tolerance, seed, into: point, progress)
    default:
      Solver<SIMD16<Float>>.run(problem, maxEpochs, tolerance, seed, into: point, progress)
    }
  }

  private struct Solver<V: SIMD & BitwiseCopyable> where V.Scalar == Float {
    let problem: SoftmaxProblem
    let weights: UnsafeMutableBufferPointer<V>
    let duals: UnsafeMutableBufferPointer<V>
    let squares: UnsafeMutableBufferPointer<Float>
    let padding: SIMDMask<V.MaskStorage>

    static func run(
      _ problem: SoftmaxProblem, _ maxEpochs: Int, _ tolerance: Double, _ seed: UInt64,
      into point: UnsafeMutableBufferPointer<Double>, _ progress: (Outcome) -> Void
    ) -> Outcome {
      let rows = problem.features.rowCount
      let solver = Solver(
        problem: problem, weights: .aligned(count: problem.featureCount + 1, repeating: .zero),
        duals: .aligned(count: rows, repeating: .zero), squares: .aligned(count: rows, repeating: 0),
        padding: SIMDClasses<V>.padding(problem.classCount))
      defer {
        solver.weights.deallocateAligned()
        solver.duals.deallocateAligned()
        solver.squares.deallocateAligned()
      }
      solver.prepare()
      var generator = SeededGenerator(seed: seed)
      var order = Array(0..<rows)
      var outcome = Outcome()
      while outcome.epochs < maxEpochs {
        order.shuffle(with: &generator)
        let (loss, gap) = solver.epoch(order)
        outcome.objective = loss + solver.penaltyTerm()
        outcome.gap = gap
        outcome.epochs += 1
        progress(outcome)
        if !outcome.objective.isFinite || gap <= tolerance * outcome.objective { break }
      }
      for feature in 0...problem.featureCount {
        for k in 0..<problem.classCount {
          point[feature * problem.lanes + k] = Double(solver.weights[feature][k])
        }
      }
      return outcome
    }

    /// Starts every dual at the row's own class, which makes the weights zero.
    private func prepare() {
      for row in 0..<problem.features.rowCount {
        duals[row][problem.labels[row]] = 1
        var sum: Float = 1
        for entry in problem.features.entries(ofRow: row) {
          sum += problem.features.values[entry] * problem.features.values[entry]
        }
        squares[row] = sum
      }
    }

    private func penaltyTerm() -> Double {
      var sum = 0.0
      for feature in 0..<problem.featureCount {
        let weight = weights[feature]
        sum += Double((weight * weight).sum())
      }
      return problem.penalty / 2 * sum
    }

    private func epoch(_ order: [Int]) -> (loss: Double, gap: Double) {
      var loss = 0.0
      var gap = 0.0
      let features = problem.features
      let featureCount = problem.featureCount
      let classCount = problem.classCount
      features.columnIndices.withUnsafeBufferPointer { columns in
        features.values.withUnsafeBufferPointer { values in
          for row in order {
            let weight = problem.rowWeights[row]
            guard weight > 0 else { continue }
            let start = features.rowOffsets[row]
            let end = features.rowOffsets[row + 1]
            var z = weights[featureCount]
            for entry in start..<end { z += weights[Int(columns[entry])] * values[entry] }
            z.replace(with: -.infinity, where: padding)
            let largest = z.max()
            // Scores and logarithms of probabilities are finite in the lanes of the classes only.
            var logs = z - largest
            var sum: Float = 0
            for k in 0..<classCount { sum += expf(logs[k]) }
            logs -= logf(sum)
            logs.replace(with: 0, where: padding)
            let old = duals[row]
            loss -= weight * Double(logs[problem.labels[row]])
            gap += weight * Self.divergence(old, logs, classCount)
            let scale = Float(weight / problem.penalty)
            let new = Self.solve(logs, old, scale * squares[row], classCount)
            let step = (old - new) * scale
            duals[row] = new
            for entry in start..<end { weights[Int(columns[entry])] += step * values[entry] }
            weights[featureCount] += step
          }
        }
      }
      return (loss, gap)
    }

    /// KL(p ‖ exp(logs)): the row's share of the duality gap.
    private static func divergence(_ p: V, _ logs: V, _ classCount: Int) -> Double {
      var sum: Float = 0
      for k in 0..<classCount where p[k] > 0 { sum += p[k] * (logf(p[k]) - logs[k]) }
      return Double(max(0, sum))
    }

    /// The p with ln p + t p = logs + t old − λ, where λ makes it sum to one.
    ///
    /// Newton's method on v = ln p and λ at once, from p = softmax(z): where the optimum is.
    private static func solve(_ logs: V, _ old: V, _ t: Float, _ classCount: Int) -> V {
      let target = logs + old * t
      var v = logs
      var p = V.zero
      for _ in 0..<30 {
        for k in 0..<classCount { p[k] = expf(v[k]) }
        let derivative = p * t + 1
        let residual = v + p * t - target
        let share = p / derivative
        let lambda = (p.sum() - 1 - (share * residual).sum()) / share.sum()
        var change = -(residual + lambda) / derivative
        var largest: Float = 0
        for k in 0..<classCount {
          change[k] = min(max(change[k], -4), 4)
          v[k] += change[k]
          largest = max(largest, abs(change[k]))
        }
        if largest < 1e-3 { break }
      }
      for k in 0..<classCount { p[k] = expf(v[k]) }
      return p / p.sum()
    }
  }
}

extension DualCoordinateAscent {
  /// The loss of a row of which nothing is known.
  static func naturalLog(_ classCount: Int) -> Double { log(Double(classCount)) }
}
