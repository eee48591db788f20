#if canImport(Glibc)
  internal import Glibc
#endif

/// McNemar's test (1947): whether two models that answered the same rows err equally often.
///
/// Only the rows that one got right and the other wrong count. With fewer than 25 of them the two-sided
/// binomial test is exact; with more it is χ² with Edwards' continuity correction, (|b − c| − 1)² / (b + c).
public struct McNemarTest: Codable, Sendable, Hashable {
  /// Rows that the first model alone got right.
  public let firstOnly: Int
  /// Rows that the second model alone got right.
  public let secondOnly: Int
  /// Whether the p-value is the exact binomial one.
  public let isExact: Bool
  /// χ² with the continuity correction; 0 where no row differs.
  public let statistic: Double
  /// The chance of a difference at least as large where both err equally often.
  public let pValue: Double

  enum CodingKeys: String, CodingKey {
    case firstOnly = "first_only"
    case secondOnly = "second_only"
    case isExact = "exact"
    case statistic
    case pValue = "p_value"
  }

  /// Compares which rows two models got right.
  ///
  /// - Throws: ``TrainingError`` of code `empty` or `shape`.
  public init(first: [Bool], second: [Bool]) throws(TrainingError) {
    guard !first.isEmpty else { throw TrainingError(.empty, "no rows to compare; expected at least 1") }
    guard first.count == second.count else {
      throw TrainingError(.shape, "\(first.count) and \(second.count) answers; expected the same rows")
    }
    firstOnly = zip(first, second).count { $0 && !$1 }
    secondOnly = zip(first, second).count { !$0 && $1 }
    let total = firstOnly + secondOnly
    let excess = max(0, abs(firstOnly - secondOnly) - 1)
    statistic = total == 0 ? 0 : Double(excess * excess) / Double(total)
    isExact = total < 25
    pValue =
      isExact
      ? Self.binomial(min(firstOnly, secondOnly), of: total) : erfc((statistic / 2).squareRoot())
  }

  /// Twice the lower tail of the binomial distribution of even chances, at most 1.
  private static func binomial(_ least: Int, of total: Int) -> Double {
    var term = pow(0.5, Double(total))
    var sum = 0.0
    for k in 0...least {
      sum += term
      term *= Double(total - k) / Double(k + 1)
    }
    return min(1, 2 * sum)
  }
}
