import Foundation
import ParallaxLearning
import ParallaxMath
import Testing

@Suite struct NaiveBayesWeightedTests {
  private let rows: [[Float]] = [[2, 0, 1], [1, 3, 0], [0, 1, 4], [2, 2, 0.5], [0, 0, 1], [1, 0, 0]]

  /// Wang & Manning (2012), equations 2 to 5, step by step.
  @Test(arguments: [true, false], [0.25, 1])
  func twoClassesFollowThePaper(countsPresence: Bool, beta: Double) throws {
    let labels = [1, 0, 1, 0, 1, 0]
    let dataset = try LabeledDataset(features: sparse(rows), labels: labels, classCount: 2)
    let base = LinearSVM.Configuration(maxIterations: 10_000, tolerance: 1e-8)
    let model = try NaiveBayesWeighted(
      configuration: .init(base: .linearSVM(base), interpolation: beta, countsPresence: countsPresence)
    ).train(on: dataset).model

    var (p, q) = ([1.0, 1, 1], [1.0, 1, 1])
    for (row, label) in zip(rows, labels) {
      for j in 0..<3 where row[j] != 0 {
        let count = countsPresence ? 1 : Double(row[j])
        if label == 1 { p[j] += count } else { q[j] += count }
      }
    }
    let r = (0..<3).map { log((p[$0] / p.reduce(0, +)) / (q[$0] / q.reduce(0, +))) }
    let scaled = rows.map { row in (0..<3).map { row[$0] * Float(r[$0]) } }
    let plain = try LinearSVM(configuration: base).train(
      on: LabeledDataset(features: sparse(scaled), labels: labels, classCount: 2)
    ).model
    let u = (0..<3).map { Double(plain.weights[2 * $0 + 1] - plain.weights[2 * $0]) }
    let mean = u.reduce(0) { $0 + abs($1) } / 3
    for j in 0..<3 {
      let expected = r[j] * ((1 - beta) * mean + beta * u[j])
      #expect(abs(Double(model.weights[2 * j + 1] - model.weights[2 * j]) - expected) < 1e-5)
    }
    #expect(abs(model.intercepts[1] - plain.intercepts[1]) < 1e-6)
  }

  @Test func logisticBasesGiveProbabilitiesOfOneAgainstTheRest() throws {
    let dataset = try noisyDataset(rows: 90, features: 6, classes: 3)
    let learner = try NaiveBayesWeighted(configuration: .init(base: .logisticRegression(.init())))
    let model = try learner.train(on: dataset).model
    #expect(model.link == .oneVersusRest)
    let hits = zip(model.predictedClasses(of: dataset.features), dataset.labels).count { $0 == $1 }
    #expect(hits > 50)
  }

  @Test func negativeFeaturesAndSettingsOutOfRangeAreRejected() throws {
    let negative = try LabeledDataset(features: sparse([[1], [-1]]), labels: [0, 1], classCount: 2)
    let error = #expect(throws: TrainingError.self) { try NaiveBayesWeighted().train(on: negative) }
    #expect(error?.code == .negative)
    #expect(throws: TrainingError.self) { try NaiveBayesWeighted(configuration: .init(alpha: 0)) }
    #expect(throws: TrainingError.self) { try NaiveBayesWeighted(configuration: .init(interpolation: 2)) }
    let both = #"{"kind": "nb_weighted", "linear_svm": {}, "logistic_regression": {}}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(LearnerConfiguration.self, from: Data(both.utf8))
    }
  }
}
