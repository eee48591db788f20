import ParallaxLearning

/// What a classifier may owe to knowing the outlets: read it beside every score.
public struct LeakageReport: Sendable, Encodable {
  /// What the honest split keeps together.
  public let grouping: SplitGrouping
  /// Scores where groups are kept together: of all held-out answers of the first repetition.
  public let grouped: ClassifierMetrics
  /// The macro-F1 of each fold, repetition after repetition.
  public let foldMacroF1: [Double]
  /// The accuracy of each fold.
  public let foldAccuracy: [Double]
  /// Scores of a random split, which has the same outlets on both sides; nil where there are no groups.
  public let random: ClassifierMetrics?
  /// How well the same features tell the outlet; nil where fewer than two outlets have enough examples.
  public let probe: OutletProbe?

  enum CodingKeys: String, CodingKey {
    case grouping, grouped, random, probe
    case foldMacroF1 = "fold_macro_f1"
    case foldAccuracy = "fold_accuracy"
  }

  /// How much macro-F1 the random split flatters by.
  public var gap: Double? { random.map { $0.macroF1 - grouped.macroF1 } }
}

/// How well the features of a recipe tell the outlet instead of the label.
///
/// Far above the share of the largest outlet means that a classifier on these features can learn outlets,
/// and that a random split rewards it for that.
public struct OutletProbe: Sendable, Encodable {
  /// The number of outlets told apart.
  public let outlets: Int
  /// The number of examples.
  public let count: Int
  /// The share of examples whose outlet was named rightly, in random folds.
  public let accuracy: Double
  /// The share of the largest outlet: what always naming it gets.
  public let majorityShare: Double

  enum CodingKeys: String, CodingKey {
    case outlets
    case count = "n"
    case accuracy
    case majorityShare = "majority_share"
  }

  /// The fewest examples of an outlet that is asked for.
  static let leastExamples = 5

  /// Trains the recipe's features and learner on outlets in the place of labels; nil where fewer than two
  /// have at least five examples.
  ///
  /// - Throws: ``ModelError`` or `TrainingError`.
  public init?(
    _ recipe: ClassifierRecipe, on examples: [LabeledExample], in context: TrainingContext = TrainingContext()
  ) throws {
    var sizes: [String: Int] = [:]
    for example in examples { if let outlet = example.outlet { sizes[outlet, default: 0] += 1 } }
    let asked = examples.compactMap { example -> LabeledExample? in
      guard let outlet = example.outlet, sizes[outlet, default: 0] >= Self.leastExamples else { return nil }
      return LabeledExample(example.input, labels: [outlet])
    }
    let names = Set(asked.map(\.label))
    guard names.count >= 2 else { return nil }
    var probe = recipe
    probe.description = ModelDescription(name: "outlet-probe", version: "1", task: "", labels: [])
    probe.isMultiLabel = false
    probe.grouping = nil
    probe.calibration = .uncalibrated
    probe.calibrationFolds = 0
    probe.abstentionRisk = nil
    probe.minimumGroupFrequency = 1
    probe.groupWeight = .none
    probe.features.mask = recipe.features.mask.adding(outlets: names)
    let plan = SplitPlan(grouping: .random, foldCount: 3, seed: recipe.seed)
    let report = try CrossValidation(plan).run(probe, on: asked, in: context)
    outlets = names.count
    count = asked.count
    accuracy = report.overall.accuracy
    majorityShare = Double(names.map { sizes[$0, default: 0] }.max() ?? 0) / Double(asked.count)
  }
}

extension LeakageReport {
  /// Measures a recipe with groups kept together, at random, and against the outlets.
  ///
  /// - Parameters:
  ///   - recipe: The settings to measure.
  ///   - examples: The examples.
  ///   - grouping: What is kept together; nil is the strictest that the examples' fields allow.
  ///   - foldCount: The number of folds.
  ///   - repeats: How often the folds are drawn.
  ///   - context: Threads, and an observer that may stop the training.
  /// - Throws: ``ModelError`` or `TrainingError`.
  public init(
    _ recipe: ClassifierRecipe, on examples: [LabeledExample], grouping: SplitGrouping? = nil,
    foldCount: Int = 5, repeats: Int = 1, in context: TrainingContext = TrainingContext()
  ) throws {
    func plan(_ grouping: SplitGrouping?) -> SplitPlan {
      .standard(
        for: examples, grouping: grouping, foldCount: foldCount, repeats: repeats, seed: recipe.seed)
    }
    try grouping?.check(examples)
    let honest = plan(grouping)
    self.grouping = honest.grouping
    let report = try CrossValidation(honest).run(recipe, on: examples, in: context)
    grouped = report.overall
    foldMacroF1 = report.foldMacroF1
    foldAccuracy = report.foldAccuracy
    random =
      honest.grouping == .random
      ? nil
      : try CrossValidation(plan(SplitGrouping.random)).run(recipe, on: examples, in: context).overall
    probe = try OutletProbe(recipe, on: examples, in: context)
  }
}
