internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// Naive Bayes over counts, or over weights that stand for them: a linear model by counting alone.
///
/// Multinomial: w_jk = ln((N_kj + α) / (N_k + α n)) and b_k = ln of the class's share of the rows.
/// Complement (Rennie et al. 2003): w_jk = −ln θ_kj, θ_kj the smoothed share of feature j in all classes
/// but k, and no prior. N_kj is the sum of feature j over the rows of class k, as in scikit-learn's
/// `MultinomialNB` and `ComplementNB`.
///
/// From the weights of each feature their mean over the classes is taken off, and likewise from the
/// intercepts: softmax and the order of classes stay the same, and a contribution speaks for a class
/// against the others instead of being the logarithm of a small number for all of them.
public struct NaiveBayes: Trainer, Hashable {
  /// Which counts a class is judged by.
  public enum Variant: String, Codable, Sendable, Hashable {
    /// Those of the class itself.
    case multinomial
    /// Those of all other classes: steadier where classes differ in size.
    case complement
  }

  /// The settings of naive Bayes, under scikit-learn's names in JSON.
  public struct Configuration: Codable, Sendable, Hashable {
    /// Which counts a class is judged by (`variant`).
    public var variant: Variant
    /// α, added to every count (`alpha`).
    public var alpha: Double

    /// Creates settings; α is 1 unless given.
    public init(variant: Variant = .multinomial, alpha: Double = 1) {
      self.variant = variant
      self.alpha = alpha
    }

    /// Reads settings; what is absent or null has its default.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      let defaults = Self()
      variant = try values.decodeIfPresent(Variant.self, forKey: .variant) ?? defaults.variant
      alpha = try values.decodeIfPresent(Double.self, forKey: .alpha) ?? defaults.alpha
    }

    /// Checks that every setting is in its range.
    ///
    /// - Throws: ``TrainingError`` of code `configuration`.
    public func validate() throws(TrainingError) { try checkPositive(alpha, "alpha") }
  }

  /// The settings of the training.
  public let configuration: Configuration

  /// Creates a learner.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` where a setting is out of range.
  public init(configuration: Configuration = Configuration()) throws(TrainingError) {
    try configuration.validate()
    self.configuration = configuration
  }

  /// Counts a model.
  ///
  /// - Throws: ``TrainingError`` of code `empty`, `one_class` or `missing_class`; `negative` where a feature
  ///   is negative; `not_finite` where sums leave the range of `Float`.
  /// - Complexity: O(entries + features · classes).
  public func train(
    on dataset: LabeledDataset, from warmStart: LinearModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<LinearModel> {
    try dataset.checkTrainable()
    let (features, classCount) = (dataset.features, dataset.classCount)
    var counts = [Double](repeating: 0, count: features.columnCount * classCount)
    var rows = [Double](repeating: 0, count: classCount)
    for row in 0..<dataset.count {
      let weight = Double(dataset.weights?[row] ?? 1)
      let label = dataset.labels[row]
      rows[label] += weight
      for entry in features.entries(ofRow: row) {
        guard features.values[entry] >= 0 else {
          throw TrainingError(
            .negative,
            "row \(row), column \(features.columnIndices[entry]) holds \(features.values[entry]); "
              + "naive Bayes counts, so features must not be negative")
        }
        counts[Int(features.columnIndices[entry]) * classCount + label] +=
          weight * Double(features.values[entry])
      }
    }
    let total = rows.reduce(0, +)
    let isMultinomial = configuration.variant == .multinomial
    let weights = isMultinomial ? multinomial(counts, classCount) : complement(counts, classCount)
    let intercepts = rows.map { isMultinomial ? log($0 / total) : 0 }
    let model = try LinearModel(
      weights: Self.centred(weights, classCount), intercepts: Self.centred(intercepts, classCount),
      classCount: classCount, featureCount: features.columnCount)
    let sign: Double = isMultinomial ? -1 : 1
    let objective = zip(counts, weights).reduce(0) { $0 + sign * $1.0 * $1.1 }
    let report = TrainingReport(
      solver: "counting", objective: objective, converged: true, rowCount: dataset.count, seed: 0)
    return TrainingResult(model: model, report: report)
  }

  /// Takes the mean of each run of `classCount` values off them.
  private static func centred(_ values: [Double], _ classCount: Int) -> [Float] {
    var centred: [Float] = []
    centred.reserveCapacity(values.count)
    for start in stride(from: 0, to: values.count, by: classCount) {
      let own = values[start..<start + classCount]
      let mean = own.reduce(0, +) / Double(classCount)
      centred += own.map { Float($0 - mean) }
    }
    return centred
  }

  private func multinomial(_ counts: [Double], _ classCount: Int) -> [Double] {
    var totals = [Double](repeating: 0, count: classCount)
    for (index, count) in counts.enumerated() { totals[index % classCount] += count + configuration.alpha }
    return counts.enumerated().map { index, count in
      log((count + configuration.alpha) / totals[index % classCount])
    }
  }

  private func complement(_ counts: [Double], _ classCount: Int) -> [Double] {
    var others = counts
    for start in stride(from: 0, to: counts.count, by: classCount) {
      let sum = counts[start..<start + classCount].reduce(0, +)
      for k in 0..<classCount { others[start + k] = sum - counts[start + k] }
    }
    return multinomial(others, classCount).map { -$0 }
  }
}
