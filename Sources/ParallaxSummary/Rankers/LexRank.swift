import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// Ranks sentences by PageRank on the graph of their idf-modified cosine (Erkan & Radev 2004).
///
/// The cosine is that of tf times idf, idf = ln(N / df) and never negative, N and df counted over the
/// document's sentences or over a background corpus where one is given. A sentence is not linked to itself,
/// unlike in the paper.
public struct LexRank: TermRanker, Hashable {
  /// What becomes of a cosine.
  public enum Edges: Sendable, Hashable {
    /// Those above a threshold count 1, others nothing; the paper's is 0.1. Above 2,048 sentences weights
    /// are kept as they are, since counting edges would take time with the square of their number.
    case above(Double)
    /// Cosines are the weights ("continuous LexRank").
    case continuous
  }

  /// What becomes of a cosine.
  public let edges: Edges
  /// The corpus that idf comes from; the document's own sentences where nil.
  public let background: BackgroundFrequencies?
  /// Where the surfer starts anew.
  public let restart: SurferRestart
  /// The settings of the iteration.
  public let pageRank: PageRank

  /// Creates a ranker.
  public init(
    edges: Edges = .above(0.1), background: BackgroundFrequencies? = nil, restart: SurferRestart = .uniform,
    pageRank: PageRank = PageRank()
  ) {
    self.edges = edges
    self.background = background
    self.restart = restart
    self.pageRank = pageRank
  }

  /// "lex-rank" or "lex-rank-continuous".
  public var method: String { edges == .continuous ? "lex-rank-continuous" : "lex-rank" }

  package func ranking(of document: SentenceTerms) -> SentenceRanking {
    let idf = idf(of: document)
    let threshold: Double? = if case .above(let value) = edges { value } else { nil }
    let graph = SentenceGraph(document, unitRows: document.unitRows { idf[$0] }, threshold: threshold)
    return SentenceRanking(
      pageRank.iterate(outWeights: graph.degrees, personalization: restart.distribution(over: document)) {
        graph.multiply($0, into: $1)
      })
  }

  private func idf(of document: SentenceTerms) -> [Double] {
    if let background {
      return (0..<document.termCount).map { background.idf(of: document.spelling(of: $0)) }
    }
    let n = Double(document.sentenceCount)
    return document.sentenceFrequencies.map { log(n / Double($0)) }
  }
}
