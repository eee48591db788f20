internal import ParallaxMath

/// Stochastic dual coordinate ascent for logistic regression with an L2 penalty (Shalev-Shwartz & Zhang
/// 2013; the duals are those of Yu, Huang & Lin 2011), on several threads (CoCoA+, Ma et al. 2015).
///
/// Each row keeps a probability p_i for each class, its dual variable; the weights are always
/// W = Σ_i (c_i/ρ) (t_i − p_i) ⊗ x_i. A visit to a row solves for its p_i exactly, the others held, and moves
/// the weights of the row's features; ``DualVisit`` says how. The intercept is the weight of a feature that
/// is 1 in every row, and so is slightly penalised here; a final descent, which does not penalise it, sets
/// that right.
///
/// Large data are cut into blocks of rows, each with a copy of the weights. In a round every block visits a
/// share of its rows, in random order, its steps made as careful as the others' unseen steps demand; then
/// the copies' changes are added up in the order of the blocks. Blocks and rounds depend on the data alone.
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

/// The weights, duals and blocks of one run of ``DualCoordinateAscent``.
struct DualSolver<V: SIMD & BitwiseCopyable & SendableMetatype> where V.Scalar == Float {
  let problem: LogisticProblem
  let visit: DualVisit<V>
  let weights: UnsafeMutableBufferPointer<V>
  /// A copy of the weights for each block; none where there is one block.
  let copies: UnsafeMutableBufferPointer<V>
  let duals: UnsafeMutableBufferPointer<V>
  let squares: [Float]
  let blocks: [Range<Int>]
  let rounds: Int

  static func run(
    _ problem: LogisticProblem, _ limits: (maxEpochs: Int, tolerance: Double, seed: UInt64),
    _ start: inout [Float], into point: UnsafeMutableBufferPointer<Double>,
    _ shouldStop: (DualCoordinateAscent.Outcome) -> Bool
  ) -> DualCoordinateAscent.Outcome {
    let solver = DualSolver(problem)
    defer { solver.deallocate() }
    solver.prepare(from: start)
    var orders = solver.blocks.map { $0.filter { problem.rowWeights[$0] > 0 } }
    var generators = orders.indices.map { SeededGenerator(seed: limits.seed &+ UInt64($0) << 32) }
    var outcome = DualCoordinateAscent.Outcome()
    while outcome.epochs < limits.maxEpochs {
      for block in orders.indices { orders[block].shuffle(with: &generators[block]) }
      let (loss, gap) = solver.epoch(orders)
      outcome.objective = loss + solver.penaltyTerm()
      outcome.gap = gap
      outcome.epochs += 1
      outcome.wasStopped = shouldStop(outcome)
      if outcome.wasStopped || !outcome.objective.isFinite || gap <= limits.tolerance * outcome.objective {
        break
      }
    }
    solver.settleIntercepts(tolerance: Float(1e-6 * problem.totalWeight))
    for feature in 0...problem.featureCount {
      for k in 0..<problem.classCount {
        point[feature * problem.lanes + k] = Double(solver.weights[feature][k])
      }
    }
    start = solver.duals.flatMap { dual in (0..<problem.classCount).map { dual[$0] } }
    return outcome
  }

  private init(_ problem: LogisticProblem) {
    self.problem = problem
    visit = DualVisit(problem)
    let (blockCount, roundCount) = Self.plan(problem.features)
    blocks = problem.features.rowBlocks(count: blockCount)
    rounds = roundCount
    weights = .aligned(count: problem.featureCount + 1, repeating: .zero)
    copies = .aligned(
      count: blockCount == 1 ? 0 : blockCount * (problem.featureCount + 1), repeating: .zero)
    duals = .aligned(count: problem.features.rowCount, repeating: .zero)
    squares = problem.features.squaredNorms().map { Float($0) + 1 }
  }

  private func deallocate() {
    weights.deallocateAligned()
    copies.deallocateAligned()
    duals.deallocateAligned()
  }

  /// How many blocks of rows, and how many rounds an epoch.
  private static func plan(_ features: SparseMatrix) -> (blocks: Int, rounds: Int) {
    if let t = DualTuning.plan { return t }
    guard features.nonZeroCount > 1 << 18 else { return (1, 1) }
    return (2, 8)
  }

  /// Sets the duals, and the weights that go with them: by default those of zero weights.
  private func prepare(from start: [Float]) {
    for row in duals.indices { duals[row] = problem.targets.indicator(ofRow: row) }
    let classCount = problem.classCount
    guard start.count == duals.count * classCount else { return }
    guard let weights = weights.baseAddress else { return }
    problem.features.withPointers { rows in
      for row in duals.indices where problem.rowWeights[row] > 0 {
        let target = duals[row]
        for k in 0..<classCount { duals[row][k] = start[row * classCount + k] }
        let step = (target - duals[row]) * visit.scale(ofRow: row, target)
        scatter(step, to: weights, rows.columns, rows.values, rows.entries(ofRow: row))
        weights[problem.featureCount] += step
      }
    }
  }

  private func penaltyTerm() -> Double {
    var sum = 0.0
    for feature in 0..<problem.featureCount {
      let weight = weights[feature]
      sum += Double((weight * weight).sum())
    }
    return problem.ridge / 2 * sum
  }

