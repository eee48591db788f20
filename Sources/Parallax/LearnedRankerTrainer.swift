import ParallaxLearning
import ParallaxMath
import ParallaxSummary
import ParallaxText

/// Trains the learned ranker of sentences on articles with references.
///
/// A sentence is an example of a summary where `OracleSelector` takes it for the references, within the length
/// that summaries are wanted at, and of none where it does not: three sentences and forty in a hundred are
/// different questions, as the shorter a summary is, the more each sentence must carry. The features of a document are centred on their mean over its sentences, which changes
/// no order within it, so that what is learned is what tells sentences of one article apart. The model is a
/// logistic regression with an L2 penalty; each article weighs the same, however long.
public struct LearnedRankerTrainer: Sendable {
  /// The inverse of the penalty's strength.
  public let c: Double
  /// How many threads read documents; the weights do not depend on it.
  public let threads: Int

  /// Creates a trainer.
  ///
  /// - Precondition: `c` is positive.
  public init(c: Double = 1, threads: Int = 1) {
    precondition(c > 0, "c \(c) is not positive")
    self.c = c
    self.threads = threads
  }

  /// What documents look like to the trainer, read once for many trainings.
  public struct Material: Sendable {
    /// The features of each sentence of each document, centred.
    let rows: [[[Double]]]
    /// Whether the oracle takes each sentence.
    let labels: [[Bool]]
    /// The number of documents.
    public var count: Int { rows.count }
    /// The number of sentences.
    public var sentenceCount: Int { labels.reduce(0) { $0 + $1.count } }
    /// The number of sentences that the oracle takes.
    public var takenCount: Int { labels.reduce(0) { $0 + $1.count { $0 } } }
  }

  /// Reads documents.
  ///
  /// - Parameters:
  ///   - examples: the documents.
  ///   - length: how long the summaries are that the oracle makes; budgets of words or characters, and nil,
  ///     leave it free to stop where no sentence brings it nearer.
  public func material(of examples: [SummaryExample], length: SummaryLength? = nil) -> Material {
    let read = concurrentMap(examples, threads: threads) { example -> ([[Double]], [Bool]) in
      let sentences = SentenceSplitter().sentences(in: example.text)
      let features = SentenceFeatures(of: sentences, in: example.text, title: example.title)
      let limit = length?.sentenceLimit(of: sentences.count) ?? .max
      let chosen = Set(
        OracleSelector().indices(
          of: sentences, in: example.text, references: example.references, limit: limit))
      return (features.centredRows, sentences.indices.map { chosen.contains($0) })
    }
    return Material(rows: read.map(\.0), labels: read.map(\.1))
  }

  /// Trains weights on some of the documents.
  ///
  /// - Parameters:
  ///   - material: the documents.
  ///   - documents: the indices of those to learn from; all where nil.
  ///   - provenance: what they are and under which licence.
  /// - Throws: `TrainingError` where no sentence or every sentence is taken, or training leaves the range of
  ///   numbers; ``SummaryError`` where the weights are not finite.
  public func train(
    on material: Material, documents: [Int]? = nil, provenance: String
  ) throws -> (weights: LearnedRanker.Weights, report: TrainingReport) {
    let width = SentenceFeatures.names.count
    var values: [Float] = []
    var labels: [Int] = []
    var weights: [Float] = []
    for document in documents ?? Array(0..<material.count) {
      let rows = material.rows[document]
      for (row, isTaken) in zip(rows, material.labels[document]) {
        values += row.map(Float.init)
        labels.append(isTaken ? 1 : 0)
        weights.append(1 / Float(rows.count))
      }
    }
    let features = try SparseMatrix(
      columnCount: width, rowOffsets: (0...labels.count).map { $0 * width },
      columnIndices: labels.flatMap { _ in (0..<width).map(Int32.init) }, values: values)
    let dataset = try LabeledDataset(features: features, labels: labels, classCount: 2, weights: weights)
    let learner = try LogisticRegression(configuration: .init(c: c))
    let (model, report) = try learner.train(on: dataset, threads: threads)
    // Two columns are each other's negatives; their difference is the usual weight vector.
    let learned = (0..<width).map { Double(model.weights[$0 * 2 + 1]) - Double(model.weights[$0 * 2]) }
    return (
      try LearnedRanker.Weights(
        intercept: Double(model.intercepts[1]) - Double(model.intercepts[0]),
        named: Dictionary(uniqueKeysWithValues: zip(SentenceFeatures.names, learned)), provenance: provenance),
      report
    )
  }
}
