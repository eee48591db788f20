/// The scores of a document's sentences, and how they were come by.
public struct SentenceRanking: Sendable, Hashable {
  /// The score of each sentence, in the order of the text; higher is better.
  public let scores: [Double]
  /// How many iterations were done; 0 for a method that does not iterate.
  public let iterations: Int
  /// Whether iteration met its tolerance; true for a method that does not iterate.
  public let converged: Bool

  /// Creates a ranking.
  public init(scores: [Double], iterations: Int = 0, converged: Bool = true) {
    self.scores = scores
    self.iterations = iterations
    self.converged = converged
  }

  /// The indices of the sentences, best first; the earlier sentence first where scores tie.
  ///
  /// Scores that differ by rounding alone tie: a sentence and its twin sum the same numbers in another
  /// order. They are compared in steps of 2^-40 of the best score.
  ///
  /// - Complexity: O(n log n).
  public var order: [Int] {
    let keys = Self.keys(scores)
    return keys.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] > keys[$1] }
  }

  /// The scores as shares of the best one; all 0 where there is none above 0.
  static func shares(_ scores: [Double]) -> [Double] {
    let best = scores.max() ?? 0
    guard best > 0, best.isFinite else { return [Double](repeating: 0, count: scores.count) }
    return scores.map { $0 / best }
  }

  /// The shares of the best score, rounded to steps of 2^-40.
  package static func keys(_ scores: [Double]) -> [Double] {
    let steps = 0x1p40
    return shares(scores).map { ($0 * steps).rounded() / steps }
  }
}
