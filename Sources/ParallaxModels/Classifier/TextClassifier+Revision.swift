import ParallaxLearning

extension TextClassifier {
  /// The classifier with another description, record or calibration.
  ///
  /// - Throws: as ``init(name:features:model:labels:calibration:evidence:thresholds:description:provenance:)``.
  public func revised(
    description: ModelDescription?, provenance: ModelProvenance?
  ) throws(ModelError) -> TextClassifier {
    try TextClassifier(
      name: name, features: features, model: model, labels: labels, calibration: calibration,
      evidence: evidence, thresholds: isMultiLabel ? thresholds : nil, description: description,
      provenance: provenance)
  }

  /// What a classifier had of some examples before.
  public enum Use: String, Sendable {
    /// They are its training examples.
    case trained = "trained on"
    /// Its calibration was fitted to them.
    case calibrated = "calibrated on"
  }

  /// What the classifier had of these very examples, in this order; nil where it had others, or does not know.
  public func use(of examples: [LabeledExample]) -> Use? {
    guard let provenance else { return nil }
    let hash = examples.contentHash
    return provenance.dataHash == hash ? .trained : provenance.refit?.dataHash == hash ? .calibrated : nil
  }

  /// The classifier with a calibration, and where asked for a threshold, fitted to examples that it was not
  /// trained on.
  ///
  /// - Parameters:
  ///   - examples: Labelled examples that the model has not seen.
  ///   - method: How scores become probabilities.
  ///   - risk: The share of errors from which on it is to abstain; nil leaves its threshold.
  ///   - threads: How many score the examples.
  /// - Throws: ``ModelError`` of code `invalid` for a label it does not know or a risk it cannot keep;
  ///   `TrainingError` where there is too little to fit to.
  public func calibrated(
    on examples: [LabeledExample], method: ScoreCalibration.Method, risk: Double? = nil, threads: Int = 1
  ) throws -> TextClassifier {
    let members = try LabelIndices(of: examples, labels: labels, isMultiLabel: isMultiLabel)
    guard risk == nil || !isMultiLabel else {
      throw ModelError(.invalid, "a risk is for labels that exclude each other; this model gives several")
    }
    try checkEnough(members, for: method)
    if let row = examples.firstIndex(where: { features.missing(in: $0.input) != nil }) {
      throw ModelError(
        .invalid, "record \(row + 1) lacks \(features.missing(in: examples[row].input) ?? "a feature")")
    }
    let matrix = features.transform(examples.map(\.input), threads: threads).matrix
    let scores = model.decisionValues(of: matrix, threads: threads)
    let calibration =
      isMultiLabel
      ? try ScoreCalibration.fit(
        method, scores: scores,
        members: members.members(labelCount: labels.count, rows: Array(examples.indices)))
      : try ScoreCalibration.fit(method, scores: scores, labels: members.first, classCount: labels.count)
    var evidence = evidence
    if let risk {
      let probabilities = examples.indices.flatMap { row -> [Double] in
        let own = Array(scores[row * labels.count..<(row + 1) * labels.count])
        return calibration?.probabilities(of: own, isExclusive: !isMultiLabel)
          ?? model.link.probabilities(of: own)
      }
      let curve = try HeldOutProbabilities(
        rows: Array(examples.indices), gold: members.ofRow, probabilities: probabilities,
        labelCount: labels.count, isMultiLabel: isMultiLabel
      ).riskCoverage()
      guard let point = curve.point(atRisk: risk) else {
        throw ModelError(
          .invalid,
          "a risk of \(risk) cannot be kept: the surest labels err at \(curve.points.first?.risk ?? 1)")
      }
      evidence.minimumConfidence = point.threshold
    }
    var provenance = provenance
    provenance?.refit = ModelProvenance.Refit(
      dataHash: examples.contentHash, recordCount: examples.count,
      method: calibration?.method ?? .uncalibrated, risk: risk)
    return try TextClassifier(
      name: name, features: features, model: model, labels: labels, calibration: calibration,
      evidence: evidence, thresholds: isMultiLabel ? thresholds : nil, description: description,
      provenance: provenance)
  }

  /// Checks that there is something to calibrate by: of each label records that have it and records that have not.
  private func checkEnough(_ members: LabelIndices, for method: ScoreCalibration.Method) throws(ModelError) {
    let rows = members.ofRow.count
    var counts = [Int](repeating: 0, count: labels.count)
    for label in members.ofRow.joined() { counts[label] += 1 }
    switch method {
    case .uncalibrated: return
    case .temperature:
      guard counts.count(where: { $0 > 0 }) >= 2 else {
        throw ModelError(.invalid, "all \(rows) records have one label; calibrating needs two or more")
      }
    case .platt, .isotonic:
      guard let label = counts.firstIndex(where: { $0 == 0 || $0 == rows }) else { return }
      throw ModelError(
        .invalid,
        "\(counts[label]) of \(rows) records have the label \"\(labels[label])\"; \(method.rawValue) needs some that "
          + "have each label and some that have not")
    }
  }
}
