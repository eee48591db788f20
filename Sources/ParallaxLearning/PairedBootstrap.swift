/// How certain it is that one model is better than another on the same rows (Efron & Tibshirani 1993).
///
/// Rows, or whole groups of them, are drawn with replacement; in each draw both models are measured.
public struct PairedBootstrap: Codable, Sendable, Hashable {
  /// The statistic of the first model less that of the second, and its interval.
  public let difference: BootstrapInterval
  /// Twice the smaller share of draws in which the difference is not above, or not below, zero; at most 1.
  public let pValue: Double

  enum CodingKeys: String, CodingKey {
    case difference
    case pValue = "p_value"
  }

  /// Compares two models.
  ///
  /// - Parameters:
  ///   - rowCount: The number of rows.
  ///   - groups: The group of each row; nil where each row stands for itself.
  ///   - level: The share of resampled differences inside the interval.
  ///   - resamples: How many resamples are drawn.
  ///   - seed: The seed they are drawn with.
  ///   - first: The statistic of the first model on the rows with the given indices, some several times.
  ///   - second: The same of the second model.
  /// - Throws: as ``BootstrapInterval/init(rowCount:groups:level:resamples:seed:statistic:)``.
  public init(
    rowCount: Int, groups: [Int]? = nil, level: Double = 0.95, resamples: Int = 1000, seed: UInt64 = 0,
    first: (_ rows: [Int]) -> Double, second: (_ rows: [Int]) -> Double
  ) throws(TrainingError) {
    let draws = try BootstrapInterval.draws(
      rowCount: rowCount, groups: groups, level: level, resamples: resamples, seed: seed
    ) { first($0) - second($0) }
    difference = draws.interval
    let count = Double(draws.values.count)
    let below = Double(draws.values.count { $0 <= 0 }) / count
    let above = Double(draws.values.count { $0 >= 0 }) / count
    pValue = min(1, 2 * min(below, above))
  }
}
