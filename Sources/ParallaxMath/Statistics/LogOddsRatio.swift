#if canImport(Glibc)
  internal import Glibc
#endif

/// How much likelier a term is in one body of text than in another: weighted log-odds with an informative
/// Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words").
///
/// With y the counts, n the totals, a the term's prior count and a0 the sum of all prior counts,
/// delta = ln((y1 + a) / (n1 + a0 - y1 - a)) - ln((y2 + a) / (n2 + a0 - y2 - a)), and its variance is
/// 1 / (y1 + a) + 1 / (y2 + a).
public struct LogOddsRatio: Sendable, Hashable {
  /// The difference of the log-odds; above zero where the first body uses the term more.
  public let delta: Double
  /// The variance of `delta`.
  public let variance: Double

  /// Compares a term's counts in two bodies of text.
  ///
  /// - Parameters:
  ///   - first: how often the first body holds the term, and how many terms it has.
  ///   - second: the same of the second body.
  ///   - prior: the term's prior count, above zero.
  ///   - priorTotal: the sum of all terms' prior counts.
  /// - Precondition: counts are not negative and not above their totals; `prior` is above zero and below
  ///   `priorTotal`.
  public init(
    first: (count: Double, total: Double), second: (count: Double, total: Double), prior: Double,
    priorTotal: Double
  ) {
    precondition(prior > 0 && priorTotal > prior, "a prior count is above zero and below the sum of all")
    precondition(
      0 <= first.count && first.count <= first.total && 0 <= second.count && second.count <= second.total,
      "counts are between zero and their totals")
    delta =
      log((first.count + prior) / (first.total + priorTotal - first.count - prior))
      - log((second.count + prior) / (second.total + priorTotal - second.count - prior))
    variance = 1 / (first.count + prior) + 1 / (second.count + prior)
  }

  /// `delta` in standard errors.
  public var z: Double { delta / variance.squareRoot() }
  /// The chance of a `z` as far from zero, on either side, where both bodies use the term alike.
  public var p: Double { NormalDistribution.twoSidedP(z) }
}
