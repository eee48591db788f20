/// How well one class is found.
public struct ClassMetrics: Codable, Sendable, Hashable {
  /// Of the rows given this class, the share that has it; 0 where there is none.
  public let precision: Double
  /// Of the rows that have this class, the share that was given it; 0 where there is none.
  public let recall: Double
  /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN); 0 where there is nothing to count.
  public let f1: Double
  /// The number of rows that have this class.
  public let support: Int
  /// The area under the ROC curve of the class against the rest; nil without probabilities, or where all
  /// rows are of the class or none.
  public let rocAUC: Double?
  /// The average precision of the class against the rest; nil as the area is.
  public let averagePrecision: Double?

  enum CodingKeys: String, CodingKey {
    case precision, recall, f1, support
    case rocAUC = "roc_auc"
    case averagePrecision = "average_precision"
  }

  init(precision: Double, recall: Double, f1: Double, support: Int, ranking: RankingMetrics? = nil) {
    self.precision = precision
    self.recall = recall
    self.f1 = f1
    self.support = support
    rocAUC = ranking?.rocAUC
    averagePrecision = ranking?.averagePrecision
  }
}
