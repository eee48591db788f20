internal import ParallaxMath

/// The weights and duals of some labels in ``DualCoordinateDescent``.
final class HingeSolver<V: Lanes> where V.Scalar: BinaryFloatingPoint & SIMDScalar {
  private let problem: HingeProblem
  private let labels: Range<Int>
  private let tolerance: V.Scalar
  private let bias: V.Scalar
  private let squares: [V.Scalar]
  private let present: V
  private let absent: V
  private let padding: SIMDMask<V.MaskStorage>
  /// The weights, the one of the intercept's feature last.
  private let w: UnsafeMutableBufferPointer<V>
  private let alpha: UnsafeMutableBufferPointer<V>
  /// The part of the intercepts that is not penalised.
  private var free = V.zero
  private var generator: SeededGenerator
  /// The rows that are still visited, in the order of the last epoch, then those left out.
  private var order: [Int]
  private var activeCount: Int
  private var highestBefore = V(repeating: .infinity)
  private var lowestBefore = V(repeating: -.infinity)
  private var requested: UInt32 = 0

  init(
    _ problem: HingeProblem, _ labels: Range<Int>, _ tolerance: Double, _ seed: UInt64, _ start: [Double]
  ) {
    self.problem = problem
    self.labels = labels
    self.tolerance = V.Scalar(tolerance)
    bias = V.Scalar(problem.bias)
    let bias = problem.bias
    squares = problem.features.squaredNorms().map { V.Scalar($0 + bias * bias) }
    padding = SIMDClasses<V>.padding(labels.count)
    let factors = problem.factors.vectors(first: labels.lowerBound, as: V.self)
    present = factors.present.replacing(with: 1, where: padding)
    absent = factors.absent.replacing(with: 1, where: padding)
    w = .aligned(count: problem.features.columnCount + 1, repeating: .zero)
    alpha = .aligned(count: problem.features.rowCount, repeating: .zero)
    generator = SeededGenerator(seed: seed)
    order = problem.costs.indices.filter { problem.costs[$0] > 0 }
    activeCount = order.count
    prepare(from: start)
  }

  deinit {
    w.deallocateAligned()
    alpha.deallocateAligned()
  }

  /// Sets the duals, held within their bounds, and the weights that go with them.
  private func prepare(from start: [Double]) {
    guard start.count == alpha.count * problem.labelCount, let weights = w.baseAddress else { return }
    problem.features.withPointers { rows in
      for row in order {
        let side = sides(row)
        for lane in labels.indices {
          alpha[row][lane - labels.lowerBound] = V.Scalar(start[row * problem.labelCount + lane])
        }
        alpha[row] = bounded(alpha[row], cost: cost(row, side))
        let step = alpha[row] * side
        scatter(step, to: weights, rows, rows.entries(ofRow: row))
        weights[problem.features.columnCount] += step * bias
      }
    }
  }

  /// +1 in the lanes of the row's labels, −1 in the others.
  @inline(__always) private func sides(_ row: Int) -> V {
    let target: V = problem.targets.indicator(ofRow: row, first: labels.lowerBound)
    return target * 2 - 1
  }

  /// C_i of each lane; 1 in spare lanes.
  @inline(__always) private func cost(_ row: Int, _ side: V) -> V {
    ((absent + present) + side * (present - absent)) * V.Scalar(problem.costs[row] / 2)
  }

  @inline(__always) private func bounded(_ alpha: V, cost: V) -> V {
    var alpha = alpha.replacing(with: 0, where: alpha .< V.zero)
    if !problem.isSquared { alpha.replace(with: cost, where: alpha .> cost) }
    return alpha
  }

  /// The loss of a row.
  @inline(__always) private func loss(_ margin: V, cost: V) -> V {
    let slack = (1 - margin).replacing(with: 0, where: margin .> V(repeating: 1))
    let loss = problem.isSquared ? slack * slack * cost : slack * cost
    return loss.replacing(with: 0, where: padding)
  }

