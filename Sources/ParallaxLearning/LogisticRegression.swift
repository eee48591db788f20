internal import ParallaxMath

/// Logistic regression with an L2, an L1 or an elastic-net penalty.
///
/// Minimises (1−r)/2 ‖W‖² + r ‖W‖₁ + C Σ_i s_i (−ln p_i,y(i)), where r is `l1_ratio` and s_i the weight of a
/// row and of its class; the intercepts are not penalised. p is the softmax over the classes or, by
/// `multi_class: "ovr"` and for independent labels, the sigmoid of each class or label, whose losses are
/// added up. Two classes are parametrised by one weight vector, as in scikit-learn's `LogisticRegression`,
/// whose coefficients and whose `tol` (on the gradient of the mean loss) these are.
public struct LogisticRegression: Sendable, Hashable {
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

extension LogisticRegression: Trainer {
  /// Trains a model.
  ///
  /// The model is the same, bit for bit, for any number of threads. Not converging is told by the report.
  ///
  /// - Parameters:
  ///   - dataset: The rows; every class needs one of positive weight.
  ///   - warmStart: A model of the same shape to start from; the descent takes over from it at once.
  ///   - context: Threads, and who is told of each iteration.
  /// - Throws: ``TrainingError`` of code `empty`, `one_class` or `missing_class`; `shape` where the warm
  ///   start does not fit; `not_finite` where the weights leave the range of `Float`.
  /// - Complexity: O(entries · classes) an iteration.
  public func train(
    on dataset: LabeledDataset, from warmStart: LinearModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    try dataset.checkTrainable()
    try warmStart?.checkFits(features: dataset.features.columnCount, classes: dataset.classCount)
    let form = Form(dataset, configuration)
    let problem = try form.problem(
      dataset, FrequentFirst(dataset.features, threads: context.threads), configuration, c: configuration.c,
      threads: context.threads)
    var duals: [Float] = []
    return try solve(problem, form, from: warmStart, &duals, context)
  }
}

extension LogisticRegression: MultiLabelTrainer {
  /// Trains a model of independent labels, each a logistic regression of its own.
  ///
  /// A class weight is the weight of the rows that have the label; "balanced" gives those that have it and
  /// those that have it not the same weight.
  public func train(
    on dataset: MultiLabelDataset, from warmStart: LinearModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    try dataset.checkTrainable()
    try warmStart?.checkFits(features: dataset.features.columnCount, classes: dataset.labelCount)
    let problem = LogisticProblem(
      FrequentFirst(dataset.features, threads: context.threads), targets: RowTargets(dataset.labels),
      rowWeights: dataset.rowWeights.map { $0 * configuration.c }, classCount: dataset.labelCount,
      loss: .sigmoid, factors: try dataset.factors(configuration.classWeight),
      l1Ratio: configuration.l1Ratio, threads: context.threads)
    var duals: [Float] = []
    return try solve(problem, Form(link: .independent), from: warmStart, &duals, context)
  }
}

extension LogisticRegression: PathTrainer {
  /// Trains a model for each value of C, each run starting from the duals of the one before.
  public func trainPath(
    on dataset: LabeledDataset, cs: [Double], in context: TrainingContext
  ) throws(TrainingError) -> [TrainingResult<LinearModel>] {
    try dataset.checkTrainable()
    for c in cs { try checkPositive(c, "C") }
    let form = Form(dataset, configuration)
    var duals: [Float] = []
    var results: [TrainingResult<LinearModel>] = []
    let ordered = FrequentFirst(dataset.features, threads: context.threads)
    for c in cs {
      let problem = try form.problem(
        dataset, ordered, configuration, c: c, threads: context.threads)
      // Duals are good at any C; the weights of another C are a start only where there are no duals.
      let start = duals.isEmpty ? results.last?.model : nil
      results.append(try solve(problem, form, from: start, &duals, context))
    }
    return results
  }
}

extension LogisticRegression {
  /// How classes become the labels of a problem.
  private struct Form {
    var loss = LogisticProblem.Loss.sigmoid
    var link: ScoreLink
    /// Whether two classes are one label: has it or has it not.
    var isFolded = false

    init(link: ScoreLink) { self.link = link }

    init(_ dataset: LabeledDataset, _ configuration: Configuration) {
      if dataset.classCount == 2 {
        // Between two columns an L1 penalty could not choose.
        isFolded = configuration.l1Ratio > 0
        loss = isFolded ? .sigmoid : .softmax
        link = .softmax
      } else {
        loss = configuration.multiClass == .multinomial ? .softmax : .sigmoid
        link = configuration.multiClass == .multinomial ? .softmax : .oneVersusRest
      }
    }

