import ParallaxSummary

/// The ways of choosing sentences, by the names the command line knows.
public enum SummaryMethod: String, Sendable, Hashable, CaseIterable {
  /// PageRank over the sentence graph (Mihalcea & Tarau 2004).
  case textRank = "text-rank"
  /// PageRank over thresholded idf-modified cosines (Erkan & Radev 2004).
  case lexRank = "lex-rank"
  /// Latent semantic analysis (Steinberger & Jezek 2004).
  case lsa
  /// Clusters of significant words (Luhn 1958).
  case luhn
  /// Probabilities of words (Nenkova & Vanderwende 2005).
  case sumBasic = "sum-basic"
  /// Divergence from the article's words (Haghighi & Vanderwende 2009).
  case klSum = "kl-sum"
  /// The first sentences.
  case lead

  /// Finds a method by its name, hyphens and capitals aside: "text-rank", "textrank" and "TextRank" are one.
  public init?(named name: String) {
    func letters(_ name: String) -> String { name.lowercased().filter { $0 != "-" } }
    let wanted = letters(name)
    guard let method = Self.allCases.first(where: { letters($0.rawValue) == wanted }) else { return nil }
    self = method
  }

  /// A summarizer that uses the method.
  public var summarizer: Summarizer {
    switch self {
    case .textRank: Summarizer(ranker: TextRank())
    case .lexRank: Summarizer(ranker: LexRank())
    case .lsa: Summarizer(ranker: LSARanker())
    case .luhn: Summarizer(ranker: Luhn())
    case .sumBasic: Summarizer(ranker: SumBasic())
    case .klSum: Summarizer(ranker: KLSum())
    case .lead: Summarizer(ranker: LeadRanker())
    }
  }
}
