internal import ParallaxMath

/// Dual coordinate descent for squared hinge loss, several problems in the lanes of one SIMD value.
///
/// After Hsieh et al. (2008); a problem is one class against the rest. The problems share each walk over a row, which is what costs: with y = ±1 a lane,
///
///     G = y z − 1 + D α,   α ← max(0, α − G / (‖x‖² + B² + D)),   D = 1 / (2 C_i),   w += Δα y x
enum DualCoordinateDescent {
  struct Outcome {
    var epochs = 0
    /// The primal objective, summed over the problems.
    var objective = 0.0
    /// The largest projected gradient less the smallest, over the rows and problems of the last epoch.
    var violation = 0.0
    var converged: Bool

    init(isLast converged: Bool) { self.converged = converged }

    /// Takes in the outcome of further problems.
    mutating func add(_ other: Outcome) {
      epochs = max(epochs, other.epochs)
      objective += other.objective
      violation = max(violation, other.violation)
      converged = converged && other.converged
    }
  }

  /// Solves the problems of some classes; the weights of each end with that of the intercept's feature.
  static func run(
    _ dataset: LabeledDataset, classes: Range<Int>, _ configuration: LinearSVM.Configuration,
    progress: (_ epoch: Int, _ objective: Double) -> Void
  ) throws(TrainingError) -> (weights: [[Double]], outcome: Outcome) {
    switch classes.count {
    case 1, 2: try Solver<SIMD2<Double>>.run(dataset, classes, configuration, progress)
    case 3, 4: try Solver<SIMD4<Double>>.run(dataset, classes, configuration, progress)
    default: try Solver<SIMD8<Double>>.run(dataset, classes, configuration, progress)
    }
  }

  private struct Solver<V: SIMD & BitwiseCopyable> where V.Scalar == Double {
    let dataset: LabeledDataset
    let classes: Range<Int>
    let bias: Double
    /// C_i of each row.
    let costs: [Double]
    let squares: [Double]
    let weights: UnsafeMutableBufferPointer<V>
    let duals: UnsafeMutableBufferPointer<V>

    static func run(
      _ dataset: LabeledDataset, _ classes: Range<Int>, _ configuration: LinearSVM.Configuration,
      _ progress: (_ epoch: Int, _ objective: Double) -> Void
    ) throws(TrainingError) -> (weights: [[Double]], outcome: Outcome) {
      let bias = configuration.interceptScaling
      let solver = Solver(
        dataset: dataset, classes: classes, bias: bias,
        costs: try dataset.effectiveWeights(configuration.classWeight).map { $0 * configuration.c },
        squares: (0..<dataset.count).map { row in
          dataset.features.entries(ofRow: row).reduce(bias * bias) {
            $0 + Double(dataset.features.values[$1]) * Double(dataset.features.values[$1])
          }
        },
        weights: .aligned(count: dataset.features.columnCount + 1, repeating: .zero),
        duals: .aligned(count: dataset.count, repeating: .zero))
      defer {
        solver.weights.deallocateAligned()
        solver.duals.deallocateAligned()
      }
      var generator = SeededGenerator(seed: configuration.seed)
      var order = (0..<dataset.count).filter { solver.costs[$0] > 0 }
      var outcome = Outcome(isLast: false)
      while outcome.epochs < configuration.maxIterations, !outcome.converged {
        order.shuffle(with: &generator)
        let (loss, violation) = solver.epoch(order)
        outcome.violation = violation
        outcome.converged = violation <= configuration.tolerance
        progress(outcome.epochs, loss + solver.penalty())
        outcome.epochs += 1
      }
      outcome.objective = solver.loss(order) + solver.penalty()
      let rows = classes.indices.map { k in solver.weights.map { $0[k - classes.lowerBound] } }
      return (rows, outcome)
    }

    /// +1 in the lane of the row's class, −1 in the others.
    @inline(__always)
    private func sides(_ row: Int) -> V {
      var sides = V(repeating: -1)
      let label = dataset.labels[row]
      if classes.contains(label) { sides[label - classes.lowerBound] = 1 }
      return sides
    }

    @inline(__always)
    private func scores(_ row: Int) -> V {
      var z = weights[weights.count - 1] * bias
      dataset.features.columnIndices.withUnsafeBufferPointer { columns in
        dataset.features.values.withUnsafeBufferPointer { values in
          for entry in dataset.features.entries(ofRow: row) {
            z += weights[Int(columns[entry])] * Double(values[entry])
          }
        }
      }
      return z
    }

    private func epoch(_ order: [Int]) -> (loss: Double, violation: Double) {
      var highest = V(repeating: -.infinity)
      var lowest = V(repeating: .infinity)
      var loss = V.zero
      dataset.features.columnIndices.withUnsafeBufferPointer { columns in
        dataset.features.values.withUnsafeBufferPointer { values in
          for row in order {
            let side = sides(row)
            let margin = side * scores(row)
            let slack = (1 - margin).replacing(with: 0, where: margin .> 1)
            loss += slack * slack * costs[row]
            let diagonal = 0.5 / costs[row]
            let old = duals[row]
            let gradient = margin - 1 + old * diagonal
            // A dual at its bound of zero may rise but not fall.
            let projected = gradient.replacing(with: 0, where: (old .== 0) .& (gradient .> 0))
            highest.replace(with: projected, where: projected .> highest)
            lowest.replace(with: projected, where: projected .< lowest)
            guard projected != .zero else { continue }
            var new = old - gradient / (squares[row] + diagonal)
            new.replace(with: 0, where: new .< 0)
            duals[row] = new
            let step = (new - old) * side
            for entry in dataset.features.entries(ofRow: row) {
              weights[Int(columns[entry])] += step * Double(values[entry])
            }
            weights[weights.count - 1] += step * bias
          }
        }
      }
      // Each problem has its own range, and spare lanes none of interest.
      let used = classes.count
      let violation = (0..<used).reduce(0) { max($0, highest[$1] - lowest[$1]) }
      return ((0..<used).reduce(0) { $0 + loss[$1] }, violation)
    }

    private func loss(_ rows: [Int]) -> Double {
      var loss = V.zero
      for row in rows {
        let margin = sides(row) * scores(row)
        let slack = (1 - margin).replacing(with: 0, where: margin .> 1)
        loss += slack * slack * costs[row]
      }
      return (0..<classes.count).reduce(0) { $0 + loss[$1] }
    }

    private func penalty() -> Double {
      var sum = V.zero
      for weight in weights { sum += weight * weight }
      return (0..<classes.count).reduce(0) { $0 + sum[$1] } / 2
    }
  }
}
