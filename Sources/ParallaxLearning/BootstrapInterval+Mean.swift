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
    let means = values.withUnsafeBufferPointer { values in
      (0..<resamples).map { _ in
        var total = 0.0
        for _ in values.indices { total += values[generator.index(below: values.count)] }
        return total / count
      }
    }
    let ends = Self.quantiles((1 - level) / 2, (1 + level) / 2, of: means)
    self.init(
      estimate: sum / count, lower: ends.lower, upper: ends.upper, level: level, resamples: resamples,
      seed: seed)
  }

  /// Two quantiles, the same as of sorted values: where they are near the ends, only those beyond them are put in order.
  static func quantiles(
    _ low: Double, _ high: Double, of values: [Double]
  ) -> (lower: Double, upper: Double) {
    let last = values.count - 1
    let (least, most) = (Int(low * Double(last)) + 2, last - Int(high * Double(last)) + 1)
    guard max(least, most) <= 16, max(least, most) <= values.count else {
      let sorted = values.sorted()
      return (quantile(low, of: sorted), quantile(high, of: sorted))
    }
    // Values between those of both ends stand for themselves, as no quantile reads them.
    var sorted = values
    let smallest = ends(of: values, least) { $0 < $1 }
    let largest = ends(of: values, most) { $0 > $1 }
    for (place, value) in smallest.enumerated() { sorted[place] = value }
    let lower = quantile(low, of: sorted)
    for (place, value) in largest.enumerated() { sorted[last - place] = value }
    return (lower, quantile(high, of: sorted))
  }

  /// The first of values in an order.
  private static func ends(
    of values: [Double], _ count: Int, _ precedes: (Double, Double) -> Bool
  ) -> [Double] {
    var found: [Double] = []
    found.reserveCapacity(count + 1)
    for value in values where found.count < count || precedes(value, found[count - 1]) {
      if found.count == count { found.removeLast() }
      var place = found.count
      while place > 0, precedes(value, found[place - 1]) { place -= 1 }
      found.insert(value, at: place)
    }
    return found
  }

  private static func finiteSum(_ values: [Double]) -> Double? {
    let sum = values.reduce(0, +)
    return values.allSatisfy(\.isFinite) && sum.isFinite ? sum : nil
  }
}
