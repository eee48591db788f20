internal import ParallaxMath

/// A multilayer perceptron: hidden layers of rectified linear units, trained by Adam on mini-batches.
///
/// Minimises (1/Σ s_i) Σ_i s_i ℓ_i + α/2 Σ_l ‖W_l‖², where ℓ is the log-loss of the softmax, for independent
/// labels that of their sigmoids; biases are not penalised. Rows may be sparse, and dense columns beside
/// sparse ones are entries like others: the first layer costs by entries, the others are matrix products by
/// BLAS. Weights start as Glorot & Bengio (2010) have it, uniform in ±√(6 / (inputs + outputs)); Adam is
/// Kingma & Ba's (2015).
public struct MultilayerPerceptron: Sendable, Hashable {
  /// The settings of the training.
  public let configuration: Configuration

  /// Creates a learner.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` where a setting is out of range.
  public init(configuration: Configuration = Configuration()) throws(TrainingError) {
    try configuration.validate()
    self.configuration = configuration
  }

  /// Trains a model whose best epoch is chosen by other rows than those it learns from.
  ///
  /// - Parameters:
  ///   - dataset: Rows to learn from.
  ///   - validation: Rows of the same features and classes; their loss decides when to end, after
  ///     `n_iter_no_change` epochs without a better one.
  ///   - warmStart: A model to go on from.
  ///   - context: Threads, and who watches.
  /// - Throws: as ``Trainer/train(on:from:in:)``.
  public func train(
    on dataset: LabeledDataset, validation: LabeledDataset, from warmStart: MultilayerPerceptronModel? = nil,
    in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<MultilayerPerceptronModel> {
    try dataset.checkTrainable()
    guard validation.features.columnCount == dataset.features.columnCount,
      validation.classCount == dataset.classCount, validation.count > 0
    else {
      throw TrainingError(
        .shape,
        "validation has \(validation.count) rows of \(validation.features.columnCount) features and "
          + "\(validation.classCount) classes; expected at least one row of "
          + "\(dataset.features.columnCount) and \(dataset.classCount)")
    }
    return try run(
      PerceptronData(dataset, try dataset.effectiveWeights(configuration.classWeight)),
      validation: PerceptronData(
        validation, validation.labels.indices.map { Double(validation.weights?[$0] ?? 1) }),
      from: warmStart, context)
  }
}

extension MultilayerPerceptron: Trainer {
  /// Trains a model.
  ///
  /// With `early_stopping` a share of the rows of each class is held out, and the model is that of the epoch
  /// with the least loss on them; else training ends where its own loss falls no further.
  ///
  /// - Throws: as ``Trainer/train(on:from:in:)``.
  /// - Complexity: O(entries · first layer's units + rows · weights of the others) an epoch, and
  ///   O(weights) a mini-batch.
  public func train(
    on dataset: LabeledDataset, from warmStart: MultilayerPerceptronModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<MultilayerPerceptronModel> {
    try dataset.checkTrainable()
    let data = PerceptronData(dataset, try dataset.effectiveWeights(configuration.classWeight))
    guard configuration.earlyStopping else {
      return try run(data, validation: nil, from: warmStart, context)
    }
    let (training, held) = data.holdingOut(
      configuration.validationFraction, groups: dataset.labels, seed: configuration.seed)
    return try run(training, validation: held, from: warmStart, context)
  }
}

extension MultilayerPerceptron: MultiLabelTrainer {
  /// Trains a model of independent labels, which share the hidden layers.
  public func train(
    on dataset: MultiLabelDataset, from warmStart: MultilayerPerceptronModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<MultilayerPerceptronModel> {
    try dataset.checkTrainable()
    let data = PerceptronData(dataset, factors: try dataset.factors(configuration.classWeight))
    guard configuration.earlyStopping else {
      return try run(data, validation: nil, from: warmStart, context)
    }
    let (training, held) = data.holdingOut(
      configuration.validationFraction, groups: dataset.labels.map { _ in 0 }, seed: configuration.seed)
    return try run(training, validation: held, from: warmStart, context)
  }
}

extension MultilayerPerceptron {
  private func run(
    _ data: PerceptronData, validation: PerceptronData?, from warmStart: MultilayerPerceptronModel?,
    _ context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<MultilayerPerceptronModel> {
    var generator = SeededGenerator(seed: configuration.seed)
    let sizes = [data.features.columnCount] + configuration.hiddenLayerSizes + [data.classCount]
    if let warmStart, warmStart.settings.layerSizes != sizes {
      throw TrainingError(
        .shape, "the warm start has layers of \(warmStart.settings.layerSizes); expected \(sizes)")
    }
    var network = PerceptronNetwork(
      layers: warmStart?.layers ?? PerceptronNetwork.initialLayers(sizes, &generator),
      configuration: configuration)
    var order = data.trainableRows
    var history = History(
      patience: configuration.patience, tolerance: validation == nil ? configuration.tolerance : 0)
    var wasStopped = false
    while history.epochs < configuration.maxEpochs, !wasStopped, !history.isDone {
      order.shuffle(with: &generator)
      var (loss, weight) = (0.0, 0.0)
      for start in stride(from: 0, to: order.count, by: configuration.batchSize) {
        let batch = Array(order[start..<min(start + configuration.batchSize, order.count)])
        let part = network.step(data, batch, seed: generator.next(), threads: context.threads)
        loss += part.loss
        weight += part.weight
      }
      let objective = loss / weight + network.penalty
      guard objective.isFinite else {
        throw TrainingError(
          .notFinite, "the loss is \(objective) after epoch \(history.epochs); lower learning_rate_init")
      }
      let score: Double
      if let validation {
        score = try network.model(link: data.link).loss(on: validation, threads: context.threads)
      } else {
        score = objective
      }
      history.add(score, objective: objective, layers: network.layers, keepsBest: validation != nil)
      wasStopped = context.shouldStop(
        TrainingProgress(solver: "adam", iteration: history.epochs - 1, objective: score))
    }
    let model = try MultilayerPerceptronModel(layers: history.best ?? network.layers, link: data.link)
    let report = TrainingReport(
      solver: "adam", objective: history.objective, epochs: history.epochs, converged: history.isDone,
      wasStopped: wasStopped, rowCount: data.features.rowCount, seed: configuration.seed)
    return TrainingResult(model: model, report: report)
  }

  /// The losses of the epochs so far, and the best weights where another set of rows judges them.
  private struct History {
    let patience: Int
    let tolerance: Double
    var epochs = 0
    var lowest = Double.infinity
    var sinceLowest = 0
    /// The training's objective at the model to be returned.
    var objective = Double.infinity
    var best: [MultilayerPerceptronModel.Layer]?

    init(patience: Int, tolerance: Double) {
      self.patience = patience
      self.tolerance = tolerance
    }

    var isDone: Bool { sinceLowest >= patience }

    mutating func add(
      _ score: Double, objective: Double, layers: [MultilayerPerceptronModel.Layer], keepsBest: Bool
    ) {
      epochs += 1
      sinceLowest = score < lowest - tolerance ? 0 : sinceLowest + 1
      if score < lowest || !keepsBest { self.objective = objective }
      if score < lowest {
        lowest = score
        if keepsBest { best = layers }
      }
    }
  }
}