  private func epoch(_ orders: [[Int]]) -> (loss: Double, gap: Double) {
    if blocks.count == 1 { return walk(orders[0][...], weights, care: 1) }
    var total = (loss: 0.0, gap: 0.0)
    let size = weights.count
    nonisolated(unsafe) let parts = UnsafeMutableBufferPointer<(loss: Double, gap: Double)>.allocate(
      capacity: blocks.count)
    defer { parts.deallocate() }
    nonisolated(unsafe) let solver = self
    for round in 0..<rounds {
      parallelFor(blocks: blocks.count, threads: problem.threads) { block in
        let own = UnsafeMutableBufferPointer(rebasing: solver.copies[block * size..<(block + 1) * size])
        _ = own.update(from: solver.weights)
        let order = orders[block]
        let share = order.count * round / solver.rounds..<order.count * (round + 1) / solver.rounds
        parts[block] = solver.walk(order[share], own, care: DualTuning.care)
      }
      merge()
      for block in blocks.indices {
        total.loss += parts[block].loss
        total.gap += parts[block].gap
      }
    }
    return total
  }

  /// Adds the changes of every copy to the weights, in the order of the blocks.
  private func merge() {
    let size = weights.count
    let chunk = 4096
    let care = DualTuning.care
    nonisolated(unsafe) let solver = self
    parallelFor(blocks: (size + chunk - 1) / chunk, threads: problem.threads) { part in
      for feature in part * chunk..<min((part + 1) * chunk, size) {
        let old = solver.weights[feature]
        var change = V.zero
        for block in solver.blocks.indices { change += solver.copies[block &* size &+ feature] - old }
        solver.weights[feature] = old + change / care
      }
    }
  }

  /// Visits rows, moving `weights`; `care` is how many times the curvature counts.
  private func walk(
    _ order: ArraySlice<Int>, _ weights: UnsafeMutableBufferPointer<V>, care: Float
  ) -> (loss: Double, gap: Double) {
    var total = (loss: 0.0, gap: 0.0)
    let featureCount = problem.featureCount
    guard let weights = weights.baseAddress else { return total }
    problem.features.withPointers { rows in
      var early: UInt32 = 0
      for place in order.indices {
        let row = order[place]
        if place + 1 < order.endIndex { early &+= rows.touch(order[place + 1]) }
        let entries = rows.entries(ofRow: row)
        let z = weights[featureCount] + gather(weights, rows.columns, rows.values, entries)
        let outcome = visit.solve(row, z, duals[row], curvature: squares[row] * care)
        total.loss += outcome.loss
        total.gap += outcome.gap
        duals[row] = outcome.dual
        let step = outcome.step * care
        scatter(step, to: weights, rows.columns, rows.values, entries)
        weights[featureCount] += step
      }
      DualTuning.sink = early
    }
    return total
  }

  /// Moves the intercepts to where the loss is least, the other weights held.
  ///
  /// Gradient steps by the bound on the curvature (Böhning 1992): ½ Σ c_i for softmax, ¼ for sigmoids.
  private func settleIntercepts(tolerance: Float) {
    guard let start = weights.baseAddress else { return }
    let featureCount = problem.featureCount
    let scores = UnsafeMutableBufferPointer<V>.aligned(count: duals.count, repeating: .zero)
    defer { scores.deallocateAligned() }
    let blockCount = 16
    nonisolated(unsafe) let solver = self
    nonisolated(unsafe) let z = scores
    nonisolated(unsafe) let sums = UnsafeMutableBufferPointer<V>.aligned(count: blockCount, repeating: .zero)
    defer { sums.deallocateAligned() }
    let rowBlocks = problem.features.rowBlocks(count: blockCount)
    nonisolated(unsafe) let w = start
    parallelFor(blocks: blockCount, threads: problem.threads) { block in
      solver.problem.features.withPointers { rows in
        for row in rowBlocks[block] where solver.problem.rowWeights[row] > 0 {
          z[row] = gather(w, rows.columns, rows.values, rows.entries(ofRow: row))
        }
      }
    }
    let bound = Float(problem.totalWeight) * (problem.loss == .softmax ? 0.5 : 0.25)
    for _ in 0..<50 {
      nonisolated(unsafe) let intercepts = start[featureCount]
      parallelFor(blocks: blockCount, threads: problem.threads) { block in
        var sum = V.zero
        for row in rowBlocks[block] where solver.problem.rowWeights[row] > 0 {
          sum += solver.visit.residual(row, z[row] + intercepts)
        }
        sums[block] = sum
      }
      var gradient = V.zero
      for block in 0..<blockCount { gradient += sums[block] }
      start[featureCount] -= gradient / bound
      if gradient.max() <= tolerance, (V.zero - gradient).max() <= tolerance { break }
    }
  }
}
extension SparseMatrix.Pointers {
  @inline(__always) func touch(_ row: Int) -> UInt32 {
    var sum: UInt32 = 0
    var entry = rowOffsets[row]
    let end = rowOffsets[row &+ 1]
    while entry < end {
      sum &+= UInt32(bitPattern: columns[entry]) &+ values[entry].bitPattern
      entry &+= 16
    }
    return sum
  }
}
enum DualTuning {
  nonisolated(unsafe) static var plan: (blocks: Int, rounds: Int)? = nil;
  nonisolated(unsafe) static var care: Float = 1; nonisolated(unsafe) static var run = 1;
  nonisolated(unsafe) static var sink: UInt32 = 0
}
