/// A line search for the weak Wolfe conditions along a descent direction.
enum LineSearch {
  struct Result {
    /// The step taken; 0 where none lowers the value.
    var step = 0.0
    var value: Double
    var evaluations = 0
  }

  /// Searches a step t with φ(t) ≤ φ(0) + 1e-4 t φ'(0) and φ'(t) ≥ 0.9 φ'(0).
  ///
  /// A bracket is kept and cut by the minimum of the cubic through its ends, held away from them (Nocedal &
  /// Wright 2006, section 3.5), so that it ends for any convex function. The last call of `evaluate` is for
  /// the step returned, unless that is 0.
  static func run(
    value start: Double, slope: Double, first: Double,
    evaluate: (_ step: Double) -> (value: Double, slope: Double)
  ) -> Result {
    var low = (step: 0.0, value: start, slope: slope)
    var high: (step: Double, value: Double, slope: Double)?
    var step = first
    var result = Result(value: start)
    // Values this close to the start's differ by rounding only.
    let slack = 2 * Double.ulpOfOne * abs(start)
    for _ in 0..<40 {
      let (value, rise) = evaluate(step)
      result.evaluations += 1
      if !value.isFinite || value > start + 1e-4 * step * slope + slack {
        high = (step, value, rise)
      } else if rise < 0.9 * slope {
        low = (step, value, rise)
      } else {
        result.step = step
        result.value = value
        return result
      }
      if let high {
        if high.step - low.step <= 1e-14 * high.step { break }
        step = cut(low, high)
      } else {
        step *= 4
      }
    }
    return result
  }

  private static func cut(
    _ low: (step: Double, value: Double, slope: Double), _ high: (step: Double, value: Double, slope: Double)
  ) -> Double {
    let width = high.step - low.step
    let middle = low.step + width / 2
    guard high.value.isFinite, high.slope.isFinite else { return low.step + width / 10 }
    let d1 = low.slope + high.slope - 3 * (high.value - low.value) / width
    let square = d1 * d1 - low.slope * high.slope
    guard square >= 0 else { return middle }
    let d2 = square.squareRoot()
    let step = high.step - width * (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2)
    guard step.isFinite else { return middle }
    return min(max(step, low.step + width / 10), high.step - width / 10)
  }
}
