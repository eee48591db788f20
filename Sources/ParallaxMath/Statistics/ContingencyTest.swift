#if canImport(Glibc)
  internal import Glibc
#endif

/// Whether a share differs between groups: Fisher's exact test, and its extension to more than two groups
/// (Freeman & Halton 1951).
///
/// With all margins fixed, each table of two rows has its hypergeometric probability; p is the sum over the
/// tables that are no more probable than the one observed. Where the tables are too many to go through, as
/// many as `sampleCount` are drawn with the same margins, and p = (1 + those no more probable) / (1 + drawn).
public struct ContingencyTest: Sendable, Hashable {
  /// How a p-value came about.
  public enum Method: String, Sendable, Hashable, Codable {
    /// Every table with the same margins was looked at.
    case exact
    /// Tables were drawn.
    case sampled
  }

  /// The chance of a table as improbable as the one observed, where all groups have the same share.
  public let p: Double
  /// How it came about.
  public let method: Method

  private static let tableLimit = 200_000.0
  /// What two probabilities may differ by in the last digits and still be the same.
  private static let tolerance = 1 + 1e-7

  /// Tests the counts of two rows over the same groups.
  ///
  /// - Parameters:
  ///   - counts: how many of each group have the property.
  ///   - others: how many have not.
  ///   - generator: where the drawn tables come from, where they are drawn.
  ///   - sampleCount: how many tables are drawn.
  /// - Precondition: both rows are of one length, and no count is negative.
  /// - Complexity: O(tables), at most 200,000, or O(`sampleCount` · total).
  public init(
    counts: [Int], others: [Int], using generator: inout SeededGenerator, sampleCount: Int = 9999
  ) {
    precondition(counts.count == others.count, "both rows have a count for each group")
    precondition((counts + others).allSatisfy { $0 >= 0 }, "a count is negative")
    let sizes = zip(counts, others).map { $0 + $1 }
    let groups = sizes.indices.filter { sizes[$0] > 0 }
    let total = counts.reduce(0, +)
    guard groups.count > 1, total > 0, others.contains(where: { $0 > 0 }) else {
      (p, method) = (1, .exact)
      return
    }
    let tables = Tables(sizes: groups.map { sizes[$0] }, total: total)
    let observed = tables.logProbability(of: groups.map { counts[$0] })
    if tables.upperBound <= Self.tableLimit {
      p = min(1, tables.tail(observed + log(Self.tolerance)))
      method = .exact
    } else {
      let found = tables.draws(
        atMost: observed + log(Self.tolerance), of: sampleCount, using: &generator)
      p = Double(1 + found) / Double(1 + sampleCount)
      method = .sampled
    }
  }
}

/// The tables of two rows with given column sizes and first row's total.
private struct Tables {
  let sizes: [Int]
  let total: Int
  private let logFactorials: [Double]
  private let constant: Double

  init(sizes: [Int], total: Int) {
    self.sizes = sizes
    self.total = total
    let all = sizes.reduce(0, +)
    var table = [0.0]
    table.reserveCapacity(all + 1)
    for k in 0..<all { table.append(table[k] + log(Double(k + 1))) }
    logFactorials = table
    constant = -(table[all] - table[total] - table[all - total])
  }

  /// Not fewer than there are tables.
  var upperBound: Double {
    sizes.dropFirst().reduce(1.0) { $0 * Double(min($1, total) + 1) }
  }

  private func logChoose(_ n: Int, _ k: Int) -> Double {
    logFactorials[n] - logFactorials[k] - logFactorials[n - k]
  }

  func logProbability(of row: [Int]) -> Double {
    zip(sizes, row).reduce(constant) { $0 + logChoose($1.0, $1.1) }
  }

  /// The sum of the probabilities that are at most a bound.
  func tail(_ bound: Double) -> Double {
    var suffix = [Int](repeating: 0, count: sizes.count + 1)
    for index in sizes.indices.reversed() { suffix[index] = suffix[index + 1] + sizes[index] }
    var sum = 0.0
    func visit(_ column: Int, _ left: Int, _ weight: Double) {
      if column == sizes.count {
        if weight <= bound { sum += exp(weight) }
        return
      }
      let least = max(0, left - suffix[column + 1])
      let most = min(left, sizes[column])
      guard least <= most else { return }
      for count in least...most {
        visit(column + 1, left - count, weight + logChoose(sizes[column], count))
      }
    }
    visit(0, total, constant)
    return sum
  }

  /// How many of the tables drawn have a probability of at most a bound.
  func draws(
    atMost bound: Double, of sampleCount: Int, using generator: inout SeededGenerator
  ) -> Int {
    let units = sizes.indices.flatMap { Array(repeating: $0, count: sizes[$0]) }
    var urn = units
    var found = 0
    for _ in 0..<sampleCount {
      var row = [Int](repeating: 0, count: sizes.count)
      // The first `total` of a shuffle in the making are a sample without replacement.
      for index in 0..<total {
        urn.swapAt(index, Int.random(in: index..<urn.count, using: &generator))
        row[urn[index]] += 1
      }
      if logProbability(of: row) <= bound { found += 1 }
    }
    return found
  }
}
