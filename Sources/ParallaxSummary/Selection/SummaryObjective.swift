/// What a summary is chosen for.
public enum SummaryObjective: Sendable, Hashable, Codable {
  /// The sentences of the highest scores, each lowered by its likeness to those taken as
  /// `Summarizer.Configuration.relevanceWeight` asks.
  case relevance
  /// Coverage of the document and diversity, after Lin & Bilmes 2011, as greedily as a budget allows:
  ///
  ///     f(S) = sum_i min(C_i(S), saturation C_i(V)) + diversity sum_k sqrt(sum_(j in S and P_k) r_j)
  ///
  /// C_i(S) is the sum of the cosines of sentence i with those of S, V all sentences, r_j the mean cosine of
  /// j with V, and P_k groups of sentences that are alike. Both sums are taken as shares of their greatest
  /// value. Under a budget of words or characters gains are divided by the length to the power of 0.3.
  ///
  /// Above 2,048 sentences coverage is not capped, and the groups are runs of five sentences.
  case coverage(saturation: Double, diversity: Double)

  /// Coverage up to a quarter of what all sentences cover, and diversity half its weight.
  public static let standardCoverage = SummaryObjective.coverage(saturation: 0.25, diversity: 0.5)

  /// The name of the method where the objective decides it and not the ranker.
  var method: String? { self == .relevance ? nil : "coverage" }
}
