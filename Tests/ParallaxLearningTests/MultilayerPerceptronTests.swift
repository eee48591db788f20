import Foundation
import ParallaxMath
import Testing

@testable import ParallaxLearning

@Suite struct MultilayerPerceptronTests {
  private func network(
    _ data: PerceptronData, hidden: [Int], alpha: Double = 0.1
  ) -> PerceptronNetwork {
    var generator = SeededGenerator(seed: 4)
    let sizes = [data.features.columnCount] + hidden + [data.classCount]
    var layers = PerceptronNetwork.initialLayers(sizes, &generator)
    // Biases of zero would put units of empty rows on the edge, where there is no derivative.
    for index in layers.indices {
      for unit in layers[index].biases.indices {
        layers[index].biases[unit] = Float(generator.next() >> 40) * 0x1p-24 - 0.4
      }
    }
    return PerceptronNetwork(layers: layers, configuration: .init(alpha: alpha))
  }

  /// Differences in single precision tell three digits; a wrong term would miss by far more.
  ///
  /// Where a step crosses the kink of a rectifier one side is off, so the gradient must agree with either.
  @Test(arguments: [[], [7], [6, 5]] as [[Int]], [true, false])
  func theGradientAgreesWithDifferencesOfTheLoss(hidden: [Int], isMultiLabel: Bool) throws {
    let data: PerceptronData
    if isMultiLabel {
      let own = try multiLabelDataset(rows: 70, features: 5, labels: 3)
      data = PerceptronData(own, factors: try own.factors(.balanced))
    } else {
      let own = try noisyDataset(rows: 70, features: 5, classes: 3, emptyRows: true)
      data = PerceptronData(own, (0..<70).map { Double($0 % 3) + 0.5 })
    }
    let network = network(data, hidden: hidden)
    let rows = Array(0..<70)
    let gradients = network.gradients(data, rows, seed: 1, threads: 1).gradients
    let weight = data.weights.reduce(0, +)
    func objective(_ layers: [MultilayerPerceptronModel.Layer]) -> Double {
      let moved = PerceptronNetwork(layers: layers, configuration: .init(alpha: 0.1))
      return moved.gradients(data, rows, seed: 1, threads: 1).loss / weight + moved.penalty
    }
    let (here, step) = (objective(network.layers), Float(2e-4))
    func misses(_ gradient: Float, _ move: (inout [MultilayerPerceptronModel.Layer], Float) -> Void) -> Double
    {
      let slopes = [step, -step].map { step in
        var layers = network.layers
        move(&layers, step)
        return (objective(layers) - here) / Double(step)
      }
      return slopes.map { abs($0 - Double(gradient)) }.min() ?? .infinity
    }
    for (index, layer) in network.layers.enumerated() {
      for place in stride(from: 0, to: layer.weights.values.count, by: 7) {
        #expect(misses(gradients[2 * index][place]) { $0[index].weights.values[place] += $1 } < 3e-3)
      }
      for place in layer.biases.indices {
        #expect(misses(gradients[2 * index + 1][place]) { $0[index].biases[place] += $1 } < 3e-3)
      }
    }
  }

  @Test func exclusiveOrIsLearnt() throws {
    let dataset = try LabeledDataset(
      features: sparse([[0, 0], [0, 1], [1, 0], [1, 1]]), labels: [0, 1, 1, 0], classCount: 2)
    let learner = try MultilayerPerceptron(
      configuration: .init(hiddenLayerSizes: [16], learningRate: 0.05, maxEpochs: 400, seed: 1))
    let model = try learner.train(on: dataset).model
    #expect(model.predictedClasses(of: dataset.features) == [0, 1, 1, 0])
  }

  /// Without hidden layers it is a logistic regression.
  @Test func withoutHiddenLayersItIsLogisticRegression() throws {
    let dataset = try noisyDataset(rows: 150, features: 6, classes: 3)
    let alpha = 0.02
    let linear = try LogisticRegression(configuration: .init(c: 1 / (alpha * 150), tolerance: 1e-8))
      .train(on: dataset).model
    let perceptron = try MultilayerPerceptron(
      configuration: .init(
        hiddenLayerSizes: [], alpha: alpha, batchSize: 150, learningRate: 0.05, maxEpochs: 500, patience: 500)
    ).train(on: dataset).model
    for (a, b) in zip(
      linear.probabilities(of: dataset.features), perceptron.probabilities(of: dataset.features))
    {
      #expect(abs(a - b) < 2e-3)
    }
  }

  @Test func aStepIsCutToTheNorm() throws {
    let own = try noisyDataset(rows: 64, features: 5, classes: 3)
    let data = PerceptronData(own, own.labels.map { _ in 1 })
    var layers = network(data, hidden: [4]).layers
    let gradients = network(data, hidden: [4]).gradients(data, Array(0..<64), seed: 0, threads: 1).gradients
    let before = layers
    // With β₁ = β₂ = 0 and a large ε Adam is a step along the gradient over ε.
    var adam = Adam(
      layers.flatMap { [$0.weights.values.count, $0.biases.count] },
      .init(clipNorm: 0.01, learningRate: 1, beta1: 0, beta2: 0, epsilon: 1000))
    adam.step(&layers, gradients, threads: 1)
    var square = 0.0
    for (a, b) in zip(layers, before) {
      for (x, y) in zip(a.weights.values + a.biases, b.weights.values + b.biases) {
        square += Double(x - y) * Double(x - y)
      }
    }
    #expect(abs(square.squareRoot() * 1000 - 0.01) < 2e-3)
  }

