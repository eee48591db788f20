/// Ranks sentences by how probable their words are, each made less probable once it is said (Nenkova &
/// Vanderwende 2005).
///
/// Sentences are picked one after another, always the one of highest mean p(w), after which p(w) of its
/// words is squared. The first pick of n scores 1, the next (n - 1) / n, and so on; after 256 picks the
/// rest follow by the means they then have.
///
/// - Complexity: O(256 x entries).
public struct SumBasic: TermRanker, Hashable {
  /// Creates a ranker.
  public init() {}

  /// "sum-basic".
  public var method: String { "sum-basic" }

  package func ranking(of document: SentenceTerms) -> SentenceRanking {
    let total = Double(max(1, document.lengths.reduce(0, +)))
    var probabilities = document.termFrequencies.map { Double($0) / total }
    func mean(_ sentence: Int) -> Double {
      guard document.lengths[sentence] > 0 else { return 0 }
      return document.entries(of: sentence).reduce(0) {
        $0 + Double(document.counts[$1]) * probabilities[Int(document.terms[$1])]
      } / Double(document.lengths[sentence])
    }
    return .picking(document.sentenceCount, value: mean) { sentence in
      for entry in document.entries(of: sentence) {
        let term = Int(document.terms[entry])
        probabilities[term] *= probabilities[term]
      }
    }
  }
}
