internal import ParallaxMath

/// A trust-region Newton method for a smooth convex function (Lin, Weng & Keerthi 2008, "Trust region Newton method for
/// large-scale logistic regression"; the subproblem by conjugate gradients of Steihaug 1983, preconditioned).
///
/// The Hessian is known by its products with directions alone. Lengths are measured by a given diagonal M, whose
/// inverse preconditions the conjugate gradients.
struct TrustRegionNewton {
  typealias Buffer = UnsafeMutableBufferPointer<Double>

  /// What is minimised.
  struct Function {
    /// The value at a point, its gradient written.
    let evaluate: (_ point: Buffer, _ gradient: Buffer) -> Double
    /// Gets the Hessian at a point ready for products.
    let prepare: (_ point: Buffer) -> Void
    /// Writes the product of that Hessian with a direction.
    let multiply: (_ direction: Buffer, _ product: Buffer) -> Void
  }

  /// A step is taken where the value falls by this share of what the quadratic model foretells.
  private static let acceptance = 1e-4
  /// The conjugate gradients end where the residual is this share of the gradient, both in the metric of M⁻¹.
  private static let residualShare = 0.1
  private static let maximumProducts = 500

  private let function: Function
  private let inverseDiagonal: Buffer
  private let step: Buffer
  private let residual: Buffer
  private let direction: Buffer
  private let product: Buffer

  private init(_ function: Function, inverseDiagonal: Buffer) {
    self.function = function
    self.inverseDiagonal = inverseDiagonal
    func buffer() -> Buffer { .aligned(count: inverseDiagonal.count, repeating: 0) }
    (step, residual, direction, product) = (buffer(), buffer(), buffer(), buffer())
  }

  private func deallocate() {
    for buffer in [inverseDiagonal, step, residual, direction, product] { buffer.deallocateAligned() }
  }

  /// Moves `point` to where a function is least.
  ///
  /// Ends where no entry of the gradient exceeds `tolerance`, where the value can no longer fall in double precision
  /// (both count as converged), or after `maxIterations`.
  ///
  /// - Parameters:
  ///   - point: The start; it ends at the minimum.
  ///   - inverseDiagonal: M⁻¹; its buffer is freed here.
  ///   - shouldStop: Whether to end before the next iteration.
  static func minimize(
    _ function: Function, from point: Buffer, inverseDiagonal: Buffer, maxIterations: Int, tolerance: Double,
    shouldStop: (LBFGS.Outcome) -> Bool
  ) -> LBFGS.Outcome {
    let solver = TrustRegionNewton(function, inverseDiagonal: inverseDiagonal)
    let gradient = Buffer.aligned(count: point.count, repeating: 0)
    let trial = Buffer.aligned(count: point.count, repeating: 0)
    let trialGradient = Buffer.aligned(count: point.count, repeating: 0)
    defer {
      solver.deallocate()
      for buffer in [gradient, trial, trialGradient] { buffer.deallocateAligned() }
    }
    let value = function.evaluate(point, gradient)
    var outcome = LBFGS.Outcome(value: value, gradientNorm: LBFGS.largest(gradient))
    var radius = solver.preconditionedNorm(gradient)
    var isMoved = true
    while true {
      outcome.converged = outcome.gradientNorm <= tolerance
      if outcome.converged || outcome.iterations >= maxIterations || !outcome.value.isFinite {
        return outcome
      }
      outcome.wasStopped = shouldStop(outcome)
      if outcome.wasStopped { return outcome }
      if isMoved { function.prepare(point) }
      let model = solver.solve(gradient, radius: radius)
      _ = trial.update(from: point)
      BLAS.axpy(1, UnsafeBufferPointer(solver.step), into: trial)
      let value = function.evaluate(trial, trialGradient)
      outcome.evaluations += 1
      outcome.iterations += 1
      let fall = outcome.value - value
      if outcome.iterations == 1 { radius = min(radius, model.length) }
      radius = Self.radius(after: fall, model, radius)
      isMoved = value.isFinite && fall > Self.acceptance * model.fall
      // The function's own rounding hides any further descent.
      let rounding = 4 * Double.ulpOfOne * abs(outcome.value)
      if isMoved {
        _ = point.update(from: trial)
        _ = gradient.update(from: trialGradient)
        outcome.value = value
        outcome.gradientNorm = LBFGS.largest(gradient)
      }
      if model.fall <= rounding || abs(fall) <= rounding && model.fall <= 16 * rounding || radius == 0 {
        outcome.converged = true
        return outcome
      }
    }
  }

