import ParallaxFeatures
import ParallaxLearning
import ParallaxMath

/// What came of a training: the classifier, and how it went.
public struct TrainedClassifier: Sendable {
  /// The classifier.
  public let classifier: TextClassifier
  /// What the solver did.
  public let report: TrainingReport
  /// What the folds of the calibration kept together.
  public let grouping: SplitGrouping
  /// Why no part was held out though folds were asked for, and so nothing is calibrated; nil where one was.
  public let unheld: String?
  /// The scores on the calibration's folds; nil where there were none.
  public let heldOut: ClassifierMetrics?
  /// The scores on a random fifth, beside those of folds that keep groups together; nil where the folds
  /// were random already.
  public let randomSplit: ClassifierMetrics?
}

extension ClassifierRecipe {
  /// Trains a classifier on labelled examples.
  ///
  /// Vocabulary, idf and scales are learnt from these examples alone. Where folds are asked for, the
  /// calibration and the threshold of abstention are fitted to scores of examples that the scoring model was
  /// not trained on, groups kept together and classes as even as groups allow; the folds share the features,
  /// which know no label, unless they learn from marked words. A training that is stopped gives the best model so far, without a calibration.
  ///
  /// - Throws: ``ModelError``, `FeatureError` or `TrainingError` naming what is wrong.
  public func train(
    on examples: [LabeledExample], in context: TrainingContext = TrainingContext()
  ) throws -> TrainedClassifier {
    let recipe = try resolved(for: examples)
    let labels = recipe.description.labels
    let prepared = try recipe.prepare(examples, threads: context.threads)
    let result = try prepared.rows.train(recipe.learner, in: context)
    let plan = SplitPlan.standard(
      for: examples, grouping: recipe.grouping, foldCount: recipe.calibrationFolds, seed: recipe.seed)
    let held =
      result.report.wasStopped ? nil : try recipe.heldOut(prepared, examples, plan, in: context)
    let unheld =
      held == nil && recipe.calibrationFolds >= 2 && !result.report.wasStopped
      ? recipe.whyNothingIsHeldOut(examples) : nil
    if let unheld, recipe.abstentionRisk != nil || recipe.tunesThresholds {
      throw ModelError(.invalid, "abstain_at_risk and tune_thresholds need held-out scores: \(unheld)")
    }
    let calibration = try held.flatMap { try recipe.fitCalibration($0) }
    var evidence = recipe.evidence
    if let held, let risk = recipe.abstentionRisk {
      evidence.minimumConfidence = try recipe.threshold(atRisk: risk, held)
    }
    var description = recipe.description
    description.seed = recipe.seed
    let heldOut = try held?.crossCalibrated(recipe.calibration)
    let thresholds = recipe.tunesThresholds ? heldOut?.bestThresholds() : nil
    let heldMetrics =
      recipe.tunesThresholds
      ? try heldOut?.metrics(labels: labels, thresholdsOutside: held?.foldOfRow ?? [])
      : try heldOut?.metrics(labels: labels)
    let random =
      held != nil && plan.grouping != .random && recipe.reportsRandomSplit
      ? try recipe.randomSplit(prepared, examples, in: context) : nil
    var metrics: [String: [String: Double]] = [:]
    metrics["held_out"] = heldMetrics?.summary
    metrics["random_split"] = random?.summary
    let (pipeline, model) = try prepared.pipeline.takingPriorsIn(result.model)
    let classifier = try TextClassifier(
      name: description.name, features: pipeline, model: model, labels: labels,
      calibration: calibration, evidence: evidence, thresholds: thresholds, description: description,
      provenance: ModelProvenance(
        dataHash: examples.contentHash, recordCount: examples.count,
        split: held == nil ? "none" : plan.summary,
        seed: recipe.seed, metrics: metrics, recipe: recipe.withoutVectors))
    return TrainedClassifier(
      classifier: classifier, report: result.report, grouping: plan.grouping, unheld: unheld,
      heldOut: heldMetrics,
      randomSplit: random)
  }

  /// The recipe as a record of it is kept: the vectors, the lexicon and the priors it was given are no part of it.
  private var withoutVectors: ClassifierRecipe {
    var recipe = self
    recipe.features.vectors = nil
    recipe.features.lexicon = nil
    recipe.features.priors = [:]
    return recipe
  }

  /// Whether a random split is measured beside the grouped one; it costs one more training.
  private var reportsRandomSplit: Bool { calibrationFolds >= 2 }

  /// The recipe with the labels and the outlets' names of the data, where it leaves them to the data.
  func resolved(for examples: [LabeledExample]) throws(ModelError) -> ClassifierRecipe {
    try validate()
    guard !examples.isEmpty else { throw ModelError(.invalid, "no example to train on; expected at least 2") }
    try grouping?.check(examples)
    var recipe = self
    if description.labels.isEmpty {
      recipe.description.labels = Set(examples.flatMap(\.labels)).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
    }
    try ModelDescription.validate(labels: recipe.description.labels)
    recipe.features.mask = features.mask.adding(outlets: Set(examples.compactMap(\.outlet)))
    return recipe
  }

