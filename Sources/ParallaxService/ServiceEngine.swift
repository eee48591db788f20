import Parallax

/// What the service computes with: the models and all that goes with them, exchanged as one.
public struct ServiceEngine: Sendable {
  /// What profiles are made by.
  public let models: ProfileModels
  /// Scores whole articles, summarises and compares.
  public let analyzer: ArticleAnalyzer
  /// How results are kept in a corpus.
  public let scorer: CorpusScorer
  /// What to compare, and by what.
  public var comparison: Coverage.Options
  /// Reads the wording of sentences for comparisons.
  let wording: WordingReader?
  /// Makes profiles, toward no actors yet; its tables are made once for all requests.
  private let profiler: ArticleProfiler
  /// Reads stance, toward no actors yet.
  private let stance: StanceReader?

  /// Creates an engine.
  ///
  /// - Parameters:
  ///   - models: What profiles are made by.
  ///   - comparison: What to compare, and by what.
  /// - Throws: `CoverageError` where a model has not the labels it needs.
  public init(
    _ models: ProfileModels, comparison: Coverage.Options = Coverage.Options()
  ) throws(CoverageError) {
    self.models = models
    self.comparison = comparison
    analyzer = models.analyzer
    let nobody = try Gazetteer(language: "en", actors: [])
    profiler = try models.profiler(nobody)
    (stance, wording) = (try models.stanceReader(nobody), try models.wordingReader())
    scorer = CorpusScorer(models, profiler: profiler.toward(nil))
    // Now, rather than while the first client waits.
    profiler.prepare()
  }

  /// What makes profiles of articles, with stance toward the actors of a gazetteer, if there is one.
  func profiler(_ gazetteer: Gazetteer?) -> ArticleProfiler { profiler.toward(gazetteer) }

  /// What reads the stance of sentences toward the actors of a gazetteer, if there is one.
  func stance(_ gazetteer: Gazetteer?) -> StanceReader? { gazetteer.flatMap { stance?.toward($0) } }

  /// What is known of each model.
  var descriptions: [ModelDescription] {
    (models.articles + [models.stance, models.wording].compactMap(\.self)).map { model in
      let classifier = model.classifier
      return classifier.description
        ?? ModelDescription(name: classifier.name, version: "", task: "", labels: classifier.labels)
    }
  }
}
