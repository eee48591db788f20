import ParallaxMath

/// Ranks sentences by PageRank on the graph of their similarity (Mihalcea & Tarau 2004).
///
/// - Complexity: O(text + sum of df^2 + n^2 an iteration) up to 2,048 sentences, O(text) an iteration above.
public struct TextRank: TermRanker, Hashable {
  /// How alike two sentences are.
  public let similarity: SentenceSimilarity
  /// Where the surfer starts anew.
  public let restart: SurferRestart
  /// The settings of the iteration.
  public let pageRank: PageRank

  /// Creates a ranker.
  public init(
    similarity: SentenceSimilarity = .overlap, restart: SurferRestart = .uniform,
    pageRank: PageRank = PageRank()
  ) {
    self.similarity = similarity
    self.restart = restart
    self.pageRank = pageRank
  }

  /// "textrank", followed by the similarity and the restart where they are not the paper's:
  /// "textrank-bm25", "textrank-position", "textrank-cosine-query".
  public var method: String {
    let start =
      switch restart {
      case .uniform: ""
      case .position: "-position"
      case .query: "-query"
      }
    return "textrank" + similarity.suffix + start
  }

  package func ranking(of document: SentenceTerms) -> SentenceRanking {
    let graph = SentenceGraph(document, similarity: similarity)
    return SentenceRanking(
      pageRank.iterate(outWeights: graph.degrees, personalization: restart.distribution(over: document)) {
        graph.multiply($0, into: $1)
      })
  }
}

extension SentenceSimilarity {
  /// What the name of a method says of the similarity.
  fileprivate var suffix: String {
    switch self {
    case .overlap: ""
    case .tfidfCosine: "-cosine"
    case .termFrequencyCosine: "-tf"
    case .tfidfProduct: "-product"
    case .bm25: "-bm25"
    }
  }
}

extension SentenceRanking {
  init(_ ranks: PageRank.Ranks) {
    self.init(scores: ranks.scores, iterations: ranks.iterations, converged: ranks.converged)
  }
}