  @Test func dropoutKeepsTheMeanAndLeavesItsShareOut() {
    var values = [Float](repeating: 1, count: 20_000)
    var dropout = Dropout(share: 0.3, seed: 5)
    dropout.apply(to: &values)
    let zeros = values.count { $0 == 0 }
    #expect(abs(Double(zeros) / 20_000 - 0.3) < 0.02)
    #expect(abs(values.reduce(0, +) / 20_000 - 1) < 0.02)
    var untouched: [Float] = [1, 2]
    var none = Dropout(share: 0, seed: 5)
    none.apply(to: &untouched)
    #expect(untouched == [1, 2])
  }

  @Test(arguments: [0.0, 0.4])
  func threadsDoNotChangeABit(dropout: Double) throws {
    let dataset = try noisyDataset(rows: 300, features: 12, classes: 3, emptyRows: true)
    let learner = try MultilayerPerceptron(
      configuration: .init(
        hiddenLayerSizes: [9, 7], dropout: dropout, clipNorm: 1, batchSize: 150, maxEpochs: 5))
    let one = try learner.train(on: dataset).model
    #expect(try learner.train(on: dataset, threads: 2).model == one)
    #expect(try learner.train(on: dataset, threads: 3).model == one)
  }

  /// Labels without any sense to them: the best model for other rows is one of the first.
  @Test func earlyStoppingKeepsTheBestEpoch() throws {
    let noise = try noisyDataset(rows: 120, features: 30, classes: 2, seed: 3)
    var generator = SeededGenerator(seed: 8)
    let dataset = try LabeledDataset(
      features: noise.features, labels: (0..<120).map { _ in Int(generator.next() >> 63) }, classCount: 2)
    let configuration = MultilayerPerceptron.Configuration(
      hiddenLayerSizes: [30], batchSize: 20, learningRate: 0.01, patience: 5, earlyStopping: true,
      validationFraction: 0.3)
    let stopped = try MultilayerPerceptron(configuration: configuration).train(on: dataset)
    #expect(stopped.report.converged && stopped.report.epochs < 100)

    // By other rows of one's own choice: no epoch that was seen is better for them than the one kept.
    let (training, held) = (dataset.selecting(Array(0..<80)), dataset.selecting(Array(80..<120)))
    var lowest = Double.infinity
    let chosen = try MultilayerPerceptron(configuration: configuration).train(
      on: training, validation: held,
      in: TrainingContext { step in
        lowest = min(lowest, step.objective)
        return .proceed
      })
    let data = PerceptronData(held, held.labels.map { _ in 1 })
    #expect(abs(chosen.model.loss(on: data, threads: 1) - lowest) < 1e-9)
    #expect(throws: TrainingError.self) {
      try MultilayerPerceptron().train(
        on: training, validation: try noisyDataset(rows: 4, features: 3, classes: 2), in: TrainingContext())
    }
  }

  @Test func attributionsAreOfTheLinearModelNearTheRow() throws {
    let dataset = try noisyDataset(rows: 100, features: 6, classes: 3)
    let model = try MultilayerPerceptron(configuration: .init(hiddenLayerSizes: [10, 8], maxEpochs: 30))
      .train(on: dataset).model
    let row = dataset.features.row(3)
    let attribution = model.attribution(of: row, toClass: 1)
    #expect(attribution.scope == .local)
    for (place, value) in row.values.enumerated() {
      var moved = row.values
      moved[place] += 1e-3
      let above = SparseVector(indices: row.indices, values: moved, dimension: 6)
      let slope = (model.decisionValues(of: above)[1] - model.decisionValues(of: row)[1]) / 1e-3
      #expect(abs(slope * Double(value) - attribution.values[place]) < 1e-2)
    }
  }

  @Test(arguments: [
    MultilayerPerceptron.Configuration(hiddenLayerSizes: [0]), .init(alpha: -1), .init(dropout: 1),
    .init(clipNorm: 0), .init(batchSize: 0), .init(learningRate: 0), .init(maxEpochs: 0), .init(patience: 0),
    .init(validationFraction: 1), .init(tolerance: .nan),
  ])
  func settingsOutOfRangeAreRejected(configuration: MultilayerPerceptron.Configuration) {
    let error = #expect(throws: TrainingError.self) {
      try MultilayerPerceptron(configuration: configuration)
    }
    #expect(error?.code == .configuration)
  }

  @Test func layersThatDoNotFitAreRejected() throws {
    let text = #"{"kind": "multilayer_perceptron", "layer_sizes": [2, 1], "link": "softmax"}"#
    let settings = try JSONDecoder().decode(TrainedModel.Settings.self, from: Data(text.utf8))
    let tensors = [
      try NamedTensor("layer0.weights", shape: [2, 1], values: [1, 2]),
      try NamedTensor("layer0.biases", shape: [1], values: [0]),
    ]
    #expect(throws: TrainingError.self) { try TrainedModel(settings: settings, tensors: tensors) }
    #expect(throws: TrainingError.self) { try NamedTensor("x", shape: [.max, 2], values: []) }
    #expect(throws: TrainingError.self) { try NamedTensor("x", shape: [2, 2], values: [1]) }
  }
}
