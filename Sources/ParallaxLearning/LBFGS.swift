internal import ParallaxMath

/// Limited-memory BFGS (Nocedal & Wright 2006, algorithms 7.4 and 7.5) for a smooth convex function.
///
/// The inverse Hessian starts from a given diagonal, scaled to the last step, instead of a multiple of the
/// identity. Vectors are flat buffers of `Double`; their inner products and sums are BLAS calls.
struct LBFGS {
  /// Pairs of steps and gradient changes remembered.
  static let memory = 10

  struct Outcome {
    var value: Double
    /// The largest absolute entry of the gradient.
    var gradientNorm: Double
    var iterations = 0
    var evaluations = 1
    var converged = false
    var wasStopped = false
  }

  typealias Buffer = UnsafeMutableBufferPointer<Double>

  private let count: Int
  let inverseDiagonal: Buffer
  private var steps: [Buffer] = []
  private var changes: [Buffer] = []
  private var curvatures: [Double] = []

  init(inverseDiagonal: Buffer) {
    count = inverseDiagonal.count
    self.inverseDiagonal = inverseDiagonal
  }

  /// Moves `point` to where `evaluate` is least.
  ///
  /// Ends where no entry of the gradient exceeds `tolerance`, where the value can no longer fall in double
  /// precision (both count as converged), or after `maxIterations`. `inverseDiagonal` is called for only
  /// where the start does not do, and its buffer is freed here.
  static func minimize(
    from point: Buffer, inverseDiagonal: () -> Buffer, maxIterations: Int, tolerance: Double,
    shouldStop: (Outcome) -> Bool, evaluate: (_ point: Buffer, _ gradient: Buffer) -> Double
  ) -> Outcome {
    let gradient = Buffer.aligned(count: point.count, repeating: 0)
    defer { gradient.deallocateAligned() }
    var outcome = Outcome(value: evaluate(point, gradient), gradientNorm: largest(gradient))
    outcome.converged = outcome.gradientNorm <= tolerance
    if outcome.converged { return outcome }

    var solver = LBFGS(inverseDiagonal: inverseDiagonal())
    let trial = Buffer.aligned(count: point.count, repeating: 0)
    let trialGradient = Buffer.aligned(count: point.count, repeating: 0)
    let direction = Buffer.aligned(count: point.count, repeating: 0)
    defer {
      for buffer in [trial, trialGradient, direction, solver.inverseDiagonal] { buffer.deallocateAligned() }
      solver.forget()
    }
    while outcome.iterations < maxIterations {
      outcome.wasStopped = shouldStop(outcome)
      outcome.converged = outcome.gradientNorm <= tolerance
      if outcome.converged || outcome.wasStopped || !outcome.value.isFinite { return outcome }
      var slope = solver.setDirection(direction, gradient)
      if slope >= 0 {  // Only rounding can do that; the plain scaled gradient always descends.
        solver.forget()
        slope = solver.setDirection(direction, gradient)
      }
      let found = LineSearch.run(
        value: outcome.value, slope: slope,
        first: outcome.iterations == 0 ? min(1, 1 / solver.scaledLength(direction)) : 1
      ) { step in
        _ = trial.update(from: point)
        BLAS.axpy(step, UnsafeBufferPointer(direction), into: trial)
        let value = evaluate(trial, trialGradient)
        return (value, BLAS.dot(UnsafeBufferPointer(trialGradient), UnsafeBufferPointer(direction)))
      }
      outcome.evaluations += found.evaluations
      outcome.iterations += 1
      let fall = outcome.value - found.value
      // The function's own rounding hides any further descent.
      guard found.step > 0, fall >= 0 else {
        outcome.converged = true
        return outcome
      }
      solver.remember(from: point, to: trial, gradient, trialGradient)
      _ = point.update(from: trial)
      _ = gradient.update(from: trialGradient)
      outcome.value = found.value
      outcome.gradientNorm = largest(gradient)
      if fall <= 4 * Double.ulpOfOne * abs(found.value) {
        outcome.converged = true
        return outcome
      }
    }
    outcome.converged = outcome.gradientNorm <= tolerance
    return outcome
  }

  static func largest(_ buffer: Buffer) -> Double {
    var largest = 0.0
    for value in buffer { largest = max(largest, value.isNaN ? .infinity : abs(value)) }
    return largest
  }

  /// The length of a direction in the metric of the diagonal.
  func scaledLength(_ direction: Buffer) -> Double {
    var sum = 0.0
    for index in 0..<count { sum += direction[index] * direction[index] / inverseDiagonal[index] }
    return max(sum.squareRoot(), Double.leastNormalMagnitude)
  }

  /// Writes −H g to `direction` by the two-loop recursion and returns its slope g·d.
  func setDirection(_ direction: Buffer, _ gradient: Buffer) -> Double {
    _ = direction.update(from: gradient)
    var alphas = [Double](repeating: 0, count: steps.count)
    for i in steps.indices.reversed() {
      alphas[i] = BLAS.dot(UnsafeBufferPointer(steps[i]), UnsafeBufferPointer(direction)) / curvatures[i]
      BLAS.axpy(-alphas[i], UnsafeBufferPointer(changes[i]), into: direction)
    }
    var scale = 1.0
    if let change = changes.last, let curvature = curvatures.last {
      var sum = 0.0
      for index in 0..<count { sum += change[index] * change[index] * inverseDiagonal[index] }
      scale = curvature / sum
    }
    for index in 0..<count { direction[index] *= scale * inverseDiagonal[index] }
    for i in steps.indices {
      let beta = BLAS.dot(UnsafeBufferPointer(changes[i]), UnsafeBufferPointer(direction)) / curvatures[i]
      BLAS.axpy(alphas[i] - beta, UnsafeBufferPointer(steps[i]), into: direction)
    }
    BLAS.scale(direction, by: -1)
    return BLAS.dot(UnsafeBufferPointer(direction), UnsafeBufferPointer(gradient))
  }

  mutating func remember(
    from point: Buffer, to next: Buffer, _ gradient: Buffer, _ nextGradient: Buffer
  ) {
    let reuses = steps.count == Self.memory
    let step = reuses ? steps.removeFirst() : Buffer.aligned(count: count, repeating: 0)
    let change = reuses ? changes.removeFirst() : Buffer.aligned(count: count, repeating: 0)
    if reuses { curvatures.removeFirst() }
    for index in 0..<count {
      step[index] = next[index] - point[index]
      change[index] = nextGradient[index] - gradient[index]
    }
    let curvature = BLAS.dot(UnsafeBufferPointer(step), UnsafeBufferPointer(change))
    guard curvature > 0 else {
      step.deallocateAligned()
      change.deallocateAligned()
      return
    }
    steps.append(step)
    changes.append(change)
    curvatures.append(curvature)
  }

  mutating func forget() {
    for buffer in steps + changes { buffer.deallocateAligned() }
    steps = []
    changes = []
    curvatures = []
  }
}
