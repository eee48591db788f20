import Foundation
import ParallaxMath
import Testing

@testable import ParallaxLearning

/// A learner that sets one class apart before it tells the others from each other.
@Suite struct TwoStageTests {
  static let configuration = TwoStage.Configuration(
    apartClass: 1, leadingColumns: 4,
    first: .multilayerPerceptron(.init(hiddenLayerSizes: [4], learningRate: 0.02, maxEpochs: 30)),
    second: .logisticRegression(.init(c: 2)))

  static func trained(threads: Int = 1) throws -> (model: TwoStageModel, data: LabeledDataset) {
    let data = try noisyDataset(rows: 120, features: 9, classes: 4)
    let learner = try TwoStage(configuration: configuration)
    return (try learner.train(on: data, threads: threads).model, data)
  }

  @Test func probabilitiesAreThoseOfTheStagesMultiplied() throws {
    let (model, data) = try Self.trained()
    let others = [0, 2, 3]
    for row in 0..<data.count {
      let vector = data.features.row(row)
      let leading = SparseVector(
        indices: vector.indices.filter { $0 < 4 },
        values: zip(vector.indices, vector.values).filter { $0.0 < 4 }.map(\.1), dimension: 4)
      let gate = model.first.probabilities(of: leading)
      let rest = model.second.probabilities(of: vector)
      let found = model.probabilities(of: vector)
      #expect(abs(found[1] - gate[0]) < 1e-9)
      for (place, label) in others.enumerated() { #expect(abs(found[label] - gate[1] * rest[place]) < 1e-9) }
    }
  }

  @Test func theFirstStageReadsTheLeadingColumnsAlone() throws {
    let (model, data) = try Self.trained()
    #expect(model.first.featureCount == 4)
    #expect(model.second.featureCount == 9)
    let row = data.features.row(0)
    let leading = SparseVector(
      indices: row.indices.filter { $0 < 4 },
      values: zip(row.indices, row.values).filter { $0.0 < 4 }.map(\.1), dimension: 9)
    #expect(abs(model.probabilities(of: row)[1] - model.probabilities(of: leading)[1]) < 1e-12)
  }

  @Test func aMatrixGetsTheScoresOfItsRows() throws {
    let (model, data) = try Self.trained()
    let batch = model.decisionValues(of: data.features, threads: 3)
    let single = (0..<data.count).flatMap { model.decisionValues(of: data.features.row($0)) }
    #expect(batch == single)
  }

  @Test func theSameDataGivesTheSameModelOnAnyNumberOfThreads() throws {
    #expect(try Self.trained().model == Self.trained(threads: 3).model)
  }

  @Test func contributionsAddUpAndPointAsTheScoreMoves() throws {
    let (model, data) = try Self.trained()
    for row in [0, 7, 31] {
      let vector = data.features.row(row)
      for label in 0..<4 {
        let attribution = model.attribution(of: vector, toClass: label)
        let sum = attribution.baseline + attribution.values.reduce(0, +)
        #expect(abs(sum - model.decisionValues(of: vector)[label]) < 1e-9)
        #expect(attribution.scope == .local)
        for (entry, amount) in attribution.values.enumerated() {
          var moved = vector.values
          moved[entry] *= 1.001
          let other = SparseVector(indices: vector.indices, values: moved, dimension: vector.dimension)
          let change = model.decisionValues(of: other)[label] - model.decisionValues(of: vector)[label]
          #expect(abs(change * 1000 - amount) < 0.02 * max(1, abs(amount)))
        }
      }
    }
  }

  @Test func aModelIsMadeAnewFromItsParts() throws {
    let model = TrainedModel.twoStage(try Self.trained().model)
    let settings = try JSONDecoder().decode(
      TrainedModel.Settings.self, from: JSONEncoder().encode(model.settings))
    #expect(try TrainedModel(settings: settings, tensors: model.tensors) == model)
    #expect(throws: TrainingError.self) {
      try TrainedModel(settings: settings, tensors: Array(model.tensors.dropLast()))
    }
  }

  @Test func settingsAreReadAndWritten() throws {
    let settings = LearnerConfiguration.twoStage(Self.configuration)
    let copy = try JSONDecoder().decode(LearnerConfiguration.self, from: JSONEncoder().encode(settings))
    #expect(copy == settings)
    #expect(settings.seeded(9).seed == 9)
  }

  @Test func whatCannotBeTrainedIsAnError() throws {
    let (_, data) = try Self.trained()
    var tooWide = Self.configuration
    tooWide.leadingColumns = 10
    #expect(throws: TrainingError.self) { try TwoStage(configuration: tooWide).train(on: data) }
    var noClass = Self.configuration
    noClass.apartClass = 4
    #expect(throws: TrainingError.self) { try TwoStage(configuration: noClass).train(on: data) }
    let pair = try noisyDataset(rows: 20, features: 9, classes: 2)
    #expect(throws: TrainingError.self) { try TwoStage(configuration: Self.configuration).train(on: pair) }
    var margins = Self.configuration
    margins.second = .linearSVM(.init())
    #expect(throws: TrainingError.self) { try TwoStage(configuration: margins) }
  }
}
