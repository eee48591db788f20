internal import ParallaxMath

/// Logistic regression with an L2 penalty: softmax over the classes, the sigmoid for two.
///
/// Minimises ½ ‖W‖² + C Σ_i s_i (−ln p_i,y(i)), where s_i is the weight of a row and of its class; the
/// intercepts are not penalised. Two classes are parametrised by one weight vector, as in scikit-learn's
/// `LogisticRegression`, whose coefficients and whose `tol` (on the gradient of the mean loss) these are.
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

  /// Trains a model.
  ///
  /// The model is the same, bit for bit, for any number of threads. Not converging is told by the report.
  ///
  /// - Parameters:
  ///   - dataset: The rows; every class needs one of positive weight.
  ///   - warmStart: A model of the same shape to start from; L-BFGS takes over from it at once.
  ///   - threads: The number of threads that share the passes over the rows.
  ///   - progress: Called once in each iteration.
  /// - Throws: ``TrainingError`` of code `empty`, `one_class` or `missing_class`; `shape` where the warm
  ///   start does not fit; `not_finite` where the weights leave the range of `Float`.
  /// - Complexity: O(entries · classes) an iteration.
  public func train(
    on dataset: LabeledDataset, warmStart: LinearModel? = nil, threads: Int = 1,
    progress: ((TrainingProgress) -> Void)? = nil
  ) throws(TrainingError) -> (model: LinearModel, report: TrainingReport) {
    try dataset.checkTrainable()
    if let warmStart {
      guard warmStart.classCount == dataset.classCount,
        warmStart.featureCount == dataset.features.columnCount
      else {
        throw TrainingError(
          .shape,
          "the warm start has \(warmStart.featureCount) features and \(warmStart.classCount) classes; "
            + "expected \(dataset.features.columnCount) and \(dataset.classCount)")
      }
    }
    let problem = SoftmaxProblem(
      dataset, c: configuration.c, classWeight: configuration.classWeight, threads: threads)
    let point =
      warmStart.map { problem.point(of: $0) } ?? .aligned(count: problem.size, repeating: 0)
    defer { point.deallocateAligned() }
    let epochs = warmStart == nil ? ascend(problem, point, progress) : 0
    let outcome = descend(problem, point, progress)
    let report = TrainingReport(
      solver: epochs > 0 ? "sdca+lbfgs" : "lbfgs", objective: outcome.value,
      gradientNorm: outcome.gradientNorm / problem.totalWeight, epochs: epochs,
      iterations: outcome.iterations, converged: outcome.converged, rowCount: dataset.count,
      seed: configuration.seed)
    return (try problem.model(at: point), report)
  }

  /// Runs dual coordinate ascent where it is wanted; returns its epochs, 0 where it was no help.
  private func ascend(
    _ problem: SoftmaxProblem, _ point: UnsafeMutableBufferPointer<Double>,
    _ progress: ((TrainingProgress) -> Void)?
  ) -> Int {
    guard configuration.solver == .automatic,
      problem.classCount <= DualCoordinateAscent.maximumClassCount
    else { return 0 }
    let outcome = DualCoordinateAscent.run(
      problem, maxEpochs: min(Self.maximumEpochs, configuration.maxIterations),
      tolerance: max(configuration.tolerance * Self.gapShare, Self.finestGap), seed: configuration.seed,
      into: point
    ) { outcome in
      progress?(
        TrainingProgress(solver: "sdca", iteration: outcome.epochs - 1, objective: outcome.objective))
    }
    // Zero weights give ln(classes) a row; worse than that is no start.
    let ceiling = 1.01 * problem.totalWeight * DualCoordinateAscent.naturalLog(problem.classCount)
    if outcome.objective.isFinite, outcome.objective <= ceiling { return outcome.epochs }
    point.update(repeating: 0)
    return 0
  }

  private func descend(
    _ problem: SoftmaxProblem, _ point: UnsafeMutableBufferPointer<Double>,
    _ progress: ((TrainingProgress) -> Void)?
  ) -> LBFGS.Outcome {
    LBFGS.minimize(
      from: point, inverseDiagonal: problem.inverseCurvature, maxIterations: configuration.maxIterations,
      tolerance: configuration.tolerance * problem.totalWeight,
      progress: { outcome in
        progress?(
          TrainingProgress(solver: "lbfgs", iteration: outcome.iterations, objective: outcome.value))
      },
      evaluate: { problem.evaluate(at: $0, gradient: $1) })
  }

  /// How much finer than the gradient's tolerance the relative duality gap must be: an epoch more costs
  /// less than the L-BFGS iteration it spares.
  private static let gapShare = 0.25
  /// Past this many epochs L-BFGS gets on faster.
  private static let maximumEpochs = 40
  /// Below this relative duality gap `Float` weights hold no better answer.
  private static let finestGap = 1e-6
}
