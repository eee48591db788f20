#if canImport(Glibc)
  internal import Glibc
#endif

/// The log-likelihood ratio by which corpus linguistics ranks key words (Dunning 1993): G2 = 2 sum O ln(O / E)
/// over the four cells of a term's counts in two bodies of text.
public struct Keyness: Sendable, Hashable {
  /// G2 with a sign: above zero where the first body uses the term more than the second.
  public let signedG2: Double

  /// Compares a term's counts in two bodies of text; zero where either is empty.
  ///
  /// - Precondition: counts are between zero and their totals.
  public init(first: (count: Double, total: Double), second: (count: Double, total: Double)) {
    precondition(
      0 <= first.count && first.count <= first.total && 0 <= second.count && second.count <= second.total,
      "counts are between zero and their totals")
    let total = first.total + second.total
    guard first.total > 0, second.total > 0 else {
      signedG2 = 0
      return
    }
    let count = first.count + second.count
    var sum = 0.0
    for body in [first, second] {
      let share = body.total / total
      for (observed, all) in [(body.count, count), (body.total - body.count, total - count)]
      where observed > 0 {
        sum += observed * log(observed / (share * all))
      }
    }
    let isMore = first.count * second.total >= second.count * first.total
    signedG2 = (isMore ? 2 : -2) * max(0, sum)
  }

  /// The chance of a G2 as large where both bodies use the term alike: chi-squared with one degree of freedom.
  public var p: Double { erfc((abs(signedG2) / 2).squareRoot()) }
}
