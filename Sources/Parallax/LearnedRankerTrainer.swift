#if canImport(Glibc)
  internal import Glibc
#endif
import ParallaxLearning
import ParallaxMath
import ParallaxSummary
import ParallaxText

/// Trains the learned ranker of sentences on articles with references.
///
/// A sentence is an example of a summary where `OracleSelector` takes it for the references, and of none
/// where it does not. The features of a document are centred on their mean over its sentences, which changes
/// no order within it, so that what is learned is what tells sentences of one article apart. The model is a
/// logistic regression with an L2 penalty; each article weighs the same, however long.
///
/// A sentence that the oracle takes counts (its words / the mean of its article) ^ `lengthWeight` times, which
/// adds that power of its length to its odds: of a summary of few sentences each must carry much, while one of
/// a share of the text that is as long as the references gains nothing by long ones.
public struct LearnedRankerTrainer: Sendable {
  /// The inverse of the penalty's strength.
  public let c: Double
  /// The power of its relative length that a sentence of a summary counts.
  public let lengthWeight: Double
  /// How many threads read documents; the weights do not depend on it.
  public let threads: Int

  /// Creates a trainer.
  ///
  /// - Precondition: `c` is positive, `lengthWeight` not negative.
  public init(c: Double = 10, lengthWeight: Double = 0, threads: Int = 1) {
    precondition(c > 0, "c \(c) is not positive")
    precondition(lengthWeight >= 0, "lengthWeight \(lengthWeight) is negative")
    self.lengthWeight = lengthWeight
    self.c = c
    self.threads = threads
  }

  /// What documents look like to the trainer, read once for many trainings.
  public struct Material: Sendable {
    /// The features of each sentence of each document, centred.
    let rows: [[[Double]]]
    /// Whether the oracle takes each sentence.
    let labels: [[Bool]]
    /// The words of each sentence as a multiple of its document's mean.
    let lengths: [[Double]]
    /// The number of documents.
    public var count: Int { rows.count }
    /// The number of sentences.
    public var sentenceCount: Int { labels.reduce(0) { $0 + $1.count } }
    /// The number of sentences that the oracle takes.
    public var takenCount: Int { labels.reduce(0) { $0 + $1.count { $0 } } }
  }

  /// Reads documents.
  public func material(of examples: [SummaryExample]) -> Material {
    let read = concurrentMap(examples, threads: threads) { example -> ([[Double]], [Bool], [Double]) in
      let sentences = SentenceSplitter().sentences(in: example.text)
      let features = SentenceFeatures(of: sentences, in: example.text, title: example.title)
      let chosen = Set(
        OracleSelector().indices(of: sentences, in: example.text, references: example.references))
      return (
        features.centredRows, sentences.indices.map { chosen.contains($0) }, features.relativeLengths
      )
    }
    return Material(rows: read.map(\.0), labels: read.map(\.1), lengths: read.map(\.2))
  }

  /// Trains weights on some of the documents.
  ///
  /// - Parameters:
  ///   - material: the documents.
  ///   - documents: the indices of those to learn from; all where nil.
  ///   - provenance: what they are and under which licence.
  /// - Throws: `TrainingError` where no sentence or every sentence is taken, or training leaves the range of
  ///   numbers; `SummaryError` where the weights are not finite.
  public func train(
    on material: Material, documents: [Int]? = nil, provenance: String
  ) throws -> (weights: LearnedRanker.Weights, report: TrainingReport) {
    let width = SentenceFeatures.names.count
    var values: [Float] = []
    var labels: [Int] = []
    var weights: [Float] = []
    for document in documents ?? Array(0..<material.count) {
      let rows = material.rows[document]
      for (index, row) in rows.enumerated() {
        let isTaken = material.labels[document][index]
        let length = pow(material.lengths[document][index], lengthWeight)
        values += row.map(Float.init)
        labels.append(isTaken ? 1 : 0)
        weights.append(Float((isTaken ? length : 1) / Double(rows.count)))
      }
    }
    let features = try SparseMatrix(
      columnCount: width, rowOffsets: (0...labels.count).map { $0 * width },
      columnIndices: labels.flatMap { _ in (0..<width).map(Int32.init) }, values: values)
    let dataset = try LabeledDataset(features: features, labels: labels, classCount: 2, weights: weights)
    let learner = try LogisticRegression(configuration: .init(c: c))
    let result = try learner.train(on: dataset, threads: threads)
    let model = result.model
    // Two columns are each other's negatives; their difference is the usual weight vector.
    let learned = (0..<width).map { Double(model.weights[$0 * 2 + 1]) - Double(model.weights[$0 * 2]) }
    return (
      try LearnedRanker.Weights(
        intercept: Double(model.intercepts[1]) - Double(model.intercepts[0]),
        named: Dictionary(uniqueKeysWithValues: zip(SentenceFeatures.names, learned)), provenance: provenance),
      result.report
    )
  }
}
