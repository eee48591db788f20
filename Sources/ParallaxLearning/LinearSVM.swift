internal import ParallaxMath

/// A linear support vector machine with squared hinge loss, one class against the rest.
///
/// For each class minimises ½ (‖w‖² + v²) + C Σ_i s_i max(0, 1 − y_i f_i)², f = w·x + v B, by dual
/// coordinate descent (Hsieh et al. 2008) as LIBLINEAR does: the intercept b = v B *is* penalised, the less
/// the larger B, `intercept_scaling`. Two classes are one problem, whose w and b stand as −w/2 and w/2 in
/// the model's columns. The model's softmax is no probability before it is calibrated.
public struct LinearSVM: Trainer, Hashable {
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
  /// Not converging is told by the report.
  ///
  /// - Throws: ``TrainingError`` of code `empty`, `one_class` or `missing_class`; `not_finite` where the
  ///   weights leave the range of `Float`.
  /// - Complexity: O(entries · classes) an epoch.
  public func train(
    on dataset: LabeledDataset, from warmStart: LinearModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    try dataset.checkTrainable()
    let classCount = dataset.classCount
    let featureCount = dataset.features.columnCount
    var weights = [Float](repeating: 0, count: featureCount * classCount)
    var intercepts = [Float](repeating: 0, count: classCount)
    var outcome = DualCoordinateDescent.Outcome(isLast: true)
    // Up to eight classes share each pass over the rows; two classes are one problem seen from two sides.
    let width = 8
    for first in stride(from: 0, to: classCount, by: width) {
      let classes = first..<min(first + width, classCount)
      let part = try DualCoordinateDescent.run(dataset, classes: classes, configuration) { epoch, objective in
        _ = context.shouldStop(TrainingProgress(solver: "dual_cd", iteration: epoch, objective: objective))
      }
      let scale: Double = classCount == 2 ? 0.5 : 1
      for k in classes {
        let own = part.weights[k - first]
        for feature in 0..<featureCount { weights[feature * classCount + k] = Float(own[feature] * scale) }
        intercepts[k] = Float(own[featureCount] * configuration.interceptScaling * scale)
      }
      outcome.add(part.outcome)
    }
    let model = try LinearModel(
      weights: weights, intercepts: intercepts, classCount: classCount, featureCount: featureCount)
    let report = TrainingReport(
      solver: "dual_cd", objective: classCount == 2 ? outcome.objective / 2 : outcome.objective,
      gradientNorm: outcome.violation, epochs: outcome.epochs, iterations: 0, converged: outcome.converged,
      rowCount: dataset.count, seed: configuration.seed)
    return TrainingResult(model: model, report: report)
  }
}
