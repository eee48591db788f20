import ParallaxText

/// Summarises what several outlets tell of one story.
///
/// All articles' sentences stand in one graph, so that what many tell scores high; of sentences that say
/// nearly the same only one is taken, the others are recorded with it. Each outlet has its share of the
/// summary where outlets are balanced. An outlet tells a sentence where one of its own holds at least
/// `tellingShare` of the sentence's terms, by their idf over all sentences, and counts nothing otherwise ("12
/// civilians", "27 civilians").
///
/// With earlier articles it tells what is new: a score is multiplied by the share of the sentence that no
/// single earlier one holds, and a sentence below `leastNovelty` is never taken, so that a summary of
/// nothing new is empty.
///
/// - Complexity: that of the ranker over all sentences together, and the terms shared with chosen sentences;
///   with earlier articles the terms shared between all sentences, old and new.
public struct StorySummarizer: Sendable {
  /// How sentences are chosen.
  public struct Configuration: Sendable, Hashable, Codable {
    /// Whether each outlet has an equal share of the length.
    public var balancesOutlets: Bool
    /// The share of a sentence's terms that another must hold to tell it, 0 to 1.
    public var tellingShare: Double
    /// The least share of a sentence that must be new, 0 to 1.
    public var leastNovelty: Double
    /// The settings shared with summaries of one article.
    public var selection: Summarizer.Configuration

    /// Creates the settings.
    ///
    /// - Precondition: `tellingShare` and `leastNovelty` in 0...1.
    public init(
      balancesOutlets: Bool = true, tellingShare: Double = 0.5, leastNovelty: Double = 0.5,
      selection: Summarizer.Configuration = .init()
    ) {
      precondition((0...1).contains(tellingShare), "tellingShare \(tellingShare) is not in 0...1")
      precondition((0...1).contains(leastNovelty), "leastNovelty \(leastNovelty) is not in 0...1")
      self.balancesOutlets = balancesOutlets
      self.tellingShare = tellingShare
      self.leastNovelty = leastNovelty
      self.selection = selection
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

  /// The summary of a story.
  ///
  /// - Parameters:
  ///   - articles: clean articles in the order they are to be told, the oldest first.
  ///   - earlier: articles whose content is known; none where everything is new.
  ///   - length: how long the summary may be; a share is one of all articles' sentences.
  /// - Returns: A summary that is empty only where no article has a sentence, or none that is new.
  public func summary(
    of articles: [StoryArticle], since earlier: [StoryArticle] = [], length: SummaryLength = .sentences(6)
  ) -> StorySummary {
    let story = JoinedStory(articles)
    let ranking = ranker.ranking(of: story.sentences, in: story.text, knowing: story.terms)
    let telling = StoryTelling(story, earlier: JoinedStory(earlier))
    let novelty = telling.novelty()
    let isExcluded = novelty.map { $0 < configuration.leastNovelty }
    let scores = zip(SentenceRanking.keys(ranking.scores), novelty).map { $0 * $1 }
    var indices: [Int] = []
    if isExcluded.contains(false) {
      var selection = SentenceSelection(
        traits: story.traits, terms: story.terms, scores: scores, configuration: configuration.selection,
        quota: configuration.balancesOutlets ? story.quota : nil, isExcluded: isExcluded,
        bytes: { story.bytes($0) })
      indices = selection.run(length)
    }
    return StorySummary(
      sentences: indices.map {
        sentence($0, story, telling, score: ranking.scores[$0] * novelty[$0], novelty: novelty[$0])
      },
      outlets: story.outlets, method: method, converged: ranking.converged)
  }

  private var method: String { configuration.selection.objective.method ?? ranker.method }

  private func sentence(
    _ index: Int, _ story: JoinedStory, _ telling: StoryTelling, score: Double, novelty: Double
  ) -> StorySummary.Sentence {
    let place = story.place(index)
    let own = story.outletOfSentence[index]
    let tellings =
      [index]
      + telling.tellings(of: index, share: configuration.tellingShare)
      .filter { story.outletOfSentence[$0] != own }
    let section: StorySummary.Section =
      tellings.count == 1 ? .one : tellings.count == story.outlets.count ? .all : .some
    return StorySummary.Sentence(
      place: place, articleID: story.articles[place.article].id, outlet: story.outlets[own],
      text: story.text.slice(utf8: story.sentences[index]), score: score,
      index: index - story.firstSentence[place.article],
      tellers: tellings.map { story.outlets[story.outletOfSentence[$0]] },
      tellings: tellings.map { story.place($0) }, section: section,
      repetitions: telling.repetitions(of: index, above: configuration.selection.duplicateCosine)
        .map { story.place($0) },
      novelty: novelty)
  }
}
