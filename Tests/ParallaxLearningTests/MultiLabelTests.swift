import ParallaxLearning
import ParallaxMath
import Testing

/// Labels that are independent of one another: each must be learnt as if it were alone.
@Suite struct MultiLabelTests {
  private static let learners: [LearnerConfiguration] = [
    .logisticRegression(.init(tolerance: 1e-9)),
    .logisticRegression(.init(l1Ratio: 0.5, tolerance: 1e-9)),
    .linearSVM(.init(c: 0.1, maxIterations: 500, tolerance: 1e-5)),
    .linearSVM(.init(c: 0.1, loss: .hinge, maxIterations: 150, tolerance: 1e-3)),
  ]

  @Test(arguments: learners, [1, 3, 10])
  func eachLabelIsABinaryProblemOfItsOwn(learner: LearnerConfiguration, labels: Int) throws {
    let dataset = try multiLabelDataset(rows: 50, features: 8, labels: labels)
    let model = try learner.train(on: dataset, in: TrainingContext(threads: 2)).model
    // The dual of hinge loss is flat: its solvers come near the answer, and then slowly nearer.
    let tolerance = if case .linearSVM(let own) = learner, own.loss == .hinge { 5e-2 } else { 1e-3 }
    #expect(model.link == .independent && model.classCount == labels)
    for label in 0..<labels {
      let alone = try LabeledDataset(
        features: dataset.features, labels: dataset.labels.map { $0.contains(label) ? 1 : 0 },
        classCount: 2)
      let binary = try learner.train(on: alone, in: TrainingContext()).model
      for row in stride(from: 0, to: 50, by: 7) {
        let vector = dataset.features.row(row)
        let scores = binary.decisionValues(of: vector)
        #expect(abs(model.decisionValues(of: vector)[label] - (scores[1] - scores[0])) < tolerance)
      }
    }
  }

  @Test(arguments: [
    LearnerConfiguration.Kind.logisticRegression, .linearSVM, .averagedSGD, .multilayerPerceptron,
  ])
  func labelsAreFoundAgain(kind: LearnerConfiguration.Kind) throws {
    let dataset = try multiLabelDataset(rows: 150, features: 8, labels: 3)
    let model = try LearnerConfiguration(kind).train(on: dataset, in: TrainingContext()).model
    let hits = (0..<150).count { row in
      model.predictedLabels(of: dataset.features.row(row)) == dataset.labels[row]
    }
    #expect(hits > 90)
    #expect(try LearnerConfiguration(kind).train(on: dataset, in: TrainingContext(threads: 3)).model == model)
  }

  @Test func balancedWeightsAreThoseOfTheTwoSides() throws {
    let dataset = try multiLabelDataset(rows: 100, features: 6, labels: 2)
    let balanced = LearnerConfiguration.logisticRegression(.init(tolerance: 1e-9, classWeight: .balanced))
    let model = try balanced.train(on: dataset, in: TrainingContext()).model
    for label in 0..<2 {
      let alone = try LabeledDataset(
        features: dataset.features, labels: dataset.labels.map { $0.contains(label) ? 1 : 0 },
        classCount: 2)
      let scores = try balanced.train(on: alone, in: TrainingContext()).model
        .decisionValues(of: dataset.features.row(1))
      let own = model.decisionValues(of: dataset.features.row(1))[label]
      #expect(abs(own - (scores[1] - scores[0])) < 1e-4)
    }
  }

  @Test func labelsThatTeachNothingAreErrors() throws {
    let features = sparse([[1], [2]])
    let learner = LearnerConfiguration(.logisticRegression)
    for labels in [[[0], [0, 1]], [[0], []]] {
      let dataset = try MultiLabelDataset(features: features, labels: labels, labelCount: 2)
      let error = #expect(throws: TrainingError.self) {
        try learner.train(on: dataset, in: TrainingContext())
      }
      #expect(error?.code == .missingClass)
    }
    for labels in [[[2], []], [[-1], []], [[0, 0], []], [[0]]] {
      #expect(throws: TrainingError.self) {
        try MultiLabelDataset(features: features, labels: labels, labelCount: 2)
      }
    }
    let dataset = try MultiLabelDataset(features: features, labels: [[0], []], labelCount: 1)
    #expect(throws: TrainingError.self) {
      try LearnerConfiguration(.naiveBayes).train(on: dataset, in: TrainingContext())
    }
  }
}
