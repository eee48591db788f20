import ParallaxLearning
import ParallaxMath

/// Scores of rows by models that were not trained on them.
struct HeldOutScores: Sendable {
  /// The row of each score, by fold.
  private(set) var rows: [Int] = []
  /// The fold of each score.
  private(set) var foldOfRow: [Int] = []
  /// Decision values, row after row.
  private(set) var scores: [Double] = []
  let link: ScoreLink
  let members: LabelIndices
  let labelCount: Int
  /// How much each example counts in the temperature; nil where all count alike.
  let weights: [Double]?

  /// Trains a model for each fold; nil where a fold lacks a label to train on, or training was stopped.
  init?(
    _ prepared: PreparedExamples, folds: [Fold], learner: LearnerConfiguration, in context: TrainingContext
  ) throws(TrainingError) {
    members = prepared.members
    labelCount = prepared.rows.labelCount
    weights = prepared.calibrationWeights
    var link = ScoreLink.softmax
    for (number, fold) in folds.enumerated() {
      let part = try prepared.rows.selecting(fold.training)
      guard part.isTrainable else { return nil }
      let result = try part.train(learner, in: context)
      guard !result.report.wasStopped else { return nil }
      scores += result.model.decisionValues(
        of: prepared.rows.features.selectingRows(fold.validation), threads: context.threads)
      rows += fold.validation
      foldOfRow += [Int](repeating: number, count: fold.validation.count)
      link = result.model.link
    }
    self.link = link
  }

  /// Trains features and a model for each fold; nil as ``init(_:folds:learner:in:)``.
  init?(
    refitting recipe: ClassifierRecipe, _ examples: [LabeledExample], _ prepared: PreparedExamples,
    folds: [Fold], in context: TrainingContext
  ) throws {
    members = prepared.members
    labelCount = prepared.rows.labelCount
    weights = prepared.calibrationWeights
    var link = ScoreLink.softmax
    for (number, fold) in folds.enumerated() {
      let part = try recipe.prepare(fold.training.map { examples[$0] }, threads: context.threads)
      guard part.rows.isTrainable else { return nil }
      let result = try part.rows.train(recipe.learner, in: context)
      guard !result.report.wasStopped else { return nil }
      let rows = part.pipeline.transform(fold.validation.map { examples[$0].input }, threads: context.threads)
      scores += result.model.decisionValues(of: rows.matrix, threads: context.threads)
      self.rows += fold.validation
      foldOfRow += [Int](repeating: number, count: fold.validation.count)
      link = result.model.link
    }
    self.link = link
  }

  /// The calibration that fits the scores, or those outside of one fold; nil for none.
  func calibration(
    _ method: ScoreCalibration.Method, leavingOut fold: Int? = nil
  ) throws(TrainingError) -> ScoreCalibration? {
    guard method != .uncalibrated else { return nil }
    let places = rows.indices.filter { foldOfRow[$0] != fold }
    let own = places.flatMap { scores[$0 * labelCount..<($0 + 1) * labelCount] }
    let picked = places.map { rows[$0] }
    guard members.isMultiLabel else {
      let first = members.first
      if method == .temperature, let weights {
        return .temperature(
          try TemperatureCalibrator(
            scores: own, labels: picked.map { first[$0] }, classCount: labelCount,
            weights: picked.map { weights[$0] }))
      }
      return try ScoreCalibration.fit(
        method, scores: own, labels: picked.map { first[$0] }, classCount: labelCount)
    }
    return try ScoreCalibration.fit(
      method, scores: own, members: members.members(labelCount: labelCount, rows: picked))
  }

  /// Probabilities whose calibration was fitted on the other folds: none is judged by what it was fitted to.
  func crossCalibrated(_ method: ScoreCalibration.Method) throws(TrainingError) -> HeldOutProbabilities {
    var calibrations: [ScoreCalibration?] = []
    for fold in 0...(foldOfRow.last ?? 0) {
      // A sigmoid needs both sides of its class, which the other folds together may lack.
      calibrations.append(try? calibration(method, leavingOut: fold))
    }
    return probabilities { calibrations[$0] }
  }

  /// Probabilities as the models give them.
  func uncalibrated() -> HeldOutProbabilities { probabilities { _ in nil } }

