internal import ParallaxMath

extension BootstrapInterval {
  /// The percentile interval of a mean, drawn without the buffers that any other statistic needs.
  ///
  /// The same numbers as with a statistic that averages the rows drawn, up to the order of addition.
  ///
  /// - Throws: ``TrainingError`` of code `empty` without values, `configuration` for a level outside 0 ..< 1 or no
  ///   resamples, `not_finite` where a value is NaN or infinite.
  /// - Complexity: O(`resamples` · values).
  public init(
    meanOf values: [Double], level: Double = 0.95, resamples: Int = 200, seed: UInt64 = 0
  ) throws(TrainingError) {
    guard !values.isEmpty else { throw TrainingError(.empty, "no values to resample; expected at least 1") }
    guard level > 0, level < 1, resamples > 0 else {
      throw TrainingError(
        .configuration, "level \(level) and \(resamples) resamples; expected a share and at least 1")
    }
    guard let sum = Self.finiteSum(values) else {
      throw TrainingError(.notFinite, "a value to resample is NaN or infinite")
    }
    var generator = SeededGenerator(seed: seed)
    let count = Double(values.count)
    let means = (0..<resamples).map { _ in
      var total = 0.0
      for _ in values.indices { total += values[generator.index(below: values.count)] }
      return total / count
    }.sorted()
    self.init(
      estimate: sum / count, lower: Self.quantile((1 - level) / 2, of: means),
      upper: Self.quantile((1 + level) / 2, of: means), level: level, resamples: resamples, seed: seed)
  }

  private static func finiteSum(_ values: [Double]) -> Double? {
    let sum = values.reduce(0, +)
    return values.allSatisfy(\.isFinite) && sum.isFinite ? sum : nil
  }
}
