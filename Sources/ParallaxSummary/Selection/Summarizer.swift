import ParallaxText

/// Shortens a document to its best sentences, kept as they are and in their order.
///
/// Sentences are taken by score, one at a time, with four reservations: one nearly the same as a sentence
/// already taken is never taken; a heading or a fragment is taken only when nothing else is left; one that
/// needs its neighbour (it opens with "It", "But" and the like, or cuts a quotation) gives way to one that
/// stands alone and scores nearly as well, unless the sentence before it is taken; and one that does not
/// fit the rest of a budget of words or characters is passed over. The first reservation may leave a
/// summary shorter than asked for; only a document without sentences leaves it empty. Where no sentence
/// fits the budget the shortest is taken, one that is no fragment if there is such.
public struct Summarizer: Sendable {
  /// How sentences are chosen once they are scored.
  public struct Configuration: Sendable, Hashable, Codable {
    /// What sentences are chosen for.
    public var objective: SummaryObjective
    /// lambda of maximal marginal relevance (Carbonell & Goldstein 1998): sentences are taken by
    /// lambda score - (1 - lambda) (highest cosine with one taken), the score as a share of the best; 1
    /// takes them by score alone.
    public var relevanceWeight: Double
    /// A sentence whose cosine with one taken is above this is never taken.
    public var duplicateCosine: Double
    /// One that needs its neighbour gives way to one that scores at least this share of its score; above 1
    /// it never does.
    public var standInShare: Double
    /// Whether headings and fragments wait until nothing else is left.
    public var avoidsFragments: Bool

    /// Creates the settings.
    ///
    /// - Precondition: `relevanceWeight` in 0...1, the others not negative.
    public init(
      objective: SummaryObjective = .relevance, relevanceWeight: Double = 1, duplicateCosine: Double = 0.8,
      standInShare: Double = 0.88,
      avoidsFragments: Bool = true
    ) {
      precondition((0...1).contains(relevanceWeight), "relevanceWeight \(relevanceWeight) is not in 0...1")
      precondition(duplicateCosine >= 0, "duplicateCosine \(duplicateCosine) is negative")
      precondition(standInShare >= 0, "standInShare \(standInShare) is negative")
      self.objective = objective
      self.relevanceWeight = relevanceWeight
      self.duplicateCosine = duplicateCosine
      self.standInShare = standInShare
      self.avoidsFragments = avoidsFragments
    }
  }

  /// What scores the sentences.
  public let ranker: any SentenceRanker
  /// How they are chosen.
  public let configuration: Configuration

  /// Creates a summarizer.
  public init(ranker: some SentenceRanker = TextRank(), configuration: Configuration = Configuration()) {
    self.ranker = ranker
    self.configuration = configuration
  }

  /// The name of the method, as it stands in reports: the ranker's, or "coverage" where that decides.
  public var method: String { configuration.objective.method ?? ranker.method }

  /// The summary of a clean text.
  ///
  /// - Parameters:
  ///   - text: the document, free of markup and boilerplate.
  ///   - sentences: UTF-8 byte ranges within it, ascending; those of `SentenceSplitter`
  ///     where nil.
  ///   - length: how long the summary may be.
  /// - Complexity: that of the ranker, and O(n log n + the terms shared with sentences taken).
  public func summary(
    of text: String, sentences: [Range<Int>]? = nil, length: SummaryLength = .sentences(3)
  ) -> Summary {
    let sentences = sentences ?? SentenceSplitter().sentences(in: text)
    guard !sentences.isEmpty else { return Summary(sentences: [], method: method, converged: true) }
    let terms = SentenceTerms(sentences: sentences, text: text)
    let ranking = ranker.ranking(of: sentences, in: text, knowing: terms)
    var chosen: [Int]?
    chosen = text.utf8.withContiguousStorageIfAvailable {
      select(UnsafeRawBufferPointer($0), sentences, terms, ranking, length)
    }
    let indices =
      chosen
      ?? Array(text.utf8).withUnsafeBytes { select($0, sentences, terms, ranking, length) }
    return Summary(
      sentences: indices.map {
        SummarySentence(
          range: sentences[$0], text: text.slice(utf8: sentences[$0]), score: ranking.scores[$0], index: $0)
      },
      method: method, converged: ranking.converged)
  }

  private func select(
    _ bytes: UnsafeRawBufferPointer, _ sentences: [Range<Int>], _ terms: SentenceTerms,
    _ ranking: SentenceRanking, _ length: SummaryLength
  ) -> [Int] {
    let traits = SentenceTraits.all(sentences, in: bytes)
    var selection = SentenceSelection(
      traits: traits, terms: terms, scores: ranking.scores, configuration: configuration,
      bytes: { Array(bytes[sentences[$0]]) })
    return selection.run(length)
  }
}
