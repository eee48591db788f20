import Foundation
import ParallaxLearning
import ParallaxMath
import Testing

@Suite struct NaiveBayesTests {
  private func dataset() throws -> LabeledDataset {
    try LabeledDataset(
      features: sparse([[2, 0, 1], [1, 3, 0], [0, 1, 4], [2, 2, 0.5], [0, 0, 1]]), labels: [0, 1, 2, 1, 0],
      classCount: 3)
  }

  private func expectRow(_ model: LinearModel, _ expected: [Double]) throws {
    let scores = model.decisionValues(of: try dataset().features.row(0))
    for k in 0..<3 { #expect(abs((scores[k] - scores[0]) - (expected[k] - expected[0])) < 1e-5) }
  }

  /// The joint log-likelihood of the first row by scikit-learn 1.9.1.
  @Test func multinomialAgreesWithScikitLearn() throws {
    try expectRow(NaiveBayes().train(on: dataset()).model, [-3.45818431, -5.06527801, -6.23832463])
  }

  @Test func complementAgreesWithScikitLearn() throws {
    let learner = try NaiveBayes(configuration: .init(variant: .complement))
    try expectRow(learner.train(on: dataset()).model, [3.93274433, 3.31158522, 3.38623816])
  }

  @Test func weightsOfAFeatureSumToZero() throws {
    let model = try NaiveBayes().train(on: dataset()).model
    for feature in 0..<3 { #expect(abs(model.weights[feature * 3..<feature * 3 + 3].reduce(0, +)) < 1e-6) }
  }

  @Test func negativeFeaturesAndSettingsOutOfRangeAreRejected() throws {
    let negative = try LabeledDataset(features: sparse([[1], [-1]]), labels: [0, 1], classCount: 2)
    let error = #expect(throws: TrainingError.self) { try NaiveBayes().train(on: negative) }
    #expect(error?.code == .negative)
    #expect(throws: TrainingError.self) { try NaiveBayes(configuration: .init(alpha: 0)) }
  }

  @Test func settingsHaveDefaults() throws {
    let read = try JSONDecoder().decode(NaiveBayes.Configuration.self, from: Data(#"{"alpha": 0.5}"#.utf8))
    #expect(read == .init(alpha: 0.5))
  }
}
