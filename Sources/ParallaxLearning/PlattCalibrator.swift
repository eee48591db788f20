#if canImport(Glibc)
  internal import Glibc
#endif

/// Platt's calibration: p = 1 / (1 + exp(A f + B)) of a score f.
///
/// Fitted to the targets (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2) (Platt 1999) by Newton's method with
/// backtracking (Lin, Lin & Weng 2007).
public struct PlattCalibrator: Codable, Sendable, Hashable {
  /// The slope; negative where a higher score speaks for the positive class.
  public let a: Double
  /// The offset.
  public let b: Double

  /// Creates a calibrator from its parameters.
  public init(a: Double, b: Double) {
    self.a = a
    self.b = b
  }

  /// Fits a calibrator to scores of rows that were not trained on.
  ///
  /// - Throws: ``TrainingError`` of code `empty`, `shape`, `one_class` or `not_finite`.
  public init(scores: [Double], labels: [Bool]) throws(TrainingError) {
    try checkScores(scores, labels.count)
    let positives = labels.count { $0 }
    let negatives = labels.count - positives
    guard positives > 0, negatives > 0 else {
      throw TrainingError(.oneClass, "\(positives) positive rows of \(labels.count); expected both classes")
    }
    let high = Double(positives + 1) / Double(positives + 2)
    let low = 1 / Double(negatives + 2)
    let targets = labels.map { $0 ? high : low }
    // Scores of any size are brought to at most 1, so that the Hessian keeps its digits.
    let scale = max(scores.reduce(0) { max($0, abs($1)) }, Double.leastNormalMagnitude)
    let scaled = scores.map { $0 / scale }
    let start = (0.0, log(Double(negatives + 1) / Double(positives + 1)))
    let (a, b) = Self.minimize(scaled, targets, from: start)
    self.init(a: a / scale, b: b)
  }

  /// The probability of the positive class.
  public func probability(of score: Double) -> Double {
    1 / (1 + exp(a * score + b))
  }

  private static func minimize(
    _ scores: [Double], _ targets: [Double], from start: (Double, Double)
  ) -> (Double, Double) {
    var (a, b) = start
    var value = loss(scores, targets, a, b)
    for _ in 0..<100 {
      var (h11, h22, h21, g1, g2) = (1e-12, 1e-12, 0.0, 0.0, 0.0)
      for (f, target) in zip(scores, targets) {
        let p = 1 / (1 + exp(a * f + b))
        let d2 = p * (1 - p)
        h11 += f * f * d2
        h22 += d2
        h21 += f * d2
        g1 += f * (target - p)
        g2 += target - p
      }
      if abs(g1) < 1e-10, abs(g2) < 1e-10 { break }
      let determinant = h11 * h22 - h21 * h21
      let da = -(h22 * g1 - h21 * g2) / determinant
      let db = -(h11 * g2 - h21 * g1) / determinant
      let slope = g1 * da + g2 * db
      guard slope < 0 else { break }
      var step = 1.0
      while step >= 1e-10 {
        let next = loss(scores, targets, a + step * da, b + step * db)
        if next < value + 1e-4 * step * slope {
          value = next
          break
        }
        step /= 2
      }
      guard step >= 1e-10 else { break }
      a += step * da
      b += step * db
    }
    return (a, b)
  }

  private static func loss(_ scores: [Double], _ targets: [Double], _ a: Double, _ b: Double) -> Double {
    zip(scores, targets).reduce(0) { sum, row in
      let f = a * row.0 + b
      return sum + (f >= 0 ? row.1 * f + log1p(exp(-f)) : (row.1 - 1) * f + log1p(exp(f)))
    }
  }
}

/// Checks that there are scores, all finite, one for each label.
func checkScores(_ scores: [Double], _ labelCount: Int, classCount: Int = 1) throws(TrainingError) {
  guard !scores.isEmpty else { throw TrainingError(.empty, "no scores to calibrate; expected at least 1") }
  let (size, overflow) = labelCount.multipliedReportingOverflow(by: classCount)
  guard !overflow, size == scores.count else {
    throw TrainingError(
      .shape, "\(scores.count) scores for \(labelCount) labels; expected \(classCount) a label")
  }
  if let index = scores.firstIndex(where: { !$0.isFinite }) {
    throw TrainingError(.notFinite, "score \(index) is \(scores[index])")
  }
}
