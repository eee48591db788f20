/// How well predicted classes and probabilities agree with the true ones.
///
/// A share of nothing counts as 0 (`zero_division=0`). The averages over classes are over those that occur
/// among the true or the predicted ones, as in scikit-learn; `perClass` has all.
public struct ClassificationMetrics: Sendable, Hashable {
  /// The names of the classes, in the order of their indices.
  public let classes: [String]
  /// The number of rows.
  public let count: Int
  /// The share of rows with the right class.
  public let accuracy: Double
  /// The mean of the classes' F1.
  public let macroF1: Double
  /// F1 of the counts summed over classes; equal to the accuracy where each row has one class.
  public let microF1: Double
  /// The mean of the classes' F1, weighted by how many rows have the class.
  public let weightedF1: Double
  /// How well each class is found, in the order of `classes`.
  public let perClass: [ClassMetrics]
  /// How many rows of each true class (outer) were given each class (inner).
  public let confusionMatrix: [[Int]]
  /// The mean of −ln p of the true class, p not below 2⁻⁵²; nil without probabilities.
  public let logLoss: Double?
  /// The mean of Σ_k (p_k − y_k)², halved for two classes as in scikit-learn; nil without probabilities.
  public let brierScore: Double?
  /// The mean of the classes' areas under the ROC curve, each against the rest; nil without probabilities.
  public let rocAUC: Double?
  /// The mean of the classes' average precision, each against the rest; nil without probabilities.
  public let averagePrecision: Double?
  /// The expected calibration error over 15 bins; nil without probabilities.
  ///
  /// Σ_b (n_b / n) |accuracy_b − mean confidence_b| over bins of equal width of the largest probability
  /// (Guo et al. 2017), each bin open below and closed above.
  public let expectedCalibrationError: Double?
  /// The calibration error that probabilities which are right would have by chance; nil without probabilities.
  ///
  /// See ``ReliabilityDiagram/errorByChance``.
  public let calibrationErrorByChance: Double?

  /// Measures predicted classes.
  ///
  /// - Throws: ``TrainingError`` of code `empty`, `shape` or `label_out_of_range`.
  public init(gold: [Int], predicted: [Int], classes: [String]) throws(TrainingError) {
    try self.init(gold: gold, predicted: predicted, probabilities: nil, classes: classes)
  }

  /// Measures probabilities, given row after row: `probabilities[row * classes.count + class]`.
  ///
  /// The predicted class is the most probable one, the lowest index of those that tie.
  ///
  /// - Throws: ``TrainingError`` of code `empty`, `shape`, `label_out_of_range` or `not_finite`.
  public init(gold: [Int], probabilities: [Double], classes: [String]) throws(TrainingError) {
    let width = classes.count
    let (size, overflow) = gold.count.multipliedReportingOverflow(by: width)
    guard !overflow, size == probabilities.count else {
      throw TrainingError(
        .shape, "\(probabilities.count) probabilities for \(gold.count) rows of \(width) classes")
    }
    if let index = probabilities.firstIndex(where: { !($0 >= 0 && $0 <= 1 + 1e-9) }) {
      throw TrainingError(
        .notFinite, "row \(index / width) has the probability \(probabilities[index]); expected 0 to 1")
    }
    let predicted = gold.indices.map { firstMaximum(probabilities[$0 * width..<($0 + 1) * width]) }
    try self.init(gold: gold, predicted: predicted, probabilities: probabilities, classes: classes)
  }

  private init(
    gold: [Int], predicted: [Int], probabilities: [Double]?, classes: [String]
  ) throws(TrainingError) {
    guard !gold.isEmpty else { throw TrainingError(.empty, "no rows to measure; expected at least 1") }
    guard gold.count == predicted.count else {
      throw TrainingError(.shape, "\(gold.count) true classes and \(predicted.count) predicted ones")
    }
    guard Set(classes).count == classes.count else {
      throw TrainingError(.shape, "class names repeat: \(classes); expected distinct ones")
    }
    var confusion = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
    for row in gold.indices {
      for label in [gold[row], predicted[row]] where label < 0 || label >= classes.count {
        throw TrainingError(
          .labelOutOfRange, "row \(row) has label \(label); expected 0 ..< \(classes.count)")
      }
      confusion[gold[row]][predicted[row]] += 1
    }
    self.classes = classes
    count = gold.count
    confusionMatrix = confusion
    var rankings = [RankingMetrics?](repeating: nil, count: classes.count)
    if let probabilities {
      let width = classes.count
      for k in 0..<width {
        rankings[k] = try RankingMetrics(
          scores: gold.indices.map { probabilities[$0 * width + k] }, labels: gold.map { $0 == k })
      }
    }
    perClass = classes.indices.map { Self.metrics(ofClass: $0, in: confusion, ranking: rankings[$0]) }
    rocAUC = RankingMetrics.mean(\.rocAUC, of: rankings)
    averagePrecision = RankingMetrics.mean(\.averagePrecision, of: rankings)
    accuracy = Double(classes.indices.reduce(0) { $0 + confusion[$1][$1] }) / Double(count)
    microF1 = accuracy
    let seen = classes.indices.filter { k in
      confusion[k].contains { $0 > 0 } || confusion.contains { $0[k] > 0 }
    }
    macroF1 = seen.reduce(0) { [perClass] in $0 + perClass[$1].f1 } / Double(seen.count)
    weightedF1 = perClass.reduce(0) { $0 + $1.f1 * Double($1.support) } / Double(count)
    logLoss = probabilities.map { Self.logLoss(gold, $0, classes.count) }
    brierScore = probabilities.map { Self.brierScore(gold, $0, classes.count) }
    if let probabilities {
      let width = classes.count
      let diagram = try ReliabilityDiagram(
        confidences: gold.indices.map { probabilities[$0 * width + predicted[$0]] },
        isRight: gold.indices.map { predicted[$0] == gold[$0] })
      expectedCalibrationError = diagram.expectedCalibrationError
      calibrationErrorByChance = diagram.errorByChance
    } else {
      expectedCalibrationError = nil
      calibrationErrorByChance = nil
    }
  }
}