  /// The rows of the examples, and the pipeline that made them.
  func prepare(_ examples: [LabeledExample], threads: Int) throws -> PreparedExamples {
    let members = try LabelIndices(
      of: examples, labels: description.labels, isMultiLabel: isMultiLabel)
    let groups = try groups(of: examples)
    var (pipeline, matrix) = try FeaturePipeline.fitTransform(
      examples.map(\.input), configuration: features, threads: threads)
    guard pipeline.featureCount > 0 else {
      throw ModelError(
        .invalid, "the records hold nothing that the configuration reads: there is no feature to learn from")
    }
    if minimumGroupFrequency > 1 {
      let kept = groups.frequencies(in: matrix).enumerated()
        .filter { $0.element >= minimumGroupFrequency || pipeline.isOfPrior($0.offset) }.map(\.offset)
      guard !kept.isEmpty else {
        throw ModelError(
          .invalid,
          "no term occurs in \(minimumGroupFrequency) of the \(groups.count) groups; lower "
            + "minimum_group_frequency")
      }
      pipeline = try pipeline.selecting(kept)
      // Norms are of what is left, as they will be when the model is used.
      matrix = pipeline.transform(examples.map(\.input), threads: threads).matrix
    }
    let weights = groupWeight.weights(
      groups: groups, labels: members.first, classCount: description.labels.count)
    return PreparedExamples(
      pipeline: pipeline, members: members,
      rows: try TrainingRows(matrix, members, labelCount: description.labels.count, weights: weights),
      // A new text comes from a new group, as likely from one like the small as from one like the large.
      calibrationWeights: groupWeight == .none ? nil : groups.ofRow.map { 1 / Double(groups.sizes[$0]) })
  }

  /// The groups of examples; where the recipe asks for groups, one example at least must have one.
  private func groups(of examples: [LabeledExample]) throws(ModelError) -> GroupNumbers {
    let needsGroups = groupWeight != .none || minimumGroupFrequency > 1
    guard !needsGroups || examples.contains(where: { $0.outlet != nil }) else {
      throw ModelError(
        .invalid,
        "the configuration has minimum_group_frequency \(minimumGroupFrequency) and group_weight "
          + "\"\(groupWeight.rawValue)\", but no record has a group; name the field of the groups")
    }
    return GroupNumbers(examples.map(\.outlet))
  }

  // MARK: Held-out scores

  /// The largest inverse temperature a training gives a model.
  static var largestTemperature: Double { 10 }

  /// Scores of examples by models that were not trained on them; nil where no folds are asked for, or too
  /// few groups or classes are there to make them.
  private func heldOut(
    _ prepared: PreparedExamples, _ examples: [LabeledExample], _ plan: SplitPlan, in context: TrainingContext
  ) throws -> HeldOutScores? {
    guard plan.foldCount >= 2 else { return nil }
    // Too few rows for the folds: then there is nothing held out to fit to.
    guard let folds = try? plan.folds(of: examples, labels: prepared.members.first)[0] else { return nil }
    return try heldOut(prepared, examples, folds, in: context)
  }

  /// What keeps folds from holding a part out: the label that has too few examples for them.
  private func whyNothingIsHeldOut(_ examples: [LabeledExample]) -> String {
    let counts = description.labels.map { label in examples.count { $0.labels.contains(label) } }
    let rarest = counts.indices.min { counts[$0] < counts[$1] } ?? 0
    return "\(calibrationFolds) folds do not leave each label records to train on; of the label "
      + "\"\(description.labels[rarest])\" there are \(counts[rarest])"
  }

  /// Scores of folds; features that learn from what people marked are learnt anew for each.
  private func heldOut(
    _ prepared: PreparedExamples, _ examples: [LabeledExample], _ folds: [Fold], in context: TrainingContext
  ) throws -> HeldOutScores? {
    features.readsMarks
      ? try HeldOutScores(refitting: self, examples, prepared, folds: folds, in: context)
      : try HeldOutScores(prepared, folds: folds, learner: learner, in: context)
  }

  /// The scores of a random fifth by a model of the rest.
  private func randomSplit(
    _ prepared: PreparedExamples, _ examples: [LabeledExample], in context: TrainingContext
  ) throws -> ClassifierMetrics? {
    let plan = SplitPlan(grouping: .random, foldCount: calibrationFolds, seed: seed)
    guard let folds = try? plan.folds(of: examples, labels: prepared.members.first)[0],
      let held = try heldOut(prepared, examples, [folds[0]], in: context)
    else { return nil }
    return try held.uncalibrated().metrics(labels: description.labels)
  }

  /// The calibration that fits held-out scores.
  private func fitCalibration(_ held: HeldOutScores) throws(TrainingError) -> ScoreCalibration? {
    let fitted = try held.calibration(calibration)
    // Folds without an error would have it grow without limit, and every probability be 0 or 1.
    guard case .temperature(let fit) = fitted, fit.inverseTemperature > Self.largestTemperature else {
      return fitted
    }
    return .temperature(try TemperatureCalibrator(inverseTemperature: Self.largestTemperature))
  }

  /// The least confidence at which no more than a share of the held-out labels is wrong.
  ///
  /// - Throws: ``ModelError`` of code `invalid` where even the surest labels err more often.
  private func threshold(atRisk risk: Double, _ held: HeldOutScores) throws -> Double {
    let curve = try held.crossCalibrated(calibration).riskCoverage()
    guard let point = curve.point(atRisk: risk) else {
      throw ModelError(
        .invalid,
        "abstain_at_risk \(risk) cannot be had: the surest held-out labels err at "
          + "\(curve.points.first?.risk ?? 1); raise it")
    }
    return point.threshold
  }
}
