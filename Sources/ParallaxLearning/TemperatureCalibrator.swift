#if canImport(Glibc)
  internal import Glibc
#endif

/// Temperature scaling: softmax(β z), one number for all classes.
///
/// After Guo et al. (2017). The most probable class stays the same; only the confidence changes.
public struct TemperatureCalibrator: Codable, Sendable, Hashable {
  /// β, the inverse of the temperature.
  public let inverseTemperature: Double

  enum CodingKeys: String, CodingKey {
    case inverseTemperature = "beta"
  }

  /// Creates a calibrator from its β.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` where β is not a positive, finite number.
  public init(inverseTemperature: Double) throws(TrainingError) {
    try checkPositive(inverseTemperature, "beta")
    self.inverseTemperature = inverseTemperature
  }

  /// Fits β = exp(t), t in −10 … 10, to scores of rows that were not trained on.
  ///
  /// The log-loss is convex in β, so the zero of its derivative is found by bisection.
  ///
  /// - Parameters:
  ///   - scores: Decision values, row after row: `scores[row * classCount + class]`.
  ///   - labels: The class of each row.
  ///   - classCount: The number of classes.
  ///   - weights: How much each row counts, positive; nil where all count alike.
  /// - Throws: ``TrainingError`` of code `empty`, `shape`, `label_out_of_range`, `not_finite`, or `configuration` for a
  ///   weight that is not positive.
  public init(
    scores: [Double], labels: [Int], classCount: Int, weights: [Double]? = nil
  ) throws(TrainingError) {
    try checkScores(scores, labels.count, classCount: classCount)
    if let weights {
      guard weights.count == labels.count else {
        throw TrainingError(.shape, "\(weights.count) weights; expected one for each of \(labels.count) rows")
      }
      for (row, weight) in weights.enumerated() { try checkPositive(weight, "weights[\(row)]") }
    }
    if let row = labels.firstIndex(where: { $0 < 0 || $0 >= classCount }) {
      throw TrainingError(
        .labelOutOfRange, "row \(row) has label \(labels[row]); expected 0 ..< \(classCount)")
    }
    var (low, high) = (-10.0, 10.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if Self.slope(scores, labels, weights, classCount, beta: exp(middle)) > 0 {
        high = middle
      } else {
        low = middle
      }
    }
    inverseTemperature = exp((low + high) / 2)
  }

  /// The probabilities of the classes of one row.
  public func probabilities(of scores: [Double]) -> [Double] {
    softmax(scores.map { $0 * inverseTemperature })
  }

  /// d/dβ of the log-loss: Σ_i w_i (Σ_k p_ik z_ik − z_i,y(i)).
  private static func slope(
    _ scores: [Double], _ labels: [Int], _ weights: [Double]?, _ classCount: Int, beta: Double
  ) -> Double {
    var sum = 0.0
    for (row, label) in labels.enumerated() {
      let own = scores[row * classCount..<(row + 1) * classCount]
      let largest = own.max() ?? 0
      var total = 0.0
      var mean = 0.0
      for score in own {
        let share = exp(beta * (score - largest))
        total += share
        mean += share * score
      }
      sum += (mean / total - scores[row * classCount + label]) * (weights?[row] ?? 1)
    }
    return sum
  }
}
