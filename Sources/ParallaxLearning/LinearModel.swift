public import ParallaxMath

/// A linear classifier: one weight for each feature and class, and one intercept for each class.
///
/// Class k scores z_k = b_k + Σ_j w_jk x_j. With two classes there are two columns, too, and the learners
/// here make them the negatives of one another (−w/2 and w/2 for the usual weight vector w), so that
/// softmax(z) is the sigmoid of z_1 − z_0 = w·x + b, and both classes have evidence of their own.
public struct LinearModel: Sendable, Hashable {
  /// The weights, feature after feature, the class fastest: `weights[feature * classCount + class]`.
  public let weights: [Float]
  /// The intercept of each class.
  public let intercepts: [Float]
  /// The number of classes, at least 2.
  public let classCount: Int
  /// The number of features.
  public let featureCount: Int

  /// Creates a model from its parts.
  ///
  /// - Throws: ``TrainingError`` of code `shape` where counts do not fit, `not_finite` where a weight or an
  ///   intercept is NaN or infinite.
  public init(
    weights: [Float], intercepts: [Float], classCount: Int, featureCount: Int
  ) throws(TrainingError) {
    let (size, overflow) = classCount.multipliedReportingOverflow(by: featureCount)
    guard classCount >= 2, featureCount >= 0, !overflow, size == weights.count, intercepts.count == classCount
    else {
      throw TrainingError(
        .shape,
        "\(weights.count) weights and \(intercepts.count) intercepts do not make a model of "
          + "\(featureCount) features and \(classCount) classes (at least 2)")
    }
    if let index = weights.firstIndex(where: { !$0.isFinite }) {
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
  }

  /// The score of each class: b_k + Σ_j w_jk x_j.
  ///
  /// - Precondition: the vector is of dimension `featureCount`.
  /// - Complexity: O(entries · classes).
  public func decisionValues(of row: SparseVector) -> [Double] {
    precondition(
      row.dimension == featureCount, "a vector of dimension \(row.dimension), not \(featureCount)")
    var scores = intercepts.map(Double.init)
    for (index, value) in zip(row.indices, row.values) {
      let start = Int(index) * classCount
      for k in 0..<classCount { scores[k] += Double(weights[start + k]) * Double(value) }
    }
    return scores
  }

  /// The probability of each class: the softmax of the decision values.
  public func probabilities(of row: SparseVector) -> [Double] {
    softmax(decisionValues(of: row))
  }

  /// The class of the highest score; the lowest index of those that tie.
  public func predictedClass(of row: SparseVector) -> Int {
    firstMaximum(decisionValues(of: row))
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
    return zip(row.indices, row.values).map { index, value in
      Double(weights[Int(index) * classCount + target]) * Double(value)
    }
  }
}
