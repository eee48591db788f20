import ParallaxLearning
import ParallaxMath
import Testing

/// What every learner keeps, whichever it is.
struct Learner: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// How far models of the same rows in another order may lie apart.
  var tolerance: Float = 1e-6
  let train: @Sendable (LabeledDataset, _ threads: Int) throws -> LinearModel

  static let all: [Learner] = [
    Learner(testDescription: "logistic regression") { dataset, threads in
      try LogisticRegression(configuration: .init(tolerance: 1e-9)).train(on: dataset, threads: threads).model
    },
    Learner(testDescription: "logistic regression by L-BFGS") { dataset, threads in
      try LogisticRegression(configuration: .init(tolerance: 1e-9, solver: .lbfgs))
        .train(on: dataset, threads: threads).model
    },
    Learner(testDescription: "linear support vector machine") { dataset, _ in
      try LinearSVM(configuration: .init(c: 0.05, maxIterations: 2000, tolerance: 1e-7)).train(on: dataset)
        .model
    },
    Learner(testDescription: "multinomial naive Bayes") { dataset, _ in
      try NaiveBayes().train(on: dataset).model
    },
    Learner(testDescription: "complement naive Bayes") { dataset, _ in
      try NaiveBayes(configuration: .init(variant: .complement)).train(on: dataset).model
    },
  ]
}

@Suite struct LearnerContractTests {
  @Test(arguments: Learner.all)
  func oneClassIsAnError(learner: Learner) throws {
    let dataset = try LabeledDataset(features: sparse([[1], [2]]), labels: [0, 0], classCount: 2)
    let error = #expect(throws: TrainingError.self) { try learner.train(dataset, 1) }
    #expect(error?.code == .oneClass)
  }

  @Test(arguments: Learner.all)
  func aClassWithoutRowsIsAnError(learner: Learner) throws {
    let dataset = try LabeledDataset(features: sparse([[1], [2]]), labels: [0, 1], classCount: 3)
    let error = #expect(throws: TrainingError.self) { try learner.train(dataset, 1) }
    #expect(error?.code == .missingClass)
    let weightless = try LabeledDataset(
      features: sparse([[1], [2], [3]]), labels: [0, 1, 2], classCount: 3, weights: [1, 1, 0])
    #expect(throws: TrainingError.self) { try learner.train(weightless, 1) }
  }

  @Test(arguments: Learner.all)
  func noRowsOrOneRowIsAnError(learner: Learner) throws {
    let none = try LabeledDataset(features: sparse([], columnCount: 3), labels: [], classCount: 2)
    #expect(#expect(throws: TrainingError.self) { try learner.train(none, 1) }?.code == .empty)
    let one = try LabeledDataset(features: sparse([[1]]), labels: [1], classCount: 2)
    #expect(#expect(throws: TrainingError.self) { try learner.train(one, 1) }?.code == .oneClass)
  }

  @Test(arguments: Learner.all, [2, 3, 5])
  func theClassesOwnFeaturesAreLearnt(learner: Learner, classes: Int) throws {
    let dataset = try noisyDataset(rows: 200, features: 10, classes: classes)
    let model = try learner.train(dataset, 1)
    let hits = zip(model.predictedClasses(of: dataset.features), dataset.labels).count { $0 == $1 }
    #expect(hits > 110)
  }

  @Test(arguments: Learner.all, [2, 3, 6])
  func permutedRowsGiveTheSameModel(learner: Learner, classes: Int) throws {
    let dataset = try noisyDataset(rows: 120, features: 9, classes: classes)
    let turned = dataset.selecting((0..<120).map { ($0 * 77 + 5) % 120 })
    #expect(distance(try learner.train(dataset, 1), try learner.train(turned, 1)) < learner.tolerance)
  }

  @Test(arguments: Learner.all, [2, 3, 20])
  func anyNumberOfThreadsGivesTheSameBits(learner: Learner, classes: Int) throws {
    let dataset = try noisyDataset(rows: 400, features: 8, classes: classes)
    let one = try learner.train(dataset, 1)
    #expect(try learner.train(dataset, 2) == one)
    #expect(try learner.train(dataset, 4) == one)
    #expect(try learner.train(dataset, 1) == one)
  }

  @Test(arguments: Learner.all)
  func oneFeatureConstantOnesAndNoneAtAllDoNotTripIt(learner: Learner) throws {
    let one = try learner.train(
      try LabeledDataset(features: sparse([[1], [2]]), labels: [0, 1], classCount: 2), 1)
    #expect(one.classCount == 2 && one.featureCount == 1)
    let constant = try learner.train(
      try LabeledDataset(features: sparse([[1, 1], [1, 1], [1, 1]]), labels: [0, 1, 1], classCount: 2), 1)
    let probabilities = constant.probabilities(of: sparse([[1, 1]]).row(0))
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12 && probabilities.allSatisfy { $0.isFinite })
    let nothing = try learner.train(
      try LabeledDataset(features: sparse([[], [], []], columnCount: 0), labels: [1, 0, 1], classCount: 2), 1)
    #expect(nothing.featureCount == 0)
  }

  @Test(arguments: Learner.all, [2, 4])
  func emptyRowsAndTwinsDoNotTripIt(learner: Learner, classes: Int) throws {
    let dataset = try noisyDataset(rows: 100, features: 8, classes: classes, emptyRows: true)
    let doubled = dataset.selecting(Array(0..<100) + Array(0..<100))
    let model = try learner.train(doubled, 2)
    for row in 0..<100 {
      let probabilities = model.probabilities(of: dataset.features.row(row))
      #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
    }
  }
}
