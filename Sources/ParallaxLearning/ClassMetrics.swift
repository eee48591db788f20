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
}
