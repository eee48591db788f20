import ParallaxMath

/// Ranks sentences by PageRank on the graph of their similarity (Mihalcea & Tarau 2004).
///
/// - Complexity: O(text + sum of df^2 + n^2 an iteration) up to 2,048 sentences, O(text) an iteration above.
public struct TextRank: TermRanker, Hashable {
  /// How alike two sentences are.
  public let similarity: SentenceSimilarity
  /// The settings of the iteration.
  public let pageRank: PageRank

  /// Creates a ranker.
  public init(similarity: SentenceSimilarity = .overlap, pageRank: PageRank = PageRank()) {
    self.similarity = similarity
    self.pageRank = pageRank
  }

  /// "textrank", "textrank-cosine" or "textrank-bm25".
  public var method: String {
    switch similarity {
    case .overlap: "textrank"
    case .tfidfCosine: "textrank-cosine"
    case .bm25: "textrank-bm25"
    }
  }

  package func ranking(of document: SentenceTerms) -> SentenceRanking {
    let graph = SentenceGraph(document, similarity: similarity)
    return SentenceRanking(pageRank.iterate(outWeights: graph.degrees) { graph.multiply($0, into: $1) })
  }
}

extension SentenceRanking {
  init(_ ranks: PageRank.Ranks) {
    self.init(scores: ranks.scores, iterations: ranks.iterations, converged: ranks.converged)
  }
}
