import Parallax

/// What the service computes with: the models and all that goes with them, exchanged as one.
public struct ServiceEngine: Sendable {
  /// Scores, summarises and compares.
  public let analyzer: ArticleAnalyzer
  /// How results are kept in a corpus.
  public let scorer: CorpusScorer
  /// What is known of each model.
  public let models: [ModelDescription]
  /// What to compare, and by what.
  public let comparison: Coverage.Options
  private let stance: TextClassifier?
  private let wording: WordingReader?
  private let axes: FrameAxes?

  /// Creates an engine.
  ///
  /// - Parameters:
  ///   - analyzer: Scores whole articles, summarises and compares.
  ///   - stance: The model of stance toward actors; nil leaves it out.
  ///   - wording: The model of wording; nil leaves it out.
  ///   - axes: Places texts on axes; nil leaves them out.
  ///   - comparison: What to compare, and by what.
  /// - Throws: `CoverageError` where the model of wording is none; `ModelError` where a model cannot be written
  ///   out, by which its version is made.
  public init(
    _ analyzer: ArticleAnalyzer, stance: TextClassifier? = nil, wording: TextClassifier? = nil,
    axes: FrameAxes? = nil, comparison: Coverage.Options = Coverage.Options()
  ) throws {
    self.analyzer = analyzer
    self.comparison = comparison
    self.stance = stance
    self.wording = try wording.map { try WordingReader($0) }
    self.axes = axes
    scorer = try CorpusScorer(analyzer)
    models = (analyzer.classifiers + [stance, wording].compactMap(\.self)).map {
      $0.description ?? ModelDescription(name: $0.name, version: "", task: "", labels: $0.labels)
    }
  }

  /// What makes profiles of articles, with stance toward the actors of a gazetteer.
  func profiler(_ gazetteer: Gazetteer?) throws -> ArticleProfiler {
    var reader: StanceReader?
    if let stance, let gazetteer { reader = try StanceReader(stance, gazetteer: gazetteer) }
    return ArticleProfiler(analyzer, stance: reader, wording: wording, axes: axes)
  }
}
