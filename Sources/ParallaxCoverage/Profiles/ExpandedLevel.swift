import ParallaxMath

/// The level of a percentile interval that holds 95 of 100 true means of few units too.
///
/// A bootstrap of n units draws from their own spread, which is smaller by (n - 1) / n, and its percentiles are those of
/// the normal distribution where Student's t with n - 1 degrees is due. The expanded percentile interval takes both back:
/// its tails are Φ(-√(n / (n - 1)) t) each (Hesterberg 2015, "What Teachers Should Know About the Bootstrap", 4.3). Of three
/// units it is all that can be drawn of them.
enum ExpandedLevel {
  /// The level of an interval over so many units.
  static func of(units: Int) -> Double {
    guard units > 1 else { return 0.95 }
    let n = Double(units)
    return 1 - NormalDistribution.twoSidedP((n / (n - 1)).squareRoot() * student(degrees: units - 1))
  }

  /// The upper 2.5 % points of Student's t for one degree of freedom and more.
  private static let table = [
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
  ]

  /// The upper 2.5 % point of Student's t; beyond the table by its expansion around the normal one (Abramowitz and Stegun
  /// 26.7.5), within 0.001.
  static func student(degrees: Int) -> Double {
    if degrees <= table.count { return table[max(0, degrees - 1)] }
    let (z, v) = (1.959964, Double(degrees))
    let (z3, z5) = (z * z * z, z * z * z * z * z)
    let third = 3 * z5 * z * z + 19 * z5 + 17 * z3 - 15 * z
    return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) + third / (384 * v * v * v)
  }
}
