/// Ranks sentences by the mean of what several methods say (CombSUM of Fox & Shaw 1994).
///
/// Each method's scores count as shares of its best one, so that none outweighs the others by its scale.
public struct FusionRanker: DocumentRanker {
  /// The methods.
  public let rankers: [any SentenceRanker]
  /// The name, as it stands in reports.
  public let method: String

  /// Creates a ranker.
  ///
  /// - Precondition: there is at least one method.
  public init(_ rankers: [any SentenceRanker], method: String = "fusion") {
    precondition(!rankers.isEmpty, "no method to take the mean of")
    self.rankers = rankers
    self.method = method
  }

  /// TextRank by overlap, which holds the length of a sentence against it, and by the inner product, which
  /// does not.
  public static let consensus = FusionRanker(
    [TextRank(similarity: .overlap), TextRank(similarity: .tfidfProduct)], method: "consensus")

  package func ranking(of sentences: [Range<Int>], in text: String, terms: SentenceTerms) -> SentenceRanking {
    let rankings = rankers.map { $0.ranking(of: sentences, in: text, knowing: terms) }
    let shares = rankings.map { SentenceRanking.shares($0.scores) }
    return SentenceRanking(
      scores: sentences.indices.map { sentence in
        shares.reduce(0) { $0 + $1[sentence] } / Double(shares.count)
      },
      iterations: rankings.map(\.iterations).max() ?? 0, converged: rankings.allSatisfy(\.converged))
  }
}
