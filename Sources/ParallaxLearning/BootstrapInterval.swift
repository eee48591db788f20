internal import ParallaxMath

/// A percentile bootstrap interval of a statistic (Efron 1979): how much it owes to which documents were
/// drawn.
public struct BootstrapInterval: Codable, Sendable, Hashable {
  /// The statistic on the rows as they are.
  public let estimate: Double
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// The share of resampled statistics inside, 0.95 for a 95 % interval.
  public let level: Double
  /// The number of resamples drawn.
  public let resamples: Int
  /// The seed they were drawn with.
  public let seed: UInt64

  /// Resamples rows, or whole groups of rows, with replacement.
  ///
  /// Rows of one article, outlet or event are not independent: give their groups, and groups are drawn.
  /// Resamples whose statistic is NaN are left out of the percentiles, which are interpolated linearly.
  ///
  /// - Parameters:
  ///   - rowCount: The number of rows.
  ///   - groups: The group of each row; nil where each row stands for itself.
  ///   - level: The share of resampled statistics inside.
  ///   - resamples: How many resamples are drawn.
  ///   - seed: The seed they are drawn with.
  ///   - statistic: The statistic of the rows with the given indices, some of them several times.
  /// - Throws: ``TrainingError`` of code `empty`, `shape`, or `configuration` for a level outside 0 ..< 1 or
  ///   no resamples; `not_finite` where no resample has a statistic.
  /// - Complexity: O(`resamples`) calls of `statistic`.
  public init(
    rowCount: Int, groups: [Int]? = nil, level: Double = 0.95, resamples: Int = 1000, seed: UInt64 = 0,
    statistic: (_ rows: [Int]) -> Double
  ) throws(TrainingError) {
    self = try Self.draws(
      rowCount: rowCount, groups: groups, level: level, resamples: resamples, seed: seed, statistic
    ).interval
  }

  /// The interval and the statistics of all resamples that have one, ascending.
  static func draws(
    rowCount: Int, groups: [Int]?, level: Double, resamples: Int, seed: UInt64,
    _ statistic: (_ rows: [Int]) -> Double
  ) throws(TrainingError) -> (interval: BootstrapInterval, values: [Double]) {
    guard rowCount > 0 else { throw TrainingError(.empty, "no rows to resample; expected at least 1") }
    guard groups.map({ $0.count == rowCount }) ?? true else {
      throw TrainingError(.shape, "\(groups?.count ?? 0) groups for \(rowCount) rows; expected one each")
    }
    guard level > 0, level < 1, resamples > 0 else {
      throw TrainingError(
        .configuration, "level \(level) and \(resamples) resamples; expected a share and at least 1")
    }
    let units = groups.map { RowGroups($0).rows } ?? (0..<rowCount).map { [$0] }
    var generator = SeededGenerator(seed: seed)
    var values: [Double] = []
    for _ in 0..<resamples {
      let drawn = units.indices.flatMap { _ in units[generator.index(below: units.count)] }
      let value = statistic(drawn)
      if !value.isNaN { values.append(value) }
    }
    guard !values.isEmpty else {
      throw TrainingError(.notFinite, "the statistic is NaN on all \(resamples) resamples")
    }
    values.sort()
    let interval = BootstrapInterval(
      estimate: statistic(Array(0..<rowCount)), lower: quantile((1 - level) / 2, of: values),
      upper: quantile((1 + level) / 2, of: values), level: level, resamples: resamples, seed: seed)
    return (interval, values)
  }

  init(
    estimate: Double, lower: Double, upper: Double, level: Double, resamples: Int, seed: UInt64
  ) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.level = level
    self.resamples = resamples
    self.seed = seed
  }

  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
