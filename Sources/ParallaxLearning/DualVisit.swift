internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// One row's step of ``DualCoordinateAscent``: its dual variables, the others' held.
///
/// Softmax: p with p = softmax(z + t (p_old − p)), by Newton's method on ln p and the multiplier that makes
/// p sum to one. Sigmoid: for each label p with p = σ(z + t (p_old − p)), by Newton's method on ln(p/(1−p)).
/// In both t = (c/ρ) ‖x‖².
struct DualVisit<V: Lanes> where V.Scalar == Float {
  struct Outcome {
    var dual: V
    /// What the weights of a feature of value 1 move by.
    var step: V
    var loss: Double
    /// The row's share of the duality gap.
    var gap: Double
  }

  private let targets: RowTargets
  private let rowWeights: [Double]
  private let ridge: Double
  private let classCount: Int
  private let isSoftmax: Bool
  private let padding: SIMDMask<V.MaskStorage>
  private let present: V
  private let absent: V

  init(_ problem: LogisticProblem) {
    targets = problem.targets
    rowWeights = problem.rowWeights
    ridge = problem.ridge
    classCount = problem.classCount
    isSoftmax = problem.loss == .softmax
    padding = SIMDClasses<V>.padding(problem.classCount)
    (present, absent) = problem.factors.vectors()
  }

  /// c/ρ of each label.
  @inline(__always)
  func scale(ofRow row: Int, _ target: V) -> V {
    (absent + target * (present - absent)) * Float(rowWeights[row] / ridge)
  }

  /// Solves for the duals of a row whose scores are `z`; `curvature` is ‖x‖².
  @inline(__always)
  func solve(_ row: Int, _ z: V, _ old: V, curvature: Float) -> Outcome {
    isSoftmax ? softmax(row, z, old, curvature) : sigmoid(row, z, old, curvature)
  }

  /// c (prediction − target) of a row whose scores are `z`: what the gradient of the intercepts adds up.
  func residual(_ row: Int, _ z: V) -> V {
    let target: V = targets.indicator(ofRow: row)
    var p = V.zero
    if isSoftmax {
      var logs = z
      logs.replace(with: -.infinity, where: padding)
      logs -= logs.max()
      for k in 0..<classCount { p[k] = expf(logs[k]) }
      return (p / p.sum() - target) * Float(rowWeights[row])
    }
    for k in 0..<classCount { p[k] = 1 / (1 + expf(-z[k])) }
    return (p - target) * scale(ofRow: row, target) * Float(ridge)
  }

  private func softmax(_ row: Int, _ z: V, _ old: V, _ curvature: Float) -> Outcome {
    let weight = rowWeights[row]
    var logs = z
    logs.replace(with: -.infinity, where: padding)
    logs -= logs.max()
    // Scores and logarithms of probabilities are finite in the lanes of the classes only.
    var sum: Float = 0
    for k in 0..<classCount { sum += expf(logs[k]) }
    logs -= logf(sum)
    logs.replace(with: 0, where: padding)
    var gap: Float = 0
    for k in 0..<classCount where old[k] > 0 { gap += old[k] * (logf(old[k]) - logs[k]) }
    let scale = Float(weight / ridge)
    let dual = softmaxDual(logs, old, scale * curvature)
    return Outcome(
      dual: dual, step: (old - dual) * scale, loss: -weight * Double(logs[targets.label(ofRow: row)]),
      gap: weight * Double(max(0, gap)))
  }

  /// The p with ln p + t p = logs + t old − λ, where λ makes it sum to one.
  ///
  /// Newton's method on v = ln p and λ at once, from p = softmax(z): where the optimum is.
  private func softmaxDual(_ logs: V, _ old: V, _ t: Float) -> V {
    let target = logs + old * t
    var v = logs
    var p = V.zero
    for _ in 0..<30 {
      for k in 0..<classCount { p[k] = expf(v[k]) }
      let derivative = p * t + 1
      let residual = v + p * t - target
      let share = p / derivative
      let lambda = (p.sum() - 1 - (share * residual).sum()) / share.sum()
      var change = -(residual + lambda) / derivative
      var largest: Float = 0
      for k in 0..<classCount {
        change[k] = min(max(change[k], -4), 4)
        v[k] += change[k]
        largest = max(largest, abs(change[k]))
      }
      if largest < 1e-3 { break }
    }
    for k in 0..<classCount { p[k] = expf(v[k]) }
    return p / p.sum()
  }

  private func sigmoid(_ row: Int, _ z: V, _ old: V, _ curvature: Float) -> Outcome {
    let target: V = targets.indicator(ofRow: row)
    let scale = scale(ofRow: row, target)
    var outcome = Outcome(dual: .zero, step: .zero, loss: 0, gap: 0)
    for k in 0..<classCount {
      let weight = Double(scale[k]) * ridge
      // With s = ±1 the row's side and q = 1 − p of its own side, all is as for a label that is there.
      let own = target[k] == 1 ? z[k] : -z[k]
      let (hit, miss) = target[k] == 1 ? (old[k], 1 - old[k]) : (1 - old[k], old[k])
      let loss = max(-own, 0) + log1pf(expf(-abs(own)))
      outcome.loss += weight * Double(loss)
      var gap: Float = 0
      if hit > 0 { gap += hit * (logf(hit) + loss) }
      if miss > 0 { gap += miss * (logf(miss) + loss + own) }
      outcome.gap += weight * Double(max(0, gap))
      let new = Self.sigmoidDual(z[k], old[k], scale[k] * curvature)
      outcome.dual[k] = new
      outcome.step[k] = (old[k] - new) * scale[k]
    }
    return outcome
  }

  /// The p = σ(v) with v + t σ(v) = z + t old.
  private static func sigmoidDual(_ z: Float, _ old: Float, _ t: Float) -> Float {
    let target = z + t * old
    // σ lies between 0 and 1, and so v between these two; Newton's steps that leave them are cut back.
    var (low, high) = (target - t, target)
    var v = min(max(z, low), high)
    var p: Float = 0
    for _ in 0..<30 {
      p = 1 / (1 + expf(-v))
      let residual = v + t * p - target
      if residual > 0 { high = v } else { low = v }
      var next = v - residual / (1 + t * p * (1 - p))
      if next < low || next > high { next = low + (high - low) / 2 }
      let change = abs(next - v)
      v = next
      if change < 1e-4 * max(1, abs(v)) { break }
    }
    return 1 / (1 + expf(-v))
  }
}
