internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// A linear model over features that naive Bayes has weighted: NB-SVM (Wang & Manning 2012).
///
/// For each class against the rest feature j is multiplied by its log-count ratio
/// r_j = ln((p_j/‖p‖₁) / (q_j/‖q‖₁)), p and q being α plus the sums of the feature over the rows of the class
/// and over all others, and a binary linear model u is trained on the products. The weights of the model are
/// r_j ((1 − β) w̄ + β u_j), w̄ = ‖u‖₁ / features: it is a linear model of the features as given. Two classes
/// are one problem.
public struct NaiveBayesWeighted: Sendable, Hashable {
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

extension NaiveBayesWeighted: Trainer {
  /// Trains a model.
  ///
  /// Class weights are those of the base learner. The report adds up what the base learner reports of each
  /// class.
  ///
  /// - Throws: as ``Trainer/train(on:from:in:)``; `negative` where a feature is negative.
  /// - Complexity: As of the base learner, once for each class.
  public func train(
    on dataset: LabeledDataset, from warmStart: LinearModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    try dataset.checkTrainable()
    try dataset.checkNotNegative("a ratio of counts is asked for")
    let (classCount, featureCount) = (dataset.classCount, dataset.features.columnCount)
    let counts = counts(of: dataset)
    var weights = [Float](repeating: 0, count: featureCount * classCount)
    var intercepts = [Float](repeating: 0, count: classCount)
    var reports: [TrainingReport] = []
    for target in classCount == 2 ? [1] : Array(0..<classCount) {
      let ratio = logRatio(counts, of: target, classCount)
      let binary = try dataset.binary(target, scaledBy: ratio)
      let result = try configuration.base.train(on: binary, in: context)
      reports.append(result.report)
      let own = (0..<featureCount).map {
        Double(result.model.weights[2 * $0 + 1] - result.model.weights[2 * $0])
      }
      let mean = own.reduce(0) { $0 + abs($1) } / Double(max(1, featureCount))
      let beta = configuration.interpolation
      let intercept = Double(result.model.intercepts[1] - result.model.intercepts[0])
      for feature in 0..<featureCount {
        let weight = ratio[feature] * ((1 - beta) * mean + beta * own[feature])
        if classCount == 2 {
          weights[feature * 2 + 1] = Float(weight / 2)
          weights[feature * 2] = -weights[feature * 2 + 1]
        } else {
          weights[feature * classCount + target] = Float(weight)
        }
      }
      intercepts[target] = Float(classCount == 2 ? intercept / 2 : intercept)
      if classCount == 2 { intercepts[0] = -intercepts[1] }
      if result.report.wasStopped { break }
    }
    return TrainingResult(
      model: try LinearModel(
        weights: weights, intercepts: intercepts, classCount: classCount, featureCount: featureCount,
        link: classCount == 2 || !configuration.base.isLogistic ? .softmax : .oneVersusRest),
      report: .sum(of: reports, solver: "nb+" + (reports.first?.solver ?? "")))
  }

  /// The sums of each feature over the rows of each class, feature after feature.
  private func counts(of dataset: LabeledDataset) -> [Double] {
    var counts = [Double](repeating: 0, count: dataset.features.columnCount * dataset.classCount)
    for row in 0..<dataset.count {
      let weight = Double(dataset.weights?[row] ?? 1)
      for entry in dataset.features.entries(ofRow: row) where dataset.features.values[entry] != 0 {
        let value = configuration.countsPresence ? 1 : Double(dataset.features.values[entry])
        let place = Int(dataset.features.columnIndices[entry]) * dataset.classCount
        counts[place + dataset.labels[row]] += weight * value
      }
    }
    return counts
  }

  /// r of one class against the rest.
  private func logRatio(_ counts: [Double], of target: Int, _ classCount: Int) -> [Double] {
    var (p, q): ([Double], [Double]) = ([], [])
    for start in stride(from: 0, to: counts.count, by: classCount) {
      let own = counts[start + target]
      p.append(configuration.alpha + own)
      q.append(configuration.alpha + counts[start..<start + classCount].reduce(0, +) - own)
    }
    let shift = log(q.reduce(0, +)) - log(p.reduce(0, +))
    return zip(p, q).map { log($0) - log($1) + shift }
  }
}

extension LabeledDataset {
  /// One class, as class 1, against the rest, the columns multiplied.
  fileprivate func binary(_ target: Int, scaledBy factors: [Double]) throws(TrainingError) -> LabeledDataset {
    let values = zip(features.columnIndices, features.values).map { $1 * Float(factors[Int($0)]) }
    return try LabeledDataset(
      features: SparseMatrix(
        uncheckedColumnCount: features.columnCount, rowOffsets: features.rowOffsets,
        columnIndices: features.columnIndices, values: values),
      labels: labels.map { $0 == target ? 1 : 0 }, classCount: 2, weights: weights)
  }

  /// Checks that no feature is negative.
  func checkNotNegative(_ reason: String) throws(TrainingError) {
    guard let entry = features.values.firstIndex(where: { $0 < 0 }) else { return }
    let row = features.rowOffsets.lastIndex { $0 <= entry } ?? 0
    throw TrainingError(
      .negative,
      "row \(row), column \(features.columnIndices[entry]) holds \(features.values[entry]); \(reason), "
        + "so features must not be negative")
  }
}

extension TrainingReport {
  /// What several problems' reports come to: one has not converged, and all have not.
  static func sum(of reports: [TrainingReport], solver: String) -> TrainingReport {
    TrainingReport(
      solver: solver, objective: reports.reduce(0) { $0 + $1.objective },
      gradientNorm: reports.compactMap(\.gradientNorm).max(), epochs: reports.reduce(0) { $0 + $1.epochs },
      iterations: reports.reduce(0) { $0 + $1.iterations }, converged: reports.allSatisfy(\.converged),
      wasStopped: reports.contains(where: \.wasStopped), rowCount: reports.first?.rowCount ?? 0,
      seed: reports.first?.seed ?? 0)
  }
}
