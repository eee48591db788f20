import Foundation
import ParallaxLearning
import ParallaxMath
import Testing

/// A learner under the contract, and what its kind of method cannot promise to the last bit.
struct ContractCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let learner: LearnerConfiguration
  /// How far scores of models of the same rows in another order, or repeated, may lie apart.
  var tolerance: Double = 1e-5

  static let all: [ContractCase] = [
    .init(
      testDescription: "logistic regression", learner: .logisticRegression(.init(tolerance: 1e-9))),
    .init(
      testDescription: "logistic regression by L-BFGS",
      learner: .logisticRegression(.init(tolerance: 1e-9, solver: .lbfgs))),
    .init(
      testDescription: "logistic regression by a trust-region Newton method",
      learner: .logisticRegression(.init(tolerance: 1e-9, solver: .newtonCG))),
    .init(
      testDescription: "logistic regression, one class against the rest",
      learner: .logisticRegression(.init(multiClass: .oneVersusRest, tolerance: 1e-9))),
    .init(
      testDescription: "logistic regression with an elastic net",
      learner: .logisticRegression(.init(c: 2, l1Ratio: 0.5, tolerance: 1e-8)), tolerance: 1e-3),
    .init(
      testDescription: "linear support vector machine",
      learner: .linearSVM(.init(c: 0.05, maxIterations: 1000, tolerance: 1e-6))),
    .init(
      testDescription: "linear support vector machine, hinge loss, free intercept",
      learner: .linearSVM(
        .init(
          c: 0.05, loss: .hinge, penalizesIntercept: false, maxIterations: 150, tolerance: 1e-3)),
      tolerance: 0.05),
    .init(testDescription: "multinomial naive Bayes", learner: .naiveBayes(.init())),
    .init(
      testDescription: "complement naive Bayes", learner: .naiveBayes(.init(variant: .complement))),
    .init(
      testDescription: "support vector machine over naive Bayes weights",
      learner: .naiveBayesWeighted(
        .init(base: .linearSVM(.init(c: 0.05, maxIterations: 1000, tolerance: 1e-6))))),
    // Stochastic by nature: what it finds depends on the order, the less the more epochs.
    .init(
      testDescription: "averaged stochastic gradient descent",
      learner: .averagedSGD(.init(alpha: 0.01, epochs: 20, initialRate: 1)), tolerance: 0.2),
    .init(
      testDescription: "multilayer perceptron on whole batches",
      learner: .multilayerPerceptron(
        .init(hiddenLayerSizes: [8], batchSize: 10_000, learningRate: 0.03, maxEpochs: 40)),
      tolerance: 2e-2),
  ]

  func train(_ dataset: LabeledDataset, threads: Int = 1) throws -> TrainedModel {
    try learner.train(on: dataset, in: TrainingContext(threads: threads)).model
  }

  /// The largest difference of two models' probabilities for some rows.
  func distance(_ a: TrainedModel, _ b: TrainedModel, on rows: SparseMatrix) -> Double {
    zip(a.probabilities(of: rows), b.probabilities(of: rows)).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}

@Suite struct LearnerContractTests {
  @Test(arguments: ContractCase.all)
  func oneClassIsAnError(learner: ContractCase) throws {
    let dataset = try LabeledDataset(features: sparse([[1], [2]]), labels: [0, 0], classCount: 2)
    let error = #expect(throws: TrainingError.self) { try learner.train(dataset) }
    #expect(error?.code == .oneClass)
  }

  @Test(arguments: ContractCase.all)
  func aClassWithoutRowsIsAnError(learner: ContractCase) throws {
    let dataset = try LabeledDataset(features: sparse([[1], [2]]), labels: [0, 1], classCount: 3)
    let error = #expect(throws: TrainingError.self) { try learner.train(dataset) }
    #expect(error?.code == .missingClass)
    let weightless = try LabeledDataset(
      features: sparse([[1], [2], [3]]), labels: [0, 1, 2], classCount: 3, weights: [1, 1, 0])
    #expect(throws: TrainingError.self) { try learner.train(weightless) }
  }

  @Test(arguments: ContractCase.all)
  func noRowsOrOneRowIsAnError(learner: ContractCase) throws {
    let none = try LabeledDataset(features: sparse([], columnCount: 3), labels: [], classCount: 2)
    #expect(#expect(throws: TrainingError.self) { try learner.train(none) }?.code == .empty)
    let one = try LabeledDataset(features: sparse([[1]]), labels: [1], classCount: 2)
    #expect(#expect(throws: TrainingError.self) { try learner.train(one) }?.code == .oneClass)
  }