    func problem(
      _ dataset: LabeledDataset, _ ordered: FrequentFirst, _ configuration: Configuration, c: Double,
      threads: Int
    ) throws(TrainingError) -> LogisticProblem {
      let labelCount = isFolded ? 1 : dataset.classCount
      return LogisticProblem(
        ordered,
        targets: isFolded
          ? RowTargets(dataset.labels.map { $0 == 1 ? [0] : [] }) : RowTargets(dataset.labels),
        rowWeights: try dataset.effectiveWeights(configuration.classWeight).map { $0 * c },
        classCount: labelCount, loss: loss, factors: LabelFactors(count: labelCount),
        l1Ratio: configuration.l1Ratio, threads: threads)
    }
  }

  /// Ascends in the dual where there is one and no better start, descends to the tolerance, and reports.
  private func solve(
    _ problem: LogisticProblem, _ form: Form, from warmStart: LinearModel?, _ duals: inout [Float],
    _ context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    let point =
      warmStart.map { problem.point(of: $0) } ?? .aligned(count: problem.size, repeating: 0)
    defer { point.deallocateAligned() }
    let ascent = warmStart == nil ? ascend(problem, point, &duals, context) : nil
    let descent = configuration.solver == .newtonCG ? "newton-cg" : problem.lasso > 0 ? "owlqn" : "lbfgs"
    let outcome = descend(
      problem, point, descent, maxIterations: ascent?.wasStopped == true ? 0 : configuration.maxIterations,
      context)
    let report = TrainingReport(
      solver: ascent == nil ? descent : "sdca+" + descent, objective: outcome.value,
      gradientNorm: outcome.gradientNorm / problem.totalWeight, epochs: ascent?.epochs ?? 0,
      iterations: outcome.iterations, converged: outcome.converged,
      wasStopped: ascent?.wasStopped == true || outcome.wasStopped,
      rowCount: problem.features.rowCount, seed: configuration.seed)
    return TrainingResult(
      model: try problem.model(at: point, link: form.link, isFolded: form.isFolded), report: report)
  }

  /// Descends to the tolerance.
  private func descend(
    _ problem: LogisticProblem, _ point: UnsafeMutableBufferPointer<Double>, _ name: String,
    maxIterations: Int,
    _ context: TrainingContext
  ) -> LBFGS.Outcome {
    let tolerance = configuration.tolerance * problem.totalWeight
    func shouldStop(_ outcome: LBFGS.Outcome) -> Bool {
      context.shouldStop(
        TrainingProgress(solver: name, iteration: outcome.iterations, objective: outcome.value))
    }
    guard configuration.solver == .newtonCG else {
      return LBFGS.minimize(
        from: point, lasso: problem.lasso, penalised: problem.featureCount * problem.lanes,
        inverseDiagonal: problem.inverseCurvature, maxIterations: maxIterations, tolerance: tolerance,
        shouldStop: shouldStop, evaluate: { problem.evaluate(at: $0, gradient: $1) })
    }
    let curvatures = UnsafeMutableBufferPointer<Double>.aligned(
      count: problem.features.rowCount * problem.lanes, repeating: 0)
    defer { curvatures.deallocateAligned() }
    return TrustRegionNewton.minimize(
      .init(
        evaluate: { problem.evaluate(at: $0, gradient: $1) },
        prepare: { problem.writeCurvatures(at: $0, to: curvatures) },
        multiply: { problem.multiplyHessian(curvatures, by: $0, into: $1) }),
      from: point, inverseDiagonal: problem.inverseCurvature(), maxIterations: maxIterations,
      tolerance: tolerance, shouldStop: shouldStop)
  }

  /// Runs dual coordinate ascent where it is wanted; nil where it was no help.
  private func ascend(
    _ problem: LogisticProblem, _ point: UnsafeMutableBufferPointer<Double>, _ duals: inout [Float],
    _ context: TrainingContext
  ) -> DualCoordinateAscent.Outcome? {
    guard configuration.solver == .automatic, configuration.l1Ratio == 0,
      problem.classCount <= DualCoordinateAscent.maximumClassCount
    else { return nil }
    let outcome = DualCoordinateAscent.run(
      problem, maxEpochs: min(Self.maximumEpochs, configuration.maxIterations),
      tolerance: max(configuration.tolerance * Self.gapShare, Self.finestGap), seed: configuration.seed,
      duals: &duals, into: point
    ) { outcome in
      context.shouldStop(
        TrainingProgress(solver: "sdca", iteration: outcome.epochs - 1, objective: outcome.objective))
    }
    if outcome.objective.isFinite, outcome.objective <= 1.01 * problem.objectiveAtZero { return outcome }
    // Worse than zero weights is no start.
    point.update(repeating: 0)
    duals = []
    return nil
  }

  /// How much finer than the gradient's tolerance the relative duality gap must be: an epoch more costs
  /// less than the L-BFGS iteration it spares.
  private static let gapShare = 0.25
  /// Where the duality gap falls steadily.
  private static let maximumEpochs = 200
  /// Below this relative duality gap `Float` weights hold no better answer.
  private static let finestGap = 1e-6
}
