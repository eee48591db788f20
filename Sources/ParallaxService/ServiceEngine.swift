import Parallax

/// What the service computes with: the models and all that goes with them, exchanged as one.
public struct ServiceEngine: Sendable {
  /// Scores, summarises and compares.
  public let analyzer: ArticleAnalyzer
  /// How results are kept in a corpus.
  public let scorer: CorpusScorer
  /// What is known of each model.
  public let models: [ModelDescription]

  /// Creates an engine of an analyzer.
  ///
  /// - Throws: ``ModelError`` where a model cannot be written out, by which its version is made.
  public init(_ analyzer: ArticleAnalyzer) throws(ModelError) {
    self.analyzer = analyzer
    scorer = try CorpusScorer(analyzer)
    models = analyzer.classifiers.map {
      $0.description ?? ModelDescription(name: $0.name, version: "", task: "", labels: $0.labels)
    }
  }
}