  /// The step that the quadratic model chose.
  private struct Model {
    /// How far the value falls by the model.
    var fall: Double
    /// The step's slope.
    var slope: Double
    /// The step's length by M.
    var length: Double
    var reachesBoundary: Bool
  }

  /// The next radius (equations 8 and 9 of the paper, with its constants).
  private static func radius(after fall: Double, _ model: Model, _ radius: Double) -> Double {
    let excess = -fall - model.slope
    let share =
      fall.isFinite ? (excess <= 0 ? 4 : max(0.25, -0.5 * model.slope / excess)) : 0.25
    let wanted = share * model.length
    if !fall.isFinite || fall < acceptance * model.fall {
      return min(max(wanted, 0.25 * radius), 0.5 * radius)
    }
    if fall < 0.25 * model.fall { return max(0.25 * radius, min(wanted, 0.5 * radius)) }
    if fall < 0.75 * model.fall { return max(0.25 * radius, min(wanted, 4 * radius)) }
    return model.reachesBoundary ? 4 * radius : max(radius, min(wanted, 4 * radius))
  }

  /// √(gᵀ M⁻¹ g).
  private func preconditionedNorm(_ gradient: Buffer) -> Double {
    var sum = 0.0
    for index in gradient.indices { sum += gradient[index] * gradient[index] * inverseDiagonal[index] }
    return sum.squareRoot()
  }

  /// Writes to ``step`` what makes the quadratic model least within the radius.
  private func solve(_ gradient: Buffer, radius: Double) -> Model {
    step.update(repeating: 0)
    var (stepNorm, stepDirection) = (0.0, 0.0)
    for index in gradient.indices {
      residual[index] = -gradient[index]
      direction[index] = residual[index] * inverseDiagonal[index]
    }
    var power = BLAS.dot(UnsafeBufferPointer(residual), UnsafeBufferPointer(direction))
    var directionNorm = power
    let least = Self.residualShare * Self.residualShare * power
    var reachesBoundary = false
    for _ in 0..<Self.maximumProducts where power > least {
      function.multiply(direction, product)
      let curvature = BLAS.dot(UnsafeBufferPointer(direction), UnsafeBufferPointer(product))
      let alpha = power / curvature
      let next = stepNorm + alpha * (2 * stepDirection + alpha * directionNorm)
      if !(curvature > 0) || !(next < radius * radius) {
        // To the boundary: the positive root of ‖s + τd‖² = Δ².
        let rest = max(0, radius * radius - stepNorm)
        let root = (stepDirection * stepDirection + directionNorm * rest).squareRoot()
        let tau = stepDirection > 0 ? rest / (stepDirection + root) : (root - stepDirection) / directionNorm
        move(by: tau.isFinite ? tau : 0)
        stepNorm = radius * radius
        reachesBoundary = true
        break
      }
      move(by: alpha)
      stepNorm = next
      let before = power
      power = 0
      for index in residual.indices { power += residual[index] * residual[index] * inverseDiagonal[index] }
      let beta = power / before
      for index in direction.indices {
        direction[index] = residual[index] * inverseDiagonal[index] + beta * direction[index]
      }
      stepDirection = beta * (stepDirection + alpha * directionNorm)
      directionNorm = power + beta * beta * directionNorm
    }
    let slope = BLAS.dot(UnsafeBufferPointer(gradient), UnsafeBufferPointer(step))
    // −gᵀs − ½ sᵀHs, where Hs = −g − r.
    let fall = -0.5 * (slope - BLAS.dot(UnsafeBufferPointer(step), UnsafeBufferPointer(residual)))
    return Model(
      fall: fall, slope: slope, length: max(0, stepNorm).squareRoot(), reachesBoundary: reachesBoundary)
  }

  private func move(by alpha: Double) {
    BLAS.axpy(alpha, UnsafeBufferPointer(direction), into: step)
    BLAS.axpy(-alpha, UnsafeBufferPointer(product), into: residual)
  }
}
