import ParallaxLearning
import ParallaxMath

/// How well a recipe does on examples that its models were not trained on.
///
/// Everything is learnt anew in each fold from its training rows: vocabulary, idf, scales, weights,
/// calibration.
public struct CrossValidation: Sendable, Hashable {
  /// How examples are divided.
  public let plan: SplitPlan

  /// Creates a cross-validation.
  public init(_ plan: SplitPlan) { self.plan = plan }

  /// What was measured.
  public struct Report: Sendable, Encodable {
    /// How examples were divided.
    public let plan: SplitPlan
    /// The metrics of all held-out answers of the first repetition together.
    public let overall: ClassifierMetrics
    /// The macro-F1 of each fold, repetition after repetition.
    public let foldMacroF1: [Double]
    /// The accuracy of each fold.
    public let foldAccuracy: [Double]

    enum CodingKeys: String, CodingKey {
      case plan, overall
      case foldMacroF1 = "fold_macro_f1"
      case foldAccuracy = "fold_accuracy"
    }

    /// The mean of the folds' macro-F1.
    public var meanMacroF1: Double { foldMacroF1.reduce(0, +) / Double(max(1, foldMacroF1.count)) }
  }

  /// Measures a recipe.
  ///
  /// - Throws: ``ModelError`` or `TrainingError` naming what is wrong, a fold without an example of a label
  ///   among it; `CancellationError` where the observer stops it.
  public func run(
    _ recipe: ClassifierRecipe, on examples: [LabeledExample], in context: TrainingContext = TrainingContext()
  ) throws -> Report {
    var recipe = try recipe.resolved(for: examples)
    let labels = recipe.description.labels
    let members = try LabelIndices(of: examples, labels: labels, isMultiLabel: recipe.isMultiLabel)
    // Held-out scores inside of a fold would fit its calibration and nothing else here reads them.
    if recipe.calibration == .uncalibrated { recipe.calibrationFolds = 0 }
    var overall: ClassifierMetrics?
    var macroF1: [Double] = []
    var accuracy: [Double] = []
    for folds in try plan.folds(of: examples, labels: members.first) {
      var gold: [[Int]] = []
      var probabilities: [Double] = []
      var limits: [[Double]] = []
      for fold in folds {
        let trained = try recipe.train(on: fold.training.map { examples[$0] }, in: context)
        guard !trained.report.wasStopped else { throw CancellationError() }
        let answers = trained.classifier.classify(
          fold.validation.map { examples[$0].input }, threads: context.threads
        ).flatMap(\.probabilities)
        let part = HeldOutProbabilities(
          rows: fold.validation, gold: fold.validation.map { members.ofRow[$0] }, probabilities: answers,
          labelCount: labels.count, isMultiLabel: recipe.isMultiLabel)
        let metrics = try part.metrics(labels: labels, limits: trained.classifier.thresholds)
        limits += fold.validation.map { _ in trained.classifier.thresholds }
        macroF1.append(metrics.macroF1)
        accuracy.append(metrics.accuracy)
        gold += part.gold
        probabilities += answers
      }
      guard overall == nil else { continue }
      overall = try HeldOutProbabilities(
        rows: [], gold: gold, probabilities: probabilities, labelCount: labels.count,
        isMultiLabel: recipe.isMultiLabel
      ).metrics(labels: labels) { row, label in limits[row][label] }
    }
    guard let overall else { throw ModelError(.invalid, "no fold to measure on") }
    return Report(plan: plan, overall: overall, foldMacroF1: macroF1, foldAccuracy: accuracy)
  }
}
