internal import ParallaxMath

/// The weights, duals and blocks of one run of ``DualCoordinateAscent``.
struct DualSolver<V: Lanes> where V.Scalar == Float {
  let problem: LogisticProblem
  let visit: DualVisit<V>
  let weights: UnsafeMutableBufferPointer<V>
  /// A copy of the weights for each block; none where there is one block.
  let copies: UnsafeMutableBufferPointer<V>
  let duals: UnsafeMutableBufferPointer<V>
  /// What each block's walk found.
  let walks: UnsafeMutableBufferPointer<Walk>
  let squares: [Float]
  let blocks: [Range<Int>]

  /// What a walk over rows finds.
  struct Walk {
    var loss = 0.0
    var gap = 0.0
    /// See ``SparseMatrix/Pointers/requested(row:)``.
    var requested: UInt32 = 0
  }

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
      let walk = solver.epoch(orders)
      outcome.objective = walk.loss + solver.penaltyTerm()
      outcome.gap = walk.gap
      outcome.epochs += 1
      outcome.wasStopped = shouldStop(outcome)
      let isDone = walk.gap <= limits.tolerance * outcome.objective
      if outcome.wasStopped || isDone || !outcome.objective.isFinite { break }
    }
    solver.settleIntercepts()
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
    blocks = problem.features.rowBlocks(count: problem.dualBlockCount)
    let size = problem.featureCount + 1
    weights = .aligned(count: size, repeating: .zero)
    copies = .aligned(count: blocks.count == 1 ? 0 : blocks.count * size, repeating: .zero)
    duals = .aligned(count: problem.features.rowCount, repeating: .zero)
    walks = .aligned(count: blocks.count, repeating: Walk())
    squares = problem.features.squaredNorms().map { Float($0) + 1 }
  }

  private func deallocate() {
    weights.deallocateAligned()
    copies.deallocateAligned()
    duals.deallocateAligned()
    walks.deallocateAligned()
  }

  /// How often in an epoch the blocks tell one another what they found.
  private static var roundCount: Int { 8 }

  /// Sets the duals, and the weights that go with them: by default those of zero weights.
  private func prepare(from start: [Float]) {
    for row in duals.indices { duals[row] = problem.targets.indicator(ofRow: row) }
    let classCount = problem.classCount
    guard start.count == duals.count * classCount, let weights = weights.baseAddress else { return }
    problem.features.withPointers { rows in
      for row in duals.indices where problem.rowWeights[row] > 0 {
        let target = duals[row]
        for k in 0..<classCount { duals[row][k] = start[row * classCount + k] }
        let step = (target - duals[row]) * visit.scale(ofRow: row, target)
        scatter(step, to: weights, rows, rows.entries(ofRow: row))
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

  private func epoch(_ orders: [[Int]]) -> Walk {
    if blocks.count == 1 { return walk(orders[0][...], weights, care: 1) }
    var total = Walk()
    let size = weights.count
    nonisolated(unsafe) let solver = self
    for round in 0..<Self.roundCount {
      parallelFor(blocks: blocks.count, threads: problem.threads) { block in
        let own = UnsafeMutableBufferPointer(rebasing: solver.copies[block * size..<(block + 1) * size])
        _ = own.update(from: solver.weights)
        let order = orders[block]
        let (first, last) = (
          order.count * round / Self.roundCount, order.count * (round + 1) / Self.roundCount
        )
        // As if the other blocks would take the same steps at the same time: then none steps too far.
        solver.walks[block] = solver.walk(order[first..<last], own, care: Float(solver.blocks.count))
      }
      merge()
      for walk in walks {
        total.loss += walk.loss
        total.gap += walk.gap
      }
    }
    return total
  }

  /// Adds the changes of every copy to the weights, in the order of the blocks.
  private func merge() {
    let size = weights.count
    let chunk = 4096
    let share = 1 / Float(blocks.count)
    nonisolated(unsafe) let solver = self
    parallelFor(blocks: (size + chunk - 1) / chunk, threads: problem.threads) { part in
      for feature in part * chunk..<min((part + 1) * chunk, size) {
        let old = solver.weights[feature]
        var change = V.zero
        for block in solver.blocks.indices { change += solver.copies[block &* size &+ feature] - old }
        solver.weights[feature] = old + change * share
      }
    }
  }

  /// Visits rows, moving `weights`; `care` is how many times a step and its curvature count.
  private func walk(
    _ order: ArraySlice<Int>, _ weights: UnsafeMutableBufferPointer<V>, care: Float
  ) -> Walk {
    var walk = Walk()
    guard let weights = weights.baseAddress else { return walk }
    let featureCount = problem.featureCount
    problem.features.withPointers { rows in
      for place in order.indices {
        let row = order[place]
        if place + 1 < order.endIndex { walk.requested &+= rows.requested(row: order[place + 1]) }
        let entries = rows.entries(ofRow: row)
        let z = weights[featureCount] + gather(weights, rows, entries)
        let outcome = visit.solve(row, z, duals[row], curvature: squares[row] * care)
        walk.loss += outcome.loss
        walk.gap += outcome.gap
        duals[row] = outcome.dual
        let step = outcome.step * care
        scatter(step, to: weights, rows, entries)
        weights[featureCount] += step
      }
    }
    return walk
  }
}

extension DualSolver {
  /// Moves the intercepts to where the loss is least, the other weights held.
  ///
  /// They were penalised until now. Gradient steps by the bound on the curvature (Böhning 1992): ½ Σ c_i for
  /// softmax, ¼ for sigmoids.
  private func settleIntercepts() {
    guard let start = weights.baseAddress else { return }
    let featureCount = problem.featureCount
    let rowBlocks = problem.features.rowBlocks(count: 16)
    let scores = UnsafeMutableBufferPointer<V>.aligned(count: duals.count, repeating: .zero)
    let sums = UnsafeMutableBufferPointer<V>.aligned(count: rowBlocks.count, repeating: .zero)
    defer {
      scores.deallocateAligned()
      sums.deallocateAligned()
    }
    nonisolated(unsafe) let (solver, weights, z, own) = (self, start, scores, sums)
    parallelFor(blocks: rowBlocks.count, threads: problem.threads) { block in
      solver.problem.features.withPointers { rows in
        for row in rowBlocks[block] { z[row] = gather(weights, rows, rows.entries(ofRow: row)) }
      }
    }
    let weight = Float(problem.totalWeight)
    let heaviest = Float((problem.factors.present + problem.factors.absent).max() ?? 1)
    let bound = weight * heaviest * (problem.loss == .softmax ? 0.5 : 0.25)
    for _ in 0..<50 {
      parallelFor(blocks: rowBlocks.count, threads: problem.threads) { block in
        var sum = V.zero
        for row in rowBlocks[block] where solver.problem.rowWeights[row] > 0 {
          sum += solver.visit.residual(row, z[row] + weights[featureCount])
        }
        own[block] = sum
      }
      var gradient = V.zero
      for sum in sums { gradient += sum }
      start[featureCount] -= gradient / bound
      if max(gradient.max(), -gradient.min()) <= 1e-6 * weight { break }
    }
  }
}
