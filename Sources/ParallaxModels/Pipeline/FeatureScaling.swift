/// How the values of a column are brought to a common size.
public enum FeatureScaling: String, Codable, Sendable, Hashable {
  /// Values stay as they are.
  case none
  /// (x − mean) / standard deviation, as scikit-learn's `StandardScaler`; for numbers only, because a
  /// text's many zeros would no longer be zero.
  case standard
  /// (x − min) / (max − min), as `MinMaxScaler`; for numbers only.
  case minMax = "min_max"
  /// x / max |x|, as `MaxAbsScaler`; keeps zeros.
  case maxAbs = "max_abs"

  /// Whether a zero stays a zero.
  var keepsZeros: Bool { self == .none || self == .maxAbs }
}

/// A scaling whose statistics were learnt: x becomes (x − offset) · factor, column by column.
struct FeatureScaler: Sendable, Hashable {
  /// What is taken off each column.
  let offsets: [Double]
  /// What each column is multiplied by; above 0.
  let factors: [Double]
  /// Whether a zero may become another number.
  let movesZeros: Bool

  init(offsets: [Double], factors: [Double]) {
    self.offsets = offsets
    self.factors = factors
    movesZeros = offsets.contains { $0 != 0 }
  }

  /// Learns the statistics of dense rows, one array a row.
  ///
  /// A column of one value only is shifted and not stretched, as in scikit-learn.
  static func fit(_ rows: [[Double]], columnCount: Int, scaling: FeatureScaling) -> FeatureScaler {
    var offsets = [Double](repeating: 0, count: columnCount)
    var spreads = [Double](repeating: 1, count: columnCount)
    let count = Double(max(1, rows.count))
    for column in 0..<columnCount {
      switch scaling {
      case .none: break
      case .standard:
        let mean = rows.reduce(0) { $0 + $1[column] } / count
        let variance = rows.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / count
        (offsets[column], spreads[column]) = (mean, variance.squareRoot())
      case .minMax:
        let least = rows.reduce(Double.infinity) { min($0, $1[column]) }
        let most = rows.reduce(-Double.infinity) { max($0, $1[column]) }
        (offsets[column], spreads[column]) = (rows.isEmpty ? 0 : least, most - least)
      case .maxAbs: spreads[column] = rows.reduce(0) { max($0, abs($1[column])) }
      }
    }
    return FeatureScaler(offsets: offsets, factors: spreads.map { usable($0) })
  }

  /// Learns the largest magnitude of each column of sparse rows.
  static func fitMaxAbs(columns: [Int32], values: [Float], columnCount: Int) -> FeatureScaler {
    var spreads = [Double](repeating: 0, count: columnCount)
    for (column, value) in zip(columns, values) {
      spreads[Int(column)] = max(spreads[Int(column)], Double(abs(value)))
    }
    return FeatureScaler(
      offsets: [Double](repeating: 0, count: columnCount), factors: spreads.map { usable($0) })
  }

  private static func usable(_ spread: Double) -> Double {
    let factor = 1 / spread
    // Of a spread that is nothing but rounding, or nothing at all, no factor can be had.
    return spread > 1e-12 && factor.isFinite && factor > 0 ? factor : 1
  }

  func scaled(_ value: Double, column: Int) -> Double { (value - offsets[column]) * factors[column] }

  /// The statistics of some of the columns.
  func selecting(_ columns: [Int]) -> FeatureScaler {
    FeatureScaler(offsets: columns.map { offsets[$0] }, factors: columns.map { factors[$0] })
  }
}
