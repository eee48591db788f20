/// Which of many tests to believe: the procedure of Benjamini & Hochberg (1995).
public enum FalseDiscoveryRate {
  /// The adjusted values of tests, in their order: q(i) = min over j with p(j) >= p(i) of p(j) m / rank(j),
  /// never above 1.
  ///
  /// Calling every test with q <= 0.05 a finding leaves an expected 5 % of the findings false, where the tests
  /// are independent or positively dependent.
  ///
  /// - Precondition: every value is in 0...1.
  /// - Complexity: O(m log m).
  public static func adjusted(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
    var result = [Double](repeating: 1, count: values.count)
    var least = 1.0
    for (rank, index) in order.enumerated().reversed() {
      precondition((0...1).contains(values[index]), "a p-value of \(values[index])")
      least = min(least, values[index] * Double(values.count) / Double(rank + 1))
      result[index] = least
    }
    return result
  }
}
