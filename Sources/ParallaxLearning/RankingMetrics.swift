/// How well scores put the rows of a class before the others, whatever the threshold.
public struct RankingMetrics: Codable, Sendable, Hashable {
  /// The area under the ROC curve: the chance that a row of the class scores above another, ties one half.
  public let rocAUC: Double
  /// Σ (R_n − R_{n−1}) P_n over falling thresholds: scikit-learn's `average_precision_score`.
  public let averagePrecision: Double

  enum CodingKeys: String, CodingKey {
    case rocAUC = "roc_auc"
    case averagePrecision = "average_precision"
  }

  /// Measures scores; nil where all rows are of the class, or none.
  ///
  /// - Throws: ``TrainingError`` of code `empty`, `shape` or `not_finite`.
  /// - Complexity: O(n log n).
  public init?(scores: [Double], labels: [Bool]) throws(TrainingError) {
    try checkScores(scores, labels.count)
    let positives = labels.count { $0 }
    let negatives = labels.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    var hits = 0
    var misses = 0
    var area = 0.0
    var precision = 0.0
    let order = scores.indices.sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
    var start = 0
    while start < order.count {
      // Rows of one score come together: a threshold cannot part them.
      var end = start
      let (hitsBefore, missesBefore) = (hits, misses)
      while end < order.count, scores[order[end]] == scores[order[start]] {
        if labels[order[end]] { hits += 1 } else { misses += 1 }
        end += 1
      }
      area += Double(misses - missesBefore) * Double(hits + hitsBefore) / 2
      precision += Double(hits - hitsBefore) / Double(positives) * Double(hits) / Double(hits + misses)
      start = end
    }
    rocAUC = area / (Double(positives) * Double(negatives))
    // A sum of shares that add up to one may pass it by rounding.
    averagePrecision = min(1, precision)
  }

  /// The mean over the classes that could be measured; nil where there is none.
  static func mean(_ value: KeyPath<RankingMetrics, Double>, of classes: [RankingMetrics?]) -> Double? {
    let measured = classes.compactMap(\.self)
    return measured.isEmpty
      ? nil : measured.reduce(0) { $0 + $1[keyPath: value] } / Double(measured.count)
  }
}
