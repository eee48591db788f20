import Foundation
import ParallaxLearning
import Testing

@Suite struct ClassificationMetricsTests {
  private let gold = [0, 1, 2, 0, 1, 2, 0, 1, 0, 2]
  private let probabilities = [
    0.7, 0.2, 0.1, 0.3, 0.4, 0.3, 0.2, 0.2, 0.6, 0.1, 0.8, 0.1, 0.25, 0.5, 0.25, 0.6, 0.3, 0.1, 0.9, 0.05,
    0.05, 0.4, 0.35, 0.25, 0.34, 0.33, 0.33, 0.05, 0.15, 0.8,
  ]

  private func metrics() throws -> ClassificationMetrics {
    try ClassificationMetrics(gold: gold, probabilities: probabilities, classes: ["a", "b", "c"])
  }

  private func isClose(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-12 } ?? false }

  /// Values of sklearn.metrics 1.9.1; the calibration error by its definition in NumPy.
  @Test func theyAgreeWithScikitLearn() throws {
    let metrics = try metrics()
    #expect(metrics.confusionMatrix == [[3, 1, 0], [1, 2, 0], [1, 0, 2]])
    #expect(isClose(metrics.accuracy, 0.7) && isClose(metrics.microF1, 0.7))
    #expect(isClose(metrics.macroF1, 0.7111111111111111))
    #expect(isClose(metrics.weightedF1, 0.7066666666666667))
    #expect(isClose(metrics.perClass[0].precision, 0.6) && isClose(metrics.perClass[0].recall, 0.75))
    #expect(isClose(metrics.perClass[2].f1, 0.8) && metrics.perClass[2].support == 3)
    #expect(isClose(metrics.logLoss, 0.9539244518969557))
    #expect(isClose(metrics.brierScore, 0.53934))
    #expect(isClose(metrics.expectedCalibrationError, 0.256))
  }

  /// brier_score_loss and log_loss of scikit-learn 1.9.1.
  @Test func twoClassesHalveTheBrierScore() throws {
    let positive = [0.9, 0.2, 0.6, 0.4]
    let metrics = try ClassificationMetrics(
      gold: [1, 0, 0, 1], probabilities: positive.flatMap { [1 - $0, $0] }, classes: ["no", "yes"])
    #expect(isClose(metrics.brierScore, 0.1925))
    #expect(isClose(metrics.logLoss, 0.5402713826800865))
  }

  @Test func aClassOfNeitherSideIsLeftOutOfTheMean() throws {
    let metrics = try ClassificationMetrics(gold: [0, 1], predicted: [0, 1], classes: ["a", "b", "c"])
    #expect(metrics.macroF1 == 1)
    #expect(metrics.perClass[2] == ClassificationMetrics.none)
    let missed = try ClassificationMetrics(gold: [0, 1], predicted: [0, 0], classes: ["a", "b"])
    #expect(missed.perClass[1].f1 == 0 && missed.perClass[1].precision == 0)
  }

  /// semeval in the reference values: favor, against, none.
  @Test func semEvalTakesTheMeanOfTwoClasses() throws {
    let metrics = try ClassificationMetrics(
      gold: [0, 1, 2, 0, 1, 1, 2, 0], predicted: [0, 1, 0, 2, 1, 0, 2, 0],
      classes: ["favor", "against", "none"])
    #expect(isClose(metrics.perClass[0].f1, 0.5714285714285714))
    #expect(isClose(metrics.perClass[1].f1, 0.8))
    #expect(isClose(metrics.meanF1(ofClasses: [0, 1]), 0.6857142857142857))
    #expect(isClose(metrics.macroF1, 0.6238095238095238))
  }

  /// Classes agree, disagree, discuss, unrelated; of at most 1 + 1 + 1 + 0.25: 1 + 0.25 + 0 + 0.25.
  @Test func fakeNewsChallengeCountsRelatedFirst() throws {
    let metrics = try ClassificationMetrics(
      gold: [0, 1, 2, 3], predicted: [0, 2, 3, 3], classes: ["agree", "disagree", "discuss", "unrelated"])
    #expect(isClose(metrics.fnc1Score(unrelatedClass: 3), 1.5 / 3.25))
  }

  @Test func jsonHasTheNamesOfTheCommandLine() throws {
    let data = try JSONEncoder().encode(metrics())
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "n", "accuracy", "macro_f1", "micro_f1", "weighted_f1", "classes", "per_class", "confusion_matrix",
        "log_loss", "brier", "ece", "ece_by_chance", "roc_auc", "average_precision",
      ])
    let classes = try #require(object["per_class"] as? [String: [String: Any]])
    #expect(Set(classes.keys) == ["a", "b", "c"])
    #expect(
      classes["a"].map { Set($0.keys) }
        == ["precision", "recall", "f1", "support", "roc_auc", "average_precision"])
    #expect(try JSONDecoder().decode(ClassificationMetrics.self, from: data) == metrics())
  }

  @Test(arguments: [
    ([Int](), [Int](), TrainingError.Code.empty), ([0], [0, 1], .shape), ([2], [0], .labelOutOfRange),
    ([0], [-1], .labelOutOfRange),
  ])
  func brokenLabelsAreRejected(gold: [Int], predicted: [Int], code: TrainingError.Code) {
    let error = #expect(throws: TrainingError.self) {
      try ClassificationMetrics(gold: gold, predicted: predicted, classes: ["a", "b"])
    }
    #expect(error?.code == code)
  }

  @Test(arguments: [[0.5], [.nan, 0.5], [-0.1, 1.1], [.infinity, 0]])
  func brokenProbabilitiesAreRejected(values: [Double]) {
    #expect(throws: TrainingError.self) {
      try ClassificationMetrics(gold: [0], probabilities: values, classes: ["a", "b"])
    }
  }
}

extension ClassificationMetrics {
  /// What is measured of a class that never occurs.
  fileprivate static var none: ClassMetrics? {
    try? JSONDecoder().decode(
      ClassMetrics.self, from: Data(#"{"precision": 0, "recall": 0, "f1": 0, "support": 0}"#.utf8))
  }
}