  /// Visits the rows that are not left out, once each in random order.
  func runEpoch() -> HingeState {
    shuffle()
    var highest = V(repeating: -.infinity)
    var lowest = V(repeating: .infinity)
    var total = V.zero
    var kept = 0
    guard let weights = w.baseAddress else { return HingeState(converged: true) }
    let last = problem.features.columnCount
    let isSquared = problem.isSquared
    let (free, highestBefore, lowestBefore) = (free, highestBefore, lowestBefore)
    let activeCount = activeCount
    var requested: UInt32 = 0
    problem.features.withPointers { rows in
      order.withUnsafeMutableBufferPointer { order in
        for place in 0..<activeCount {
          let row = order[place]
          if place + 1 < activeCount { requested &+= rows.requested(row: order[place + 1]) }
          let entries = rows.entries(ofRow: row)
          let side = sides(row)
          let cost = cost(row, side)
          let margin = side * (weights[last] * bias + free + gather(weights, rows, entries))
          total += loss(margin, cost: cost)
          let old = alpha[row]
          let diagonal = isSquared ? 0.5 / cost : V.zero
          let gradient = margin - 1 + old * diagonal
          let atZero = old .== V.zero
          var stuck = atZero .& (gradient .> V.zero)
          var settled = atZero .& (gradient .> highestBefore)
          if !isSquared {
            let atCost = old .>= cost
            stuck .|= atCost .& (gradient .< V.zero)
            settled .|= atCost .& (gradient .< lowestBefore)
          }
          // A row left out stays behind those kept.
          if all(settled .| padding) { continue }
          order.swapAt(kept, place)
          kept += 1
          let projected = gradient.replacing(with: 0, where: stuck .| padding)
          highest.replace(with: projected, where: projected .> highest)
          lowest.replace(with: projected, where: projected .< lowest)
          guard projected != .zero else { continue }
          let curvature = V(repeating: squares[row]) + diagonal
          // A row of nothing, without a penalised intercept, has no curvature; its gradient is its sign.
          let move = (gradient / curvature).replacing(with: 0, where: curvature .== V.zero .| padding)
          let new = bounded(old - move, cost: cost)
          alpha[row] = new
          let step = (new - old) * side
          scatter(step, to: weights, rows, entries)
          weights[last] += step * bias
        }
      }
    }
    self.requested = requested
    var state = conclude(highest, lowest, kept)
    state.objective = (0..<labels.count).reduce(0) { $0 + Double(total[$1]) } + penalty()
    return state
  }

  private func shuffle() {
    guard activeCount > 1 else { return }
    for last in stride(from: activeCount - 1, to: 0, by: -1) {
      order.swapAt(last, generator.index(below: last + 1))
    }
  }

  /// Decides what the next epoch is of, and whether there is one.
  private func conclude(_ highest: V, _ lowest: V, _ kept: Int) -> HingeState {
    let used = 0..<labels.count
    var widest: V.Scalar = 0
    if kept > 0 { widest = used.reduce(0) { max($0, highest[$1] - lowest[$1]) } }
    var rest: V.Scalar = 0
    if !problem.penalizesIntercept {
      // What was penalised becomes free: the duals are told that their sides must balance.
      let own = w[problem.features.columnCount] * bias
      rest = used.reduce(0) { max($0, abs(own[$1])) }
      free += own
    }
    var state = HingeState(violation: Double(max(widest, rest)))
    let isAll = kept == order.count
    activeCount = kept
    if state.violation <= Double(tolerance) {
      state.converged = isAll
      activeCount = order.count
      highestBefore = V(repeating: .infinity)
      lowestBefore = V(repeating: -.infinity)
    } else {
      highestBefore = highest.replacing(with: .infinity, where: highest .<= V.zero)
      lowestBefore = lowest.replacing(with: -.infinity, where: lowest .>= V.zero)
    }
    return state
  }

  private func penalty() -> Double {
    var sum = V.zero
    for weight in w.dropLast() { sum += weight * weight }
    if problem.penalizesIntercept, let last = w.last { sum += last * last }
    return (0..<labels.count).reduce(0) { $0 + Double(sum[$1]) } / 2
  }

  /// The weights, their objective and the duals.
  func solution() -> HingeSolution {
    HingeSolution(
      weights: (0..<labels.count).map(weights), objective: loss() + penalty(),
      duals: alpha.map { own in (0..<labels.count).map { Double(own[$0]) } })
  }

  /// The intercepts: those penalised are the weights of a feature; of others what the duals found last is in
  /// `free` already.
  private var intercepts: V {
    problem.penalizesIntercept ? w[problem.features.columnCount] * bias : free
  }

  private func weights(ofLane lane: Int) -> [Double] {
    w.dropLast().map { Double($0[lane]) } + [Double(intercepts[lane])]
  }

  private func loss() -> Double {
    var total = [Double](repeating: 0, count: labels.count)
    guard let weights = w.baseAddress else { return 0 }
    let intercepts = intercepts
    problem.features.withPointers { rows in
      for row in order {
        let side = sides(row)
        let margin = side * (intercepts + gather(weights, rows, rows.entries(ofRow: row)))
        let loss = loss(margin, cost: cost(row, side))
        for lane in total.indices { total[lane] += Double(loss[lane]) }
      }
    }
    return total.reduce(0, +)
  }
}
