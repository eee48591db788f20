internal import ParallaxMath

/// Stochastic dual coordinate ascent for logistic regression with an L2 penalty.
///
/// Shalev-Shwartz and Zhang 2013; the duals are those of Yu, Huang and Lin 2011; on several threads as in
/// CoCoA+ (Ma and others 2015).
///
/// Each row keeps a probability p_i for each class, its dual variable; the weights are always
/// W = Σ_i (c_i/ρ) (t_i − p_i) ⊗ x_i. A visit to a row solves for its p_i exactly, the others held, and moves
/// the weights of the row's features; ``DualVisit`` says how. The intercept is the weight of a feature that
/// is 1 in every row, and so is slightly penalised here; a final descent, which does not penalise it, sets
/// that right.
///
/// Large data are visited by several blocks, each with a copy of the weights. An epoch is one random order of
/// all rows; in a round every block visits a share of it, its steps made as careful as the others' unseen
/// steps demand, then the copies' changes are added up in the order of the blocks. Blocks and rounds depend
/// on the data alone.
///
/// Weights are `Float`, one SIMD value a feature: half the memory of `Double` to walk through at random.
enum DualCoordinateAscent {
  struct Outcome {
    var epochs = 0
    /// The objective seen in the last epoch, each row's loss taken at the moment of its visit.
    var objective = Double.infinity
    /// The duality gap seen in the last epoch: Σ c_i KL(p_i ‖ prediction), summed over the labels.
    var gap = Double.infinity
    var wasStopped = false
  }

  /// More classes than this, and the rows' updates are no longer one SIMD value.
  static let maximumClassCount = 64

  /// Runs until the duality gap is at most `tolerance` times the objective, and writes the weights to
  /// `point`.
  ///
  /// - Parameter duals: Those to start from, none for zero weights; those reached are left there.
  static func run(
    _ problem: LogisticProblem, maxEpochs: Int, tolerance: Double, seed: UInt64, duals: inout [Float],
    into point: UnsafeMutableBufferPointer<Double>, shouldStop: (Outcome) -> Bool
  ) -> Outcome {
    let limits = (maxEpochs, tolerance, seed)
    switch problem.classCount {
    case ...2: return DualSolver<SIMD2<Float>>.run(problem, limits, &duals, into: point, shouldStop)
    case ...4: return DualSolver<SIMD4<Float>>.run(problem, limits, &duals, into: point, shouldStop)
    case ...8: return DualSolver<SIMD8<Float>>.run(problem, limits, &duals, into: point, shouldStop)
    case ...16: return DualSolver<SIMD16<Float>>.run(problem, limits, &duals, into: point, shouldStop)
    case ...32: return DualSolver<SIMD32<Float>>.run(problem, limits, &duals, into: point, shouldStop)
    default: return DualSolver<SIMD64<Float>>.run(problem, limits, &duals, into: point, shouldStop)
    }
  }
}
