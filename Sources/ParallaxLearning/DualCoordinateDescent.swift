internal import ParallaxMath

/// Dual coordinate descent for hinge losses, up to eight problems in the lanes of one SIMD value.
///
/// Hsieh, Chang, Lin, Keerthi and Sundararajan 2008.
/// The problems share each walk over a row, which is what costs: with y = ±1 a lane,
///
///     G = y z − 1 + D α,   α ← min(U, max(0, α − G / (‖x‖² + B² + D))),   w += Δα y x
///
/// where D = 1 / (2 C_i) and U = ∞ for squared hinge, D = 0 and U = C_i for hinge. A row at a bound in every
/// lane, whose gradients say that it will stay there, is left out until the others are done (shrinking).
///
/// An intercept that is not penalised means Σ α y = 0 in the dual: after each epoch the multiplier of this
/// constraint, which is the intercept, moves by what is left of it (the method of multipliers).
///
/// Weights are `Float` unless the tolerance asks for more than that holds.
enum DualCoordinateDescent {
  struct Outcome {
    /// The weights of each label, the intercept last.
    var weights: [[Double]] = []
    var epochs = 0
    /// The primal objective, summed over the labels.
    var objective = 0.0
    /// The largest projected gradient less the smallest, over the rows of the last epoch; the largest of
    /// the labels'.
    var violation = 0.0
    var converged = false
    var wasStopped = false
  }

  /// Below this tolerance rounding to `Float` would be seen.
  private static let finestFloatTolerance = 1e-3

  /// Solves the problems of all labels.
  ///
  /// - Parameter duals: Those to start from, row after row, or none; those reached are left there.
  static func run(
    _ problem: HingeProblem, maxEpochs: Int, tolerance: Double, seed: UInt64, duals: inout [Double],
    _ context: TrainingContext
  ) -> Outcome {
    let groups = stride(from: 0, to: problem.labelCount, by: 8).map { first in
      group(problem, labels: first..<min(first + 8, problem.labelCount), tolerance, seed, duals)
    }
    let states = UnsafeMutableBufferPointer<HingeState>.aligned(count: groups.count, repeating: .init())
    defer { states.deallocateAligned() }
    nonisolated(unsafe) let (solvers, current) = (groups, states)
    var outcome = Outcome()
    while outcome.epochs < maxEpochs, !outcome.converged, !outcome.wasStopped {
      parallelFor(blocks: solvers.count, threads: context.threads) { group in
        if !current[group].converged { current[group] = solvers[group].runEpoch() }
      }
      outcome.converged = states.allSatisfy(\.converged)
      outcome.wasStopped = context.shouldStop(
        TrainingProgress(
          solver: "dual_cd", iteration: outcome.epochs, objective: states.reduce(0) { $0 + $1.objective }))
      outcome.epochs += 1
    }
    outcome.violation = states.reduce(0) { max($0, $1.violation) }
    let solutions = groups.map { $0.solution() }
    outcome.weights = solutions.flatMap(\.weights)
    outcome.objective = solutions.reduce(0) { $0 + $1.objective }
    duals = problem.costs.indices.flatMap { row in solutions.flatMap { $0.duals[row] } }
    return outcome
  }

  private static func group(
    _ problem: HingeProblem, labels: Range<Int>, _ tolerance: Double, _ seed: UInt64, _ duals: [Double]
  ) -> HingeGroup {
    let isFine = tolerance < finestFloatTolerance
    switch labels.count {
    case 1, 2:
      return isFine
        ? HingeGroup(HingeSolver<SIMD2<Double>>(problem, labels, tolerance, seed, duals))
        : HingeGroup(HingeSolver<SIMD2<Float>>(problem, labels, tolerance, seed, duals))
    case 3, 4:
      return isFine
        ? HingeGroup(HingeSolver<SIMD4<Double>>(problem, labels, tolerance, seed, duals))
        : HingeGroup(HingeSolver<SIMD4<Float>>(problem, labels, tolerance, seed, duals))
    default:
      return isFine
        ? HingeGroup(HingeSolver<SIMD8<Double>>(problem, labels, tolerance, seed, duals))
        : HingeGroup(HingeSolver<SIMD8<Float>>(problem, labels, tolerance, seed, duals))
    }
  }
}

/// What an epoch over some labels found.
struct HingeState {
  var converged = false
  /// The primal objective, as far as the epoch saw it.
  var objective = 0.0
  var violation = 0.0
}

/// The answer for some labels.
struct HingeSolution {
  /// The weights of each label, the intercept last.
  let weights: [[Double]]
  let objective: Double
  /// The duals of the labels, row by row.
  let duals: [[Double]]
}

/// A group of labels that is solved together, whatever its lanes.
///
/// By closures and not by a protocol: a call through a protocol would reach the code for any lanes at all,
/// which is hundreds of times slower than that for four.
struct HingeGroup {
  let runEpoch: () -> HingeState
  let solution: () -> HingeSolution

  init<V: Lanes>(_ solver: HingeSolver<V>) where V.Scalar: BinaryFloatingPoint & SIMDScalar {
    runEpoch = { solver.runEpoch() }
    solution = { solver.solution() }
  }
}
