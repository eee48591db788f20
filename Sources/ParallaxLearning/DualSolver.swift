internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// The weights, duals and blocks of one run of ``DualCoordinateAscent``.
struct DualSolver<V: Lanes> where V.Scalar == Float {
  let problem: LogisticProblem
  let visit: DualVisit<V>
  let weights: UnsafeMutableBufferPointer<V>
  /// A copy of the weights for each block, the same as they between rounds; none where there is one block.
  let copies: UnsafeMutableBufferPointer<V>
  let duals: UnsafeMutableBufferPointer<V>
  /// What each block's walk found.
  let walks: UnsafeMutableBufferPointer<Walk>
  let squares: [Float]
  let blockCount: Int
  let team: WorkerTeam

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
    WorkerTeam.with(threads: problem.threads) { team in
      let solver = DualSolver(problem, team)
      defer { solver.deallocate() }
      return solver.run(limits, &start, into: point, shouldStop)
    }
  }

  private func run(
    _ limits: (maxEpochs: Int, tolerance: Double, seed: UInt64), _ start: inout [Float],
    into point: UnsafeMutableBufferPointer<Double>, _ shouldStop: (DualCoordinateAscent.Outcome) -> Bool
  ) -> DualCoordinateAscent.Outcome {
    prepare(from: start)
    var order = duals.indices.filter { problem.rowWeights[$0] > 0 }
    var generator = SeededGenerator(seed: limits.seed)
    var gaps: [Double] = []
    var outcome = DualCoordinateAscent.Outcome()
    while outcome.epochs < limits.maxEpochs {
      order.shuffle(with: &generator)
      let walk = epoch(order)
      outcome.objective = walk.loss + penaltyTerm()
      outcome.gap = walk.gap
      outcome.epochs += 1
      outcome.wasStopped = shouldStop(outcome)
      gaps.append(walk.gap)
      let target = limits.tolerance * outcome.objective
      if outcome.wasStopped || walk.gap <= target || !outcome.objective.isFinite { break }
      if !Self.isWorthwhile(gaps, target) { break }
    }
    settleIntercepts()
    for feature in 0...problem.featureCount {
      for k in 0..<problem.classCount {
        point[feature * problem.lanes + k] = Double(weights[feature][k])
      }
    }
    start = duals.flatMap { dual in (0..<problem.classCount).map { dual[$0] } }
    return outcome
  }

  /// Whether the gaps of past epochs fall so fast that more epochs will close them.
  private static func isWorthwhile(_ gaps: [Double], _ target: Double) -> Bool {
    let window = 10
    guard gaps.count >= patience else { return true }
    let fall = log(gaps[gaps.count - 1 - window] / gaps[gaps.count - 1]) / Double(window)
    return log(gaps[gaps.count - 1] / target) <= fall * Double(furtherEpochs)
  }

  /// So many epochs are run whatever the gaps do.
  private static var patience: Int { 40 }
  /// What more than so many further epochs would do, L-BFGS does sooner.
  private static var furtherEpochs: Int { 100 }

  private init(_ problem: LogisticProblem, _ team: WorkerTeam) {
    self.problem = problem
    self.team = team
    visit = DualVisit(problem)
    blockCount = problem.dualBlockCount
    let size = problem.featureCount + 1
    weights = .aligned(count: size, repeating: .zero)
    copies = .aligned(count: blockCount == 1 ? 0 : blockCount * size, repeating: .zero)
    duals = .aligned(count: problem.features.rowCount, repeating: .zero)
    walks = .aligned(count: blockCount, repeating: Walk())
    squares = problem.features.squaredNorms(threads: problem.threads).map { Float($0) + 1 }
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
    defer { for index in copies.indices { copies[index] = weights[index % weights.count] } }
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

  /// Visits the rows, in this order where there is one block.
  ///
  /// Which rows a block visits changes with the order: two that always had the same rows could pull the weights that
  /// all rows share to and fro, each content with its own copy, and never agree.
  private func epoch(_ order: [Int]) -> Walk {
    if blockCount == 1 { return walk(order[...], weights, care: 1) }
    var total = Walk()
    let size = weights.count
    let shareCount = Self.roundCount * blockCount
    nonisolated(unsafe) let solver = self
    for round in 0..<Self.roundCount {
      team.parallelFor(blocks: blockCount) { block in
        let own = UnsafeMutableBufferPointer(rebasing: solver.copies[block * size..<(block + 1) * size])
        let share = round * solver.blockCount + block
        let (first, last) = (order.count * share / shareCount, order.count * (share + 1) / shareCount)
        solver.walks[block] = solver.walk(order[first..<last], own, care: solver.care)
      }
      merge()
      for walk in walks {
        total.loss += walk.loss
        total.gap += walk.gap
      }
    }
    return total
  }

  /// How many times a step and its curvature count in a block's copy of the weights.
  ///
  /// Two blocks that both take the step both need go twice as far as they should, were this 1. Above 1 the
  /// sum of their steps comes nearer to the optimum even then, by a factor of 2/care − 1 a round; the more
  /// care, the shorter the steps where the blocks have little in common, as rows of text do.
  private var care: Float { blockCount == 1 ? 1 : 0.6 * Float(blockCount) }

  /// Adds the changes of every copy to the weights, in the order of the blocks, and sets the copies to the sum: number
  /// by number, whatever lanes they are in.
  private func merge() {
    let count = weights.count * V.scalarCount
    // Whole cache lines.
    let chunk = max(1 << 12, (count / 64 + 15) & ~15)
    let share = 1 / care
    nonisolated(unsafe) let (weights, copies) = (
      UnsafeMutableRawBufferPointer(weights).assumingMemoryBound(to: Float.self),
      UnsafeMutableRawBufferPointer(copies).assumingMemoryBound(to: Float.self)
    )
    let blockCount = blockCount
    team.parallelFor(blocks: (count + chunk - 1) / chunk) { part in
      guard let weights = weights.baseAddress, let copies = copies.baseAddress else { return }
      for index in part * chunk..<min((part + 1) * chunk, count) {
        let old = weights[index]
        var change: Float = 0
        for block in 0..<blockCount { change += copies[block &* count &+ index] - old }
        let new = old + change * share
        weights[index] = new
        for block in 0..<blockCount { copies[block &* count &+ index] = new }
      }
    }
  }

  /// Visits rows, moving `weights`.
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
    team.parallelFor(blocks: rowBlocks.count) { block in
      solver.problem.features.withPointers { rows in
        for row in rowBlocks[block] { z[row] = gather(weights, rows, rows.entries(ofRow: row)) }
      }
    }
    let weight = Float(problem.totalWeight)
    let heaviest = Float((problem.factors.present + problem.factors.absent).max() ?? 1)
    let bound = weight * heaviest * (problem.loss == .softmax ? 0.5 : 0.25)
    for _ in 0..<50 {
      team.parallelFor(blocks: rowBlocks.count) { block in
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