  /// The dataset every learner is given cannot hold them.
  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func numbersThatAreNotFiniteAreRejected(value: Float) throws {
    let error = #expect(throws: TrainingError.self) {
      try LabeledDataset(features: sparse([[1], [value]]), labels: [0, 1], classCount: 2)
    }
    #expect(error?.code == .notFinite)
    #expect(throws: TrainingError.self) {
      try LabeledDataset(
        features: sparse([[1], [2]]), labels: [0, 1], classCount: 2, weights: [1, value])
    }
  }

  @Test(arguments: ContractCase.all, [2, 3, 5])
  func theClassesOwnFeaturesAreLearnt(learner: ContractCase, classes: Int) throws {
    let dataset = try noisyDataset(rows: 100, features: 10, classes: classes)
    let model = try learner.train(dataset)
    let hits = zip(model.predictedClasses(of: dataset.features), dataset.labels).count { $0 == $1 }
    #expect(hits > 55)
  }

  @Test(arguments: ContractCase.all, [2, 3, 6])
  func permutedRowsGiveTheSameModel(learner: ContractCase, classes: Int) throws {
    let dataset = try noisyDataset(rows: 60, features: 9, classes: classes)
    let turned = dataset.selecting((0..<60).map { ($0 * 37 + 5) % 60 })
    let distance = learner.distance(
      try learner.train(dataset), try learner.train(turned), on: dataset.features)
    #expect(distance < learner.tolerance)
  }

  @Test(arguments: ContractCase.all)
  func anEntireWeightIsARepetition(learner: ContractCase) throws {
    let dataset = try noisyDataset(rows: 60, features: 6, classes: 3)
    let weighted = try LabeledDataset(
      features: dataset.features, labels: dataset.labels, classCount: 3,
      weights: (0..<60).map { $0 < 15 ? 2 : 1 })
    let repeated = dataset.selecting(Array(0..<60) + Array(0..<15))
    let distance = learner.distance(
      try learner.train(weighted), try learner.train(repeated), on: dataset.features)
    #expect(distance < learner.tolerance)
  }

  @Test(arguments: ContractCase.all)
  func aRowOfWeightZeroIsNoRow(learner: ContractCase) throws {
    let dataset = try noisyDataset(rows: 60, features: 6, classes: 3)
    let weighted = try LabeledDataset(
      features: dataset.features, labels: dataset.labels, classCount: 3,
      weights: (0..<60).map { $0 % 5 == 0 ? 0 : 1 })
    let removed = dataset.selecting((0..<60).filter { $0 % 5 != 0 })
    let distance = learner.distance(
      try learner.train(weighted), try learner.train(removed), on: dataset.features)
    #expect(distance < learner.tolerance)
  }

  @Test(arguments: ContractCase.all, [3, 20])
  func anyNumberOfThreadsGivesTheSameBits(learner: ContractCase, classes: Int) throws {
    let dataset = try noisyDataset(rows: 60, features: 8, classes: classes)
    let one = try learner.train(dataset)
    #expect(try learner.train(dataset, threads: 2) == one)
    #expect(try learner.train(dataset, threads: 4) == one)
  }

  @Test(arguments: ContractCase.all)
  func oneFeatureConstantOnesAndNoneAtAllDoNotTripIt(learner: ContractCase) throws {
    let one = try learner.train(
      try LabeledDataset(features: sparse([[1], [2]]), labels: [0, 1], classCount: 2))
    #expect(one.classCount == 2 && one.featureCount == 1)
    let constant = try learner.train(
      try LabeledDataset(features: sparse([[1, 1], [1, 1], [1, 1]]), labels: [0, 1, 1], classCount: 2))
    let probabilities = constant.probabilities(of: sparse([[1, 1]]).row(0))
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12 && probabilities.allSatisfy { $0.isFinite })
    let nothing = try learner.train(
      try LabeledDataset(features: sparse([[], [], []], columnCount: 0), labels: [1, 0, 1], classCount: 2))
    #expect(nothing.featureCount == 0)
    let zeros = try learner.train(
      try LabeledDataset(features: sparse([[0, 0], [0, 0]]), labels: [0, 1], classCount: 2))
    #expect(zeros.probabilities(of: sparse([[0, 0]]).row(0)).allSatisfy { $0.isFinite })
  }

  @Test(arguments: ContractCase.all, [2, 4])
  func emptyRowsAndTwinsDoNotTripIt(learner: ContractCase, classes: Int) throws {
    let dataset = try noisyDataset(rows: 40, features: 8, classes: classes, emptyRows: true)
    let doubled = dataset.selecting(Array(0..<40) + Array(0..<40))
    let model = try learner.train(doubled, threads: 2)
    for row in 0..<40 {
      let probabilities = model.probabilities(of: dataset.features.row(row))
      #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test(arguments: ContractCase.all)
  func aSubsetOfTheRowsScoresAsItDidAmongAll(learner: ContractCase) throws {
    let dataset = try noisyDataset(rows: 300, features: 8, classes: 3, emptyRows: true)
    let model = try learner.train(dataset.selecting(Array(0..<40)))
    let all = model.decisionValues(of: dataset.features, threads: 2)
    let picked = [290, 3, 77, 3]
    let some = model.decisionValues(of: dataset.features.selectingRows(picked), threads: 1)
    #expect(some == picked.flatMap { all[$0 * 3..<$0 * 3 + 3] })
    #expect(picked.flatMap { model.decisionValues(of: dataset.features.row($0)) } == some)
  }

  @Test(arguments: ContractCase.all)
  func theModelIsMadeAgainFromItsParts(learner: ContractCase) throws {
    let dataset = try noisyDataset(rows: 40, features: 8, classes: 3)
    let model = try learner.train(dataset)
    let text = try JSONEncoder().encode(model.settings)
    let settings = try JSONDecoder().decode(TrainedModel.Settings.self, from: text)
    #expect(try TrainedModel(settings: settings, tensors: model.tensors) == model)
    #expect(throws: TrainingError.self) {
      try TrainedModel(settings: settings, tensors: Array(model.tensors.dropLast()))
    }
    #expect(throws: TrainingError.self) {
      try TrainedModel(settings: settings, tensors: model.tensors + model.tensors)
    }
    let broken = try model.tensors.map {
      try NamedTensor($0.name, shape: $0.shape, values: $0.values.map { _ in .nan })
    }
    #expect(throws: TrainingError.self) { try TrainedModel(settings: settings, tensors: broken) }
  }

  @Test(arguments: ContractCase.all)
  func attributionsSumUpToTheScore(learner: ContractCase) throws {
    let dataset = try noisyDataset(rows: 40, features: 8, classes: 3, emptyRows: true)
    let model = try learner.train(dataset)
    for row in 0..<20 {
      let vector = dataset.features.row(row)
      let scores = model.decisionValues(of: vector)
      for k in 0..<3 {
        let attribution = model.attribution(of: vector, toClass: k)
        #expect(attribution.indices == vector.indices)
        let sum = attribution.values.reduce(attribution.baseline, +)
        #expect(abs(sum - scores[k]) < 1e-6)
      }
    }
  }

  @Test(arguments: ContractCase.all)
  func itsSettingsAreReadAsTheyAreWritten(learner: ContractCase) throws {
    let text = try JSONEncoder().encode(learner.learner)
    #expect(try JSONDecoder().decode(LearnerConfiguration.self, from: text) == learner.learner)
    #expect(learner.learner.seeded(7).seed == (learner.learner.kind == .naiveBayes ? nil : 7))
  }

  @Test(arguments: ContractCase.all)
  func aRunThatIsStoppedGivesTheModelSoFar(learner: ContractCase) throws {
    let dataset = try noisyDataset(rows: 40, features: 8, classes: 3)
    var calls = 0
    let context = TrainingContext { _ in
      calls += 1
      return .stop
    }
    let result = try learner.learner.train(on: dataset, in: context)
    #expect(result.report.wasStopped == (learner.learner.kind != .naiveBayes))
    #expect(calls <= 1)
    #expect(result.model.classCount == 3)
  }

  @Test(arguments: ContractCase.all)
  func aModelWarmStartsFromItself(learner: ContractCase) throws {
    let dataset = try noisyDataset(rows: 40, features: 8, classes: 3)
    let first = try learner.train(dataset)
    let second = try learner.learner.train(on: dataset, from: first, in: TrainingContext())
    if learner.learner.kind == .multilayerPerceptron {
      // Further steps of a method that ends before it is done still lead somewhere: not up again.
      #expect(meanLogLoss(of: second.model, on: dataset) < meanLogLoss(of: first, on: dataset) + 1e-3)
    } else {
      let distance = learner.distance(first, second.model, on: dataset.features)
      #expect(distance < max(1e-4, learner.tolerance))
    }
    guard learner.learner.kind != .naiveBayes, learner.learner.kind != .naiveBayesWeighted else { return }
    let misfit = try LabeledDataset(features: sparse([[1], [2]]), labels: [0, 1], classCount: 2)
    #expect(throws: TrainingError.self) {
      try learner.learner.train(on: misfit, from: first, in: TrainingContext())
    }
  }

  private func meanLogLoss(of model: TrainedModel, on dataset: LabeledDataset) -> Double {
    let losses = (0..<dataset.labels.count).map { row in
      -log(model.probabilities(of: dataset.features.row(row))[dataset.labels[row]])
    }
    return losses.reduce(0, +) / Double(losses.count)
  }
}
