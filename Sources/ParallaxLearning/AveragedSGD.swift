internal import ParallaxMath

/// Averaged stochastic gradient descent for linear models, over data that fit in memory or come in a stream.
///
/// Minimises α/2 ‖W‖² + (1/Σ s_i) Σ_i s_i ℓ_i, ℓ being the log-loss of the softmax or the hinge losses of
/// each class against the rest, a row at a time: w ← w − η_t (α w + s_i ∂ℓ_i), η_t = η_0 (1 + α η_0 t)^(−3/4);
/// the model is the mean of all w (Polyak & Juditsky 1992; the schedule is Bottou's, the lazy mean Xu's,
/// 2010). Intercepts are not penalised. α relates to the C of others by α = 1 / (C Σ s_i).
public struct AveragedSGD: Sendable, Hashable {
  /// The settings of the training.
  public let configuration: Configuration

  /// Creates a learner.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` where a setting is out of range.
  public init(configuration: Configuration = Configuration()) throws(TrainingError) {
    try configuration.validate()
    self.configuration = configuration
  }

  /// A learner at work on a stream, which knows `classCount` classes and has seen nothing yet.
  public func stream(classCount: Int, featureCount: Int) -> Stream {
    Stream(configuration, classCount: classCount, featureCount: featureCount)
  }
}

extension AveragedSGD: Trainer {
  /// Trains a model by as many epochs as the settings say, each in another random order.
  ///
  /// A warm start is where the weights begin. The objective reported takes the loss of each row of the last
  /// epoch before its step.
  ///
  /// - Throws: as ``Trainer/train(on:from:in:)``.
  /// - Complexity: O(entries · classes) an epoch.
  public func train(
    on dataset: LabeledDataset, from warmStart: LinearModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    try dataset.checkTrainable()
    try warmStart?.checkFits(features: dataset.features.columnCount, classes: dataset.classCount)
    let weights = try dataset.effectiveWeights(configuration.classWeight)
    var stream = stream(classCount: dataset.classCount, featureCount: dataset.features.columnCount)
    if let warmStart { stream.begin(at: warmStart) }
    return try run(
      &stream, dataset.features, RowTargets(dataset.labels), weights: weights, context)
  }
}

extension AveragedSGD: MultiLabelTrainer {
  /// Trains a model of independent labels, by the log-loss of a sigmoid or the hinge loss of each.
  public func train(
    on dataset: MultiLabelDataset, from warmStart: LinearModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    try dataset.checkTrainable()
    try warmStart?.checkFits(features: dataset.features.columnCount, classes: dataset.labelCount)
    guard configuration.classWeight == .none else {
      throw TrainingError(.configuration, "class_weight is given; averaged SGD of several labels has none")
    }
    let weights = dataset.rowWeights
    var stream = Stream(
      configuration, classCount: dataset.labelCount, featureCount: dataset.features.columnCount,
      link: .independent)
    if let warmStart { stream.begin(at: warmStart) }
    return try run(
      &stream, dataset.features, RowTargets(dataset.labels), weights: weights, context)
  }
}

extension AveragedSGD {
  private func run(
    _ stream: inout Stream, _ features: SparseMatrix, _ targets: RowTargets,
    weights: [Double], _ context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    // Rows of weight 0 take no step: the others' order is as if they were not there.
    var order = (0..<features.rowCount).filter { weights[$0] > 0 }
    let total = order.reduce(0) { $0 + weights[$1] }
    var generator = SeededGenerator(seed: configuration.seed)
    var (epochs, objective, wasStopped) = (0, 0.0, false)
    while epochs < configuration.epochs, !wasStopped {
      order.shuffle(with: &generator)
      var loss = 0.0
      for row in order { loss += stream.step(features, row, targets, weight: weights[row]) }
      objective = loss / total + stream.penalty
      wasStopped = context.shouldStop(
        TrainingProgress(solver: "asgd", iteration: epochs, objective: objective))
      epochs += 1
    }
    let report = TrainingReport(
      solver: "asgd", objective: objective, epochs: epochs, converged: !wasStopped, wasStopped: wasStopped,
      rowCount: features.rowCount, seed: configuration.seed)
    return TrainingResult(model: try stream.model(), report: report)
  }
}
