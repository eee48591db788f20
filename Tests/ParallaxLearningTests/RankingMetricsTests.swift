import ParallaxLearning
import Testing

/// Values of scikit-learn 1.9.1.
@Suite struct RankingMetricsTests {
  private static let scores = [0.1, 0.4, 0.35, 0.8, 0.8, 0.65, 0.2, 0.9, 0.4, 0.55]
  private static let labels = [0, 0, 1, 1, 0, 1, 0, 1, 1, 0].map { $0 == 1 }

  @Test func theAreasAreThoseOfScikitLearnTiesIncluded() throws {
    let metrics = try #require(try RankingMetrics(scores: Self.scores, labels: Self.labels))
    #expect(abs(metrics.rocAUC - 0.72) < 1e-12)
    #expect(abs(metrics.averagePrecision - 0.7226190476190476) < 1e-12)
  }

  @Test func onlyTheOrderOfScoresCounts() throws {
    let metrics = try RankingMetrics(scores: Self.scores, labels: Self.labels)
    #expect(try RankingMetrics(scores: Self.scores.map { 5 * $0 * $0 - 1 }, labels: Self.labels) == metrics)
  }

  @Test func theAreaUnderROCIsTheShareOfPairsInTheRightOrder() throws {
    var pairs = 0.0
    var right = 0.0
    for (score, label) in zip(Self.scores, Self.labels) where label {
      for (other, isPositive) in zip(Self.scores, Self.labels) where !isPositive {
        pairs += 1
        right += score > other ? 1 : score == other ? 0.5 : 0
      }
    }
    let metrics = try #require(try RankingMetrics(scores: Self.scores, labels: Self.labels))
    #expect(abs(metrics.rocAUC - right / pairs) < 1e-12)
  }

  @Test func oneClassOnlyHasNoRanking() throws {
    #expect(try RankingMetrics(scores: [0.1, 0.2], labels: [true, true]) == nil)
    #expect(throws: TrainingError.self) { try RankingMetrics(scores: [.nan], labels: [true]) }
    #expect(throws: TrainingError.self) { try RankingMetrics(scores: [], labels: []) }
  }

  @Test func theMetricsOfProbabilitiesAverageTheClasses() throws {
    let gold = [0, 1, 2, 2, 1, 0, 1, 2]
    let probabilities = [
      0.7, 0.2, 0.1, 0.3, 0.4, 0.3, 0.1, 0.2, 0.7, 0.5, 0.3, 0.2, 0.2, 0.6, 0.2, 0.4, 0.35, 0.25, 0.45, 0.35,
      0.2, 0.05, 0.15, 0.8,
    ]
    let metrics = try ClassificationMetrics(
      gold: gold, probabilities: probabilities, classes: ["a", "b", "c"])
    #expect(abs(try #require(metrics.rocAUC) - 0.8666666666666667) < 1e-12)
    #expect(abs(try #require(metrics.averagePrecision) - 0.8253968253968255) < 1e-12)
    #expect(abs(try #require(metrics.logLoss) - 0.7423950704548442) < 1e-12)
    #expect(abs(try #require(metrics.brierScore) - 0.414375) < 1e-12)
  }
}

@Suite struct MultiLabelMetricsTests {
  /// Values of scikit-learn 1.9.1.
  @Test func theMetricsAreThoseOfScikitLearn() throws {
    let metrics = try MultiLabelMetrics(
      gold: [[0, 2], [], [1, 2], [0, 1], [2]],
      probabilities: [0.9, 0.2, 0.4, 0.1, 0.3, 0.2, 0.6, 0.8, 0.9, 0.7, 0.5, 0.1, 0.4, 0.1, 0.55],
      labels: ["a", "b", "c"])
    #expect(abs(metrics.subsetAccuracy - 0.6) < 1e-12)
    #expect(abs(metrics.hammingLoss - 0.13333333333333333) < 1e-12)
    #expect(abs(metrics.macroF1 - 0.8666666666666667) < 1e-12)
    #expect(abs(metrics.microF1 - 0.8571428571428571) < 1e-12)
    #expect(abs(metrics.weightedF1 - 0.8571428571428571) < 1e-12)
    #expect(abs(metrics.logLoss - 0.3695982925959394) < 1e-12)
  }

  /// Values of scikit-learn 1.9.1; two rows tie for the first label.
  @Test func everyLabelIsRankedAgainstTheRest() throws {
    let metrics = try MultiLabelMetrics(
      gold: [[0, 2], [], [1, 2], [0, 1], [2]],
      probabilities: [0.5, 0.2, 0.4, 0.5, 0.3, 0.6, 0.6, 0.25, 0.9, 0.7, 0.5, 0.1, 0.4, 0.1, 0.55],
      labels: ["a", "b", "c"])
    #expect(metrics.perLabel.map(\.rocAUC) == [0.75, 5.0 / 6, 2.0 / 3])
    #expect(metrics.rocAUC == 0.75)
    #expect(abs(try #require(metrics.averagePrecision) - 0.7962962962962963) < 1e-12)
  }

  @Test func aLabelOfEveryRowIsNotRanked() throws {
    let metrics = try MultiLabelMetrics(gold: [[0], [0]], probabilities: [0.5, 0.2], labels: ["a"])
    #expect(metrics.rocAUC == nil)
    #expect(metrics.perLabel.first?.averagePrecision == nil)
  }

  @Test func wrongShapesAndProbabilitiesAreRefused() {
    #expect(throws: TrainingError.self) {
      try MultiLabelMetrics(gold: [], probabilities: [], labels: ["a"])
    }
    #expect(throws: TrainingError.self) {
      try MultiLabelMetrics(gold: [[1]], probabilities: [0.5], labels: ["a"])
    }
    #expect(throws: TrainingError.self) {
      try MultiLabelMetrics(gold: [[0]], probabilities: [.nan], labels: ["a"])
    }
    #expect(throws: TrainingError.self) {
      try MultiLabelMetrics(gold: [[0]], probabilities: [0.5], labels: ["a", "b"])
    }
  }
}
