import ParallaxSummary

/// The ways of choosing sentences, by the names the command line knows.
public enum SummaryMethod: String, Sendable, Hashable, CaseIterable {
  /// PageRank over the sentence graph (Mihalcea & Tarau 2004).
  case textRank = "text-rank"
  /// The same with the cosine of TF-IDF vectors for similarity.
  case textRankCosine = "text-rank-cosine"
  /// The same with the cosine of the counts of terms for similarity.
  case textRankTF = "text-rank-tf"
  /// The same with BM25 for similarity (Barrios et al. 2016).
  case textRankBM25 = "text-rank-bm25"
  /// The mean of TextRank by overlap and by inner product.
  case consensus
  /// TextRank that starts anew at the head of the text (after Florescu & Caragea 2017).
  case positionRank = "position-rank"
  /// TextRank that starts anew at what has to do with the title (Otterbacher et al. 2005).
  case titleRank = "title-rank"
  /// PageRank over thresholded idf-modified cosines (Erkan & Radev 2004).
  case lexRank = "lex-rank"
  /// PageRank over idf-modified cosines (Erkan & Radev 2004).
  case lexRankContinuous = "lex-rank-continuous"
  /// Latent semantic analysis (Steinberger & Jezek 2004).
  case lsa
  /// Clusters of significant words (Luhn 1958).
  case luhn
  /// Probabilities of words (Nenkova & Vanderwende 2005).
  case sumBasic = "sum-basic"
  /// Divergence from the article's words (Haghighi & Vanderwende 2009).
  case klSum = "kl-sum"
  /// Coverage and diversity of the chosen sentences together (Lin & Bilmes 2011).
  case coverage
  /// A linear model of sentence features, trained on summaries.
  case learned
  /// The first sentences.
  case lead
  /// Any sentences, by a seeded chance.
  case random

  /// Finds a method by its name, hyphens and capitals aside: "text-rank", "textrank" and "TextRank" are one.
  public init?(named name: String) {
    func letters(_ name: String) -> String { name.lowercased().filter { $0 != "-" } }
    let wanted = letters(name)
    guard let method = Self.allCases.first(where: { letters($0.rawValue) == wanted }) else { return nil }
    self = method
  }

  /// Whether the method can favour what has to do with a query.
  public var takesQuery: Bool {
    switch self {
    case .textRank, .textRankCosine, .textRankTF, .textRankBM25, .lexRank, .lexRankContinuous: true
    default: false
    }
  }

  /// What a method may know beside the text.
  public struct Context: Sendable, Hashable {
    /// The title of the article.
    public var title: String?
    /// What the summary is wanted for; passed over by methods that take no query.
    public var query: String?
    /// How common words are elsewhere, for LexRank; the article's own sentences where nil.
    public var background: BackgroundFrequencies?
    /// The weights of the learned ranker.
    public var weights: LearnedRanker.Weights?
    /// Where chance comes from.
    public var seed: UInt64

    /// Creates a context.
    public init(
      title: String? = nil, query: String? = nil, background: BackgroundFrequencies? = nil,
      weights: LearnedRanker.Weights? = nil, seed: UInt64 = 0
    ) {
      self.title = title
      self.query = query
      self.background = background
      self.weights = weights
      self.seed = seed
    }
  }

  /// What scores sentences by the method.
  ///
  /// - Throws: `SummaryError` of code `weights` for ``learned`` without weights.
  public func ranker(in context: Context = Context()) throws(SummaryError) -> any SentenceRanker {
    let restart = context.query.map { SurferRestart.query($0) } ?? .uniform
    let background = context.background
    switch self {
    case .textRank: return TextRank(restart: restart)
    case .textRankCosine: return TextRank(similarity: .tfidfCosine, restart: restart)
    case .textRankTF: return TextRank(similarity: .termFrequencyCosine, restart: restart)
    case .textRankBM25: return TextRank(similarity: .bm25, restart: restart)
    case .consensus: return FusionRanker.consensus
    case .positionRank: return TextRank(restart: .position)
    case .titleRank: return TextRank(restart: context.title.map { .query($0) } ?? .uniform)
    case .lexRank: return LexRank(background: background, restart: restart)
    case .lexRankContinuous: return LexRank(edges: .continuous, background: background, restart: restart)
    case .lsa: return LSARanker()
    case .luhn: return Luhn()
    case .sumBasic: return SumBasic()
    case .klSum: return KLSum()
    case .coverage: return TextRank(similarity: .tfidfCosine)
    case .learned:
      guard let weights = context.weights else {
        throw SummaryError(.weights, "the learned ranker has no weights; train some with train-ranker")
      }
      return LearnedRanker(weights: weights, title: context.title)
    case .lead: return LeadRanker()
    case .random: return RandomRanker(seed: context.seed)
    }
  }

  /// A summarizer that uses the method.
  ///
  /// - Parameters:
  ///   - context: what ranking may need to know.
  ///   - configuration: how sentences are chosen; its objective is the method's.
  /// - Throws: `SummaryError` as ``ranker(in:)`` does.
  public func summarizer(
    in context: Context = Context(), configuration: Summarizer.Configuration = .init()
  ) throws(SummaryError) -> Summarizer {
    var configuration = configuration
    configuration.objective = self == .coverage ? .standardCoverage : .relevance
    return Summarizer(ranker: try ranker(in: context), configuration: configuration)
  }
}
