/// How the share of wrong answers falls as a model answers fewer rows, the surest first.
///
/// Risk at coverage n/N is the share of errors among the n rows of the highest confidence (El-Yaniv & Wiener
/// 2010). Fit thresholds to rows that were not trained on.
public struct RiskCoverageCurve: Codable, Sendable, Hashable {
  /// One threshold of confidence, and what answering from there on means.
  public struct Point: Codable, Sendable, Hashable {
    /// Rows of at least this confidence are answered.
    public let threshold: Double
    /// The share of rows answered.
    public let coverage: Double
    /// The share of errors among them.
    public let risk: Double
  }

  /// The points by falling threshold, one for each distinct confidence.
  public let points: [Point]
  /// The mean risk over all coverages 1/N, 2/N, … 1; lower is better.
  public let area: Double

  /// Measures confidences.
  ///
  /// - Parameters:
  ///   - confidences: The highest probability of each row.
  ///   - isRight: Whether the label of each row was right.
  /// - Throws: ``TrainingError`` of code `empty`, `shape` or `not_finite`.
  /// - Complexity: O(n log n).
  public init(confidences: [Double], isRight: [Bool]) throws(TrainingError) {
    try checkScores(confidences, isRight.count)
    let order = confidences.indices.sorted {
      confidences[$0] == confidences[$1] ? $0 < $1 : confidences[$0] > confidences[$1]
    }
    var points: [Point] = []
    var errors = 0
    var sum = 0.0
    for (place, row) in order.enumerated() {
      errors += isRight[row] ? 0 : 1
      let risk = Double(errors) / Double(place + 1)
      sum += risk
      let isLastOfItsScore = place + 1 == order.count || confidences[order[place + 1]] != confidences[row]
      guard isLastOfItsScore else { continue }
      points.append(
        Point(
          threshold: confidences[row], coverage: Double(place + 1) / Double(order.count), risk: risk))
    }
    self.points = points
    area = sum / Double(order.count)
  }

  /// The point that answers most rows at no more than a risk; nil where even the surest rows err more.
  public func point(atRisk risk: Double) -> Point? { points.last { $0.risk <= risk } }
}