  private func probabilities(_ calibration: (Int) -> ScoreCalibration?) -> HeldOutProbabilities {
    var values: [Double] = []
    values.reserveCapacity(scores.count)
    for place in rows.indices {
      let own = Array(scores[place * labelCount..<(place + 1) * labelCount])
      values +=
        calibration(foldOfRow[place])?.probabilities(of: own, isExclusive: !members.isMultiLabel)
        ?? link.probabilities(of: own)
    }
    return HeldOutProbabilities(
      rows: rows, gold: rows.map { members.ofRow[$0] }, probabilities: values, labelCount: labelCount,
      isMultiLabel: members.isMultiLabel)
  }
}

/// Probabilities beside the true labels.
struct HeldOutProbabilities: Sendable {
  /// The example of each row.
  let rows: [Int]
  /// The true labels of each row.
  let gold: [[Int]]
  /// The probabilities, row after row.
  let probabilities: [Double]
  let labelCount: Int
  let isMultiLabel: Bool

  /// The threshold of each label with the best F1, of those in some rows; of thresholds that tie the one
  /// nearest to one half.
  func bestThresholds(of rows: [Int]? = nil) -> [Double] {
    let rows = rows ?? Array(gold.indices)
    return (0..<labelCount).map { label in
      let scored = rows.map {
        (value: probabilities[$0 * labelCount + label], isTrue: gold[$0].contains(label))
      }
      .sorted { $0.value > $1.value }
      let support = scored.count { $0.isTrue }
      var (best, threshold, hits) = (-1.0, 0.5, 0)
      for (place, pair) in scored.enumerated() {
        hits += pair.isTrue ? 1 : 0
        // Between this value and the next one, where they differ.
        let next = place + 1 < scored.count ? scored[place + 1].value : 0
        guard next < pair.value else { continue }
        let f1 = 2 * Double(hits) / Double(max(1, place + 1 + support))
        let middle = (pair.value + next) / 2
        if f1 > best || (f1 == best && abs(middle - 0.5) < abs(threshold - 0.5)) {
          (best, threshold) = (f1, middle)
        }
      }
      return threshold
    }
  }

  /// How well they agree, where labels have thresholds fitted on the other folds than that of each row.
  func metrics(labels: [String], thresholdsOutside folds: [Int]) throws(TrainingError) -> ClassifierMetrics {
    let each = (0...(folds.max() ?? 0)).map { fold in
      bestThresholds(of: folds.indices.filter { folds[$0] != fold })
    }
    return try metrics(labels: labels) { row, label in each[folds[row]][label] }
  }

  /// How well they agree, with a threshold of each label; nil is one half each.
  func metrics(labels: [String], limits: [Double]?) throws(TrainingError) -> ClassifierMetrics {
    try metrics(labels: labels) { _, label in limits?[label] ?? 0.5 }
  }

  /// How well they agree; of labels that do not exclude each other those count that reach their threshold.
  func metrics(
    labels: [String], threshold: (_ row: Int, _ label: Int) -> Double = { _, _ in 0.5 }
  ) throws(TrainingError) -> ClassifierMetrics {
    guard isMultiLabel else {
      return .exclusive(
        try ClassificationMetrics(
          gold: gold.map { $0.first ?? 0 }, probabilities: probabilities, classes: labels))
    }
    return .several(
      try MultiLabelMetrics(
        gold: gold, probabilities: probabilities, labels: labels, threshold: threshold))
  }

  /// The highest probability of each row, and whether its label is right.
  var confidences: (values: [Double], isRight: [Bool]) {
    var values: [Double] = []
    var isRight: [Bool] = []
    for row in gold.indices {
      var best = 0
      let own = probabilities[row * labelCount..<(row + 1) * labelCount]
      for (label, value) in own.enumerated() where value > own[own.startIndex + best] { best = label }
      values.append(own[own.startIndex + best])
      isRight.append(gold[row].contains(best))
    }
    return (values, isRight)
  }

  func riskCoverage() throws(TrainingError) -> RiskCoverageCurve {
    let (values, isRight) = confidences
    return try RiskCoverageCurve(confidences: values, isRight: isRight)
  }

  func reliability() throws(TrainingError) -> ReliabilityDiagram {
    let (values, isRight) = confidences
    return try ReliabilityDiagram(confidences: values, isRight: isRight)
  }
}
