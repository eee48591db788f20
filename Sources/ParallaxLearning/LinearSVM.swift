internal import ParallaxMath

/// A linear support vector machine, one class against the rest.
///
/// For each class minimises ½ (‖w‖² + v²) + C Σ_i s_i ℓ(max(0, 1 − y_i f_i)), f = w·x + v B, where ℓ is the
/// square or, by `loss: "hinge"`, the identity, by dual coordinate descent (Hsieh et al. 2008) as LIBLINEAR
/// does: the intercept b = v B *is* penalised, the less the larger B, `intercept_scaling`. With
/// `penalize_intercept: false` the term v² is left out. Two classes are one problem, whose w and b stand as
/// −w/2 and w/2 in the model's columns. The model's softmax is no probability before it is calibrated.
public struct LinearSVM: Sendable, Hashable {
  /// The settings of the training.
  public let configuration: Configuration

  /// Creates a learner.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` where a setting is out of range.
  public init(configuration: Configuration = Configuration()) throws(TrainingError) {
    try configuration.validate()
    self.configuration = configuration
  }
}

extension LinearSVM: Trainer {
  /// Trains a model.
  ///
  /// The report's objective is summed over the classes. Not converging is told by the report.
  ///
  /// - Parameters:
  ///   - dataset: The rows; every class needs one of positive weight.
  ///   - warmStart: A model of the same shape; its margins tell the duals to start from.
  ///   - context: Threads, which share the classes where there are more than eight, and who is told of each
  ///     epoch.
  /// - Throws: ``TrainingError`` of code `empty`, `one_class` or `missing_class`; `shape` where the warm
  ///   start does not fit; `not_finite` where the weights leave the range of `Float`.
  /// - Complexity: O(entries · classes) an epoch.
  public func train(
    on dataset: LabeledDataset, from warmStart: LinearModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    try dataset.checkTrainable()
    try warmStart?.checkFits(features: dataset.features.columnCount, classes: dataset.classCount)
    let problem = try problem(
      dataset, FrequentFirst(dataset.features, threads: context.threads), c: configuration.c)
    var duals = warmStart.map { problem.duals(of: $0, dataset.features) } ?? []
    return try solve(problem, link: .softmax, &duals, context)
  }
}

extension LinearSVM: MultiLabelTrainer {
  /// Trains a model of independent labels, each a machine of its own.
  ///
  /// A class weight is the weight of the rows that have the label; "balanced" gives those that have it and
  /// those that have it not the same weight.
  public func train(
    on dataset: MultiLabelDataset, from warmStart: LinearModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    try dataset.checkTrainable()
    try warmStart?.checkFits(features: dataset.features.columnCount, classes: dataset.labelCount)
    let problem = HingeProblem(
      FrequentFirst(dataset.features, threads: context.threads), targets: RowTargets(dataset.labels),
      costs: dataset.rowWeights.map { $0 * configuration.c }, labelCount: dataset.labelCount,
      factors: try dataset.factors(configuration.classWeight), isFolded: false, configuration)
    var duals = warmStart.map { problem.duals(of: $0, dataset.features) } ?? []
    return try solve(problem, link: .independent, &duals, context)
  }
}

extension LinearSVM: PathTrainer {
  /// Trains a model for each value of C, each run starting from the duals of the one before.
  public func trainPath(
    on dataset: LabeledDataset, cs: [Double], in context: TrainingContext
  ) throws(TrainingError) -> [TrainingResult<LinearModel>] {
    try dataset.checkTrainable()
    for c in cs { try checkPositive(c, "C") }
    let ordered = FrequentFirst(dataset.features, threads: context.threads)
    var duals: [Double] = []
    var results: [TrainingResult<LinearModel>] = []
    var last = configuration.c
    for c in cs {
      // Duals are slacks times C, or are held between 0 and C.
      for index in duals.indices { duals[index] *= c / last }
      last = c
      results.append(try solve(problem(dataset, ordered, c: c), link: .softmax, &duals, context))
    }
    return results
  }
}

extension LinearSVM {
  private func problem(
    _ dataset: LabeledDataset, _ ordered: FrequentFirst, c: Double
  ) throws(TrainingError) -> HingeProblem {
    let isFolded = dataset.classCount == 2
    let labelCount = isFolded ? 1 : dataset.classCount
    return HingeProblem(
      ordered,
      targets: isFolded
        ? RowTargets(dataset.labels.map { $0 == 1 ? [0] : [] }) : RowTargets(dataset.labels),
      costs: try dataset.effectiveWeights(configuration.classWeight).map { $0 * c },
      labelCount: labelCount, factors: LabelFactors(count: labelCount), isFolded: isFolded, configuration)
  }

  private func solve(
    _ problem: HingeProblem, link: ScoreLink, _ duals: inout [Double], _ context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    let outcome = DualCoordinateDescent.run(
      problem, maxEpochs: configuration.maxIterations, tolerance: configuration.tolerance,
      seed: configuration.seed, duals: &duals, context)
    let report = TrainingReport(
      solver: "dual_cd", objective: outcome.objective, gradientNorm: outcome.violation,
      epochs: outcome.epochs, converged: outcome.converged, wasStopped: outcome.wasStopped,
      rowCount: problem.features.rowCount, seed: configuration.seed)
    return TrainingResult(model: try problem.model(outcome.weights, link: link), report: report)
  }
}
