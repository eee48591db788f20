import ParallaxArticles
import ParallaxCoverage
import ParallaxMath
import ParallaxModels
import ParallaxSummary
import ParallaxText

/// Scores and summarises clean articles, and compares the outlets they come from.
///
/// An article's results depend on that article alone: in a batch or by itself, on one thread or many, the
/// same article gives the same numbers.
public struct ArticleAnalyzer: Sendable {
  /// The models that score articles, in the order their scores are reported.
  public let classifiers: [TextClassifier]
  /// Chooses the sentences of summaries.
  public let summarizer: Summarizer
  /// How long summaries are.
  public let summaryLength: SummaryLength
  /// How many terms a score names as its evidence.
  public let evidenceCount: Int

  /// Creates an analyzer.
  public init(
    classifiers: [TextClassifier] = [], summarizer: Summarizer = Summarizer(),
    summaryLength: SummaryLength = .sentences(3), evidenceCount: Int = 10
  ) {
    self.classifiers = classifiers
    self.summarizer = summarizer
    self.summaryLength = summaryLength
    self.evidenceCount = evidenceCount
  }

  /// Scores an article by every model.
  public func scores(of article: Article) -> [ArticleScore] {
    scores(of: article, sentences: SentenceSplitter().sentences(in: article.text))
  }

  /// The same of an article whose sentences are known, and perhaps the words of what models read.
  func scores(
    of article: Article, sentences: [Range<Int>], words: [JointWords] = []
  ) -> [ArticleScore] {
    let input = ClassifierInput(words.first?.document ?? article.modelInput)
    var measured = SharedMeasures(words)
    let finder = SentenceFinder(sentences, article.textStart)
    return classifiers.map {
      ArticleScore(
        article, input, by: $0, sentences: finder, evidenceCount: evidenceCount, sharing: &measured)
    }
  }

  /// Summarises an article.
  public func summary(of article: Article) -> Summary {
    summarizer.summary(of: article.text, length: summaryLength)
  }

  /// Compares how outlets tell an event.
  ///
  /// - Parameters:
  ///   - articles: clean articles with their outlets.
  ///   - gazetteer: the actors, and the names outlets may give them; nil leaves out the naming matrix.
  ///   - earlier: articles whose content is known: the summary of all tells what is new since, and the report names them
  ///     as known.
  ///   - stance: reads the stance toward actors; nil leaves it out.
  ///   - wording: reads the wording of sentences; nil leaves it out.
  ///   - options: what to compare, and by what.
  ///   - threads: how many threads score and summarise; the report does not depend on it.
  public func compare(
    _ articles: [Article], gazetteer: Gazetteer? = nil, since earlier: [Article] = [],
    stance: StanceReader? = nil, wording: WordingReader? = nil,
    options: Coverage.Options = .init(), threads: Int = 1
  ) -> CoverageReport {
    let options = options.knowing(earlier)
    let leaning = classifiers.first { $0.name == "leaning" }
    let frames = classifiers.first { $0.name == "frames" }
    let hasReadings = stance != nil || wording != nil || frames != nil
    @Sendable func told(_ articles: [Article]) -> [StoryArticle] {
      articles.map { StoryArticle(id: $0.id, outlet: options.grouping.group(of: $0), text: $0.text) }
    }
    let (parts, story) = concurrently(threads: threads) {
      concurrentMap(articles, threads: threads) {
        article -> (leaning: ArticleLeaning?, summary: ArticleSummary, readings: ArticleReadings?) in
        // Nobody waits for the report any more.
        if options.isStopped?() == true { return (nil, ArticleSummary(method: "", sentences: []), nil) }
        let summary = summary(of: article)
        return (
          leaning: leaning.map {
            ArticleLeaning(ArticleScore(article, by: $0, sentences: [], evidenceCount: evidenceCount))
          },
          summary: ArticleSummary(
            method: summary.method,
            sentences: summary.sentences.map { .init(range: $0.range, score: $0.score) }),
          readings: hasReadings ? readings(of: article, stance, wording, frames) : nil
        )
      }
    } _: {
      articles.count > 1 && options.isStopped?() != true
        ? StorySummarizer().summary(of: told(articles), since: told(earlier)) : nil
    }
    return Coverage.compare(
      articles: articles, gazetteer: gazetteer, summaries: parts.map(\.summary),
      leanings: parts.map(\.leaning), readings: parts.map(\.readings), story: story, options: options,
      threads: threads)
  }

  private func readings(
    of article: Article, _ stance: StanceReader?, _ wording: WordingReader?, _ frames: TextClassifier?
  ) -> ArticleReadings {
    let text = article.text
    let sentences = SentenceSplitter().sentences(in: text)
    let voices = stance == nil && wording == nil ? [] : VoiceFinder().spans(in: text)
    return ArticleReadings(
      stances: stance?.stances(of: text, sentences: sentences, voices: voices),
      wording: wording?.profile(of: text, sentences: sentences, voices: voices),
      frames: frames.map { ArticleReadings.Frames(article, by: $0, evidenceCount: evidenceCount) })
  }
}

extension Coverage.Options {
  /// The same where some more articles are known.
  fileprivate func knowing(_ articles: [Article]) -> Self {
    var options = self
    let given = Set(known)
    options.known += articles.map(\.id).filter { !given.contains($0) }
    return options
  }
}

extension ArticleLeaning {
  /// The leaning of an article as a report shows it.
  init(_ score: ArticleScore) {
    let prediction = score.prediction
    let state: State =
      switch prediction.state {
      case .scored: .scored
      case .abstained(let reason): .abstained(reason: reason)
      }
    self.init(
      label: prediction.label,
      probabilities: zip(score.labels, prediction.probabilities).map { .init(label: $0, probability: $1) },
      state: state,
      topTerms: score.terms.filter { $0.contribution > 0 }.map {
        .init(term: $0.term, weight: $0.contribution, range: $0.ranges.first)
      },
      knownTermShare: prediction.coverage.share)
  }
}

extension ArticleReadings.Frames {
  /// The frames of an article as a report pools them, each with the words that speak for it.
  init(_ article: Article, by classifier: TextClassifier, evidenceCount: Int) {
    let input = ClassifierInput(article.modelInput)
    let textStart = article.textStart
    var measured = SharedMeasures()
    let scores = classifier.labels.indices.map { classifier.parts(of: input, label: $0, sharing: &measured) }
    let prediction = scores[0].prediction
    self.init(
      labels: classifier.labels, probabilities: prediction.probabilities,
      isScored: prediction.state == .scored, label: prediction.label,
      evidence: scores.map { score in
        score.largest(evidenceCount).map { score.parts[$0] }.filter { $0.amount > 0 }.compactMap { part in
          part.places.lazy.map { Int(score.starts[$0])..<Int(score.ends[$0]) }
            .first { $0.lowerBound >= textStart }
            .map { ($0.lowerBound - textStart)..<($0.upperBound - textStart) }
        }
      })
  }
}
