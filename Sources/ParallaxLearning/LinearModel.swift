public import ParallaxMath

/// A linear classifier: one weight for each feature and class, and one intercept for each class.
///
/// Class k scores z_k = b_k + Σ_j w_jk x_j. With two classes there are two columns, too, and the learners
/// here make them the negatives of one another (−w/2 and w/2 for the usual weight vector w), so that
/// softmax(z) is the sigmoid of z_1 − z_0 = w·x + b, and both classes have evidence of their own.
public struct LinearModel: ClassificationModel {
  /// The weights, feature after feature, the class fastest: `weights[feature * classCount + class]`.
  public let weights: [Float]
  /// The intercept of each class.
  public let intercepts: [Float]
  /// The number of classes, at least 2; of independent labels one will do.
  public let classCount: Int
  /// The number of features.
  public let featureCount: Int
  /// How scores become probabilities.
  public let link: ScoreLink

  /// Creates a model from its parts.
  ///
  /// - Throws: ``TrainingError`` of code `shape` where counts do not fit, `not_finite` where a weight or an
  ///   intercept is NaN or infinite.
  public init(
    weights: [Float], intercepts: [Float], classCount: Int, featureCount: Int, link: ScoreLink = .softmax
  ) throws(TrainingError) {
    let (size, overflow) = classCount.multipliedReportingOverflow(by: featureCount)
    let fewest = link == .independent ? 1 : 2
    guard classCount >= fewest, featureCount >= 0, !overflow, size == weights.count,
      intercepts.count == classCount
    else {
      throw TrainingError(
        .shape,
        "\(weights.count) weights and \(intercepts.count) intercepts do not make a model of "
          + "\(featureCount) features and \(classCount) classes (at least \(fewest))")
    }
    if !areFinite(weights), let index = weights.firstIndex(where: { !$0.isFinite }) {
      throw TrainingError(
        .notFinite,
        "the weight of feature \(index / classCount) for class \(index % classCount) is \(weights[index])")
    }
    if let index = intercepts.firstIndex(where: { !$0.isFinite }) {
      throw TrainingError(.notFinite, "the intercept of class \(index) is \(intercepts[index])")
    }
    self.weights = weights
    self.intercepts = intercepts
    self.classCount = classCount
    self.featureCount = featureCount
    self.link = link
  }

  /// The score of each class: b_k + Σ_j w_jk x_j.
  ///
  /// - Precondition: the vector is of dimension `featureCount`.
  /// - Complexity: O(entries · classes).
  public func decisionValues(of row: SparseVector) -> [Double] {
    precondition(
      row.dimension == featureCount, "a vector of dimension \(row.dimension), not \(featureCount)")
    return [Double](unsafeUninitializedCapacity: classCount) { scores, count in
      count = classCount
      row.indices.withUnsafeBufferPointer { columns in
        row.values.withUnsafeBufferPointer { values in
          weights.withUnsafeBufferPointer { score(columns.indices, columns, values, $0, scores, at: 0) }
        }
      }
    }
  }

  /// What each entry of a row adds to the score of a class: w_jk x_j, in the order of the entries.
  ///
  /// Together with the class's intercept they sum up to its decision value.
  ///
  /// - Precondition: the vector is of dimension `featureCount`, and the class is one of the model's.
  public func contributions(of row: SparseVector, toClass target: Int) -> [Double] {
    precondition(
      row.dimension == featureCount, "a vector of dimension \(row.dimension), not \(featureCount)")
    precondition(target >= 0 && target < classCount, "class \(target) of \(classCount)")
    let count = row.indices.count
    return [Double](unsafeUninitializedCapacity: count) { contributions, written in
      weights.withUnsafeBufferPointer { weights in
        for entry in 0..<count {
          let weight = weights[Int(row.indices[entry]) &* classCount &+ target]
          contributions.initializeElement(at: entry, to: Double(weight) * Double(row.values[entry]))
        }
      }
      written = count
    }
  }

  /// What each entry of a row adds to the score of a class, and the intercept: exact everywhere.
  public func attribution(of row: SparseVector, toClass target: Int) -> FeatureAttribution {
    FeatureAttribution(
      indices: row.indices, values: contributions(of: row, toClass: target),
      baseline: Double(intercepts[target]), scope: .exact)
  }
}

extension LinearModel {
  /// What a linear model is apart from its numbers.
  public struct Settings: Codable, Sendable, Hashable {
    /// The number of classes.
    public let classCount: Int
    /// The number of features.
    public let featureCount: Int
    /// How scores become probabilities.
    public let link: ScoreLink

    enum CodingKeys: String, CodingKey {
      case link
      case classCount = "classes"
      case featureCount = "features"
    }
  }

  /// Classes, features and link.
  public var settings: Settings { Settings(classCount: classCount, featureCount: featureCount, link: link) }

  /// `weights`, features x classes, and `intercepts`.
  public var tensors: [NamedTensor] {
    [
      NamedTensor(unchecked: "weights", shape: [featureCount, classCount], values: weights),
      NamedTensor(unchecked: "intercepts", shape: [classCount], values: intercepts),
    ]
  }

  /// Creates a model from the parts of another.
  ///
  /// - Throws: ``TrainingError`` of code `shape` or `not_finite`.
  public init(settings: Settings, tensors: [NamedTensor]) throws(TrainingError) {
    try tensors.checkNoOthers(than: ["weights", "intercepts"])
    try self.init(
      weights: tensors.values("weights", shape: [settings.featureCount, settings.classCount]),
      intercepts: tensors.values("intercepts", shape: [settings.classCount]),
      classCount: settings.classCount, featureCount: settings.featureCount, link: settings.link)
  }
}

extension LinearModel {
  /// Checks that the model can be the start of a training.
  func checkFits(features: Int, classes: Int) throws(TrainingError) {
    guard classCount == classes, featureCount == features else {
      throw TrainingError(
        .shape,
        "the warm start has \(featureCount) features and \(classCount) classes; "
          + "expected \(features) and \(classes)")
    }
  }
}

/// Whether no value is NaN or infinite; without a branch inside, so that many are checked at once.
func areFinite(_ values: [Float]) -> Bool {
  values.withUnsafeBufferPointer { values in
    var broken: UInt32 = 0
    for value in values { broken |= (value.bitPattern & 0x7F80_0000) == 0x7F80_0000 ? 1 : 0 }
    return broken == 0
  }
}
