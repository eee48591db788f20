internal import ParallaxMath

/// The orthant-wise variant for an L1 penalty (Andrew & Gao 2007).
///
/// In an orthant the penalty is linear. Each step stays in the orthant that the point, or where it is zero
/// the direction of descent, lies in: coordinates that would leave it become zero. The memory is of the
/// smooth part; the gradient is the subgradient of least norm.
extension LBFGS {
  /// Moves `point` to where `evaluate` plus `lasso` times the absolute values of the first `penalised`
  /// coordinates is least.
  ///
  /// Without a lasso this is ``minimize(from:inverseDiagonal:maxIterations:tolerance:shouldStop:evaluate:)``,
  /// whose rules of ending hold here too, for the subgradient.
  static func minimize(
    from point: Buffer, lasso: Double, penalised: Int, inverseDiagonal: () -> Buffer, maxIterations: Int,
    tolerance: Double, shouldStop: (Outcome) -> Bool,
    evaluate: (_ point: Buffer, _ gradient: Buffer) -> Double
  ) -> Outcome {
    guard lasso > 0 else {
      return minimize(
        from: point, inverseDiagonal: inverseDiagonal, maxIterations: maxIterations, tolerance: tolerance,
        shouldStop: shouldStop, evaluate: evaluate)
    }
    let orthants = Orthants(lasso: lasso, penalised: penalised)
    var solver = LBFGS(inverseDiagonal: inverseDiagonal())
    let buffers = (0..<5).map { _ in Buffer.aligned(count: point.count, repeating: 0) }
    let (gradient, subgradient, direction) = (buffers[0], buffers[1], buffers[2])
    let (trial, trialGradient) = (buffers[3], buffers[4])
    defer {
      for buffer in buffers + [solver.inverseDiagonal] { buffer.deallocateAligned() }
      solver.forget()
    }
    var outcome = Outcome(value: evaluate(point, gradient) + orthants.penalty(point), gradientNorm: 0)
    while true {
      orthants.setSubgradient(subgradient, gradient, at: point)
      outcome.gradientNorm = largest(subgradient)
      outcome.converged = outcome.gradientNorm <= tolerance
      if outcome.converged || outcome.iterations == maxIterations || !outcome.value.isFinite {
        return outcome
      }
      outcome.wasStopped = shouldStop(outcome)
      if outcome.wasStopped { return outcome }
      _ = solver.setDirection(direction, subgradient)
      orthants.align(direction, with: subgradient)
      // At first, and where the memory points uphill, a step along the scaled subgradient.
      var step = outcome.iterations == 0 ? min(1, 1 / solver.scaledLength(direction)) : 1
      var accepted = false
      var value = outcome.value
      for _ in 0..<60 {
        let slope = orthants.move(from: point, along: direction, by: step, subgradient, to: trial)
        value = evaluate(trial, trialGradient) + orthants.penalty(trial)
        outcome.evaluations += 1
        accepted = value <= outcome.value + 1e-4 * slope && slope < 0
        if accepted { break }
        step /= 2
      }
      outcome.iterations += 1
      let fall = outcome.value - value
      guard accepted, fall >= 0 else {
        // The function's own rounding hides any further descent.
        outcome.converged = true
        return outcome
      }
      solver.remember(from: point, to: trial, gradient, trialGradient)
      _ = point.update(from: trial)
      _ = gradient.update(from: trialGradient)
      outcome.value = value
    }
  }

  /// The penalty and its geometry.
  private struct Orthants {
    let lasso: Double
    let penalised: Int

    func penalty(_ point: Buffer) -> Double {
      var sum = 0.0
      for index in 0..<penalised { sum += abs(point[index]) }
      return lasso * sum
    }

    /// The subgradient of least norm: zero where the penalty's own can cancel the gradient.
    func setSubgradient(_ subgradient: Buffer, _ gradient: Buffer, at point: Buffer) {
      _ = subgradient.update(from: gradient)
      for index in 0..<penalised {
        let (x, slope) = (point[index], gradient[index])
        if x != 0 {
          subgradient[index] = slope + (x > 0 ? lasso : -lasso)
        } else {
          subgradient[index] = slope > lasso ? slope - lasso : slope < -lasso ? slope + lasso : 0
        }
      }
    }

    /// Takes out of a direction what does not descend, coordinate by coordinate.
    func align(_ direction: Buffer, with subgradient: Buffer) {
      for index in 0..<penalised where direction[index] * subgradient[index] >= 0 { direction[index] = 0 }
    }

    /// Steps, stopping at zero what would cross it; returns the slope of the step taken.
    func move(
      from point: Buffer, along direction: Buffer, by step: Double, _ subgradient: Buffer, to trial: Buffer
    ) -> Double {
      var slope = 0.0
      for index in point.indices {
        let x = point[index]
        var next = x + step * direction[index]
        if index < penalised {
          let side = x != 0 ? x : -subgradient[index]
          if next * side <= 0 { next = 0 }
        }
        trial[index] = next
        slope += subgradient[index] * (next - x)
      }
      return slope
    }
  }
}
