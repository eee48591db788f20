import ParallaxLearning

/// A classifier's answers to labelled examples, and how good they are.
public struct ClassifierEvaluation: Sendable {
  /// The metrics; the most probable label counts, abstentions included.
  public let metrics: ClassifierMetrics
  /// The labels of the classifier, in its order.
  public let labels: [String]
  /// The true labels of each example, as numbers.
  public let gold: [[Int]]
  /// The predictions, in the order of the examples.
  public let predictions: [Prediction]
  /// The share of examples that are answered, not abstained from.
  public let coverage: Double
  /// The accuracy on those; nil where there is none.
  public let scoredAccuracy: Double?

  /// Whether each example's most probable label is right; of several labels, whether all are.
  public var isRight: [Bool] {
    zip(gold, predictions).map { own, prediction in
      prediction.labels == own.map { labels[$0] }
    }
  }

  /// Probabilities beside true labels.
  var heldOut: HeldOutProbabilities {
    HeldOutProbabilities(
      rows: Array(gold.indices), gold: gold, probabilities: predictions.flatMap(\.probabilities),
      labelCount: labels.count, isMultiLabel: metrics.isMultiLabel)
  }

  /// How often answers of a given confidence are right.
  public func reliability() throws(TrainingError) -> ReliabilityDiagram { try heldOut.reliability() }

  /// How errors fall as fewer examples are answered.
  public func riskCoverage() throws(TrainingError) -> RiskCoverageCurve { try heldOut.riskCoverage() }

  /// A metric on some of the examples, some of them several times: what a bootstrap draws.
  ///
  /// - Precondition: rows are indices of examples.
  public func macroF1(on rows: [Int]) -> Double {
    let answers = rows.map { row in predictions[row].labels.compactMap { labels.firstIndex(of: $0) } }
    return Self.macroF1(gold: rows.map { gold[$0] }, given: answers, labelCount: labels.count)
  }

  private static func macroF1(gold: [[Int]], given: [[Int]], labelCount: Int) -> Double {
    var counts = [(hits: Int, sum: Int)](repeating: (0, 0), count: labelCount)
    for (truth, answer) in zip(gold, given) {
      for label in truth { counts[label].sum += 1 }
      for label in answer {
        counts[label].sum += 1
        if truth.contains(label) { counts[label].hits += 1 }
      }
    }
    // A class that neither occurs nor is given has no F1, as in scikit-learn.
    let seen = counts.filter { $0.sum > 0 }
    return seen.isEmpty
      ? 0 : seen.reduce(0) { $0 + 2 * Double($1.hits) / Double($1.sum) } / Double(seen.count)
  }
}

extension TextClassifier {
  /// Measures the classifier on labelled examples.
  ///
  /// - Throws: ``ModelError`` of code `invalid` for a label the model does not know, or an input that lacks
  ///   what the model reads; `TrainingError` where there is no example.
  public func evaluate(on examples: [LabeledExample], threads: Int = 1) throws -> ClassifierEvaluation {
    let members = try LabelIndices(of: examples, labels: labels, isMultiLabel: isMultiLabel)
    for (row, example) in examples.enumerated() {
      if let missing = features.missing(in: example.input) {
        throw ModelError(.invalid, "record \(row + 1) lacks \(missing)")
      }
    }
    let predictions = classify(examples.map(\.input), threads: threads)
    let held = HeldOutProbabilities(
      rows: Array(examples.indices), gold: members.ofRow, probabilities: predictions.flatMap(\.probabilities),
      labelCount: labels.count, isMultiLabel: isMultiLabel)
    let scored = predictions.indices.filter { predictions[$0].state == .scored }
    let isRight = zip(members.ofRow, predictions).map { own, prediction in
      prediction.labels == own.map { labels[$0] }
    }
    return ClassifierEvaluation(
      metrics: try held.metrics(labels: labels, limits: thresholds), labels: labels, gold: members.ofRow,
      predictions: predictions, coverage: Double(scored.count) / Double(max(1, predictions.count)),
      scoredAccuracy: scored.isEmpty
        ? nil : Double(scored.count { isRight[$0] }) / Double(scored.count))
  }
}
