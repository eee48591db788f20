internal import ParallaxMath

/// The binary problems of a linear support vector machine, one a label, over the same rows.
struct HingeProblem: Sendable {
  /// The rows, their columns renumbered.
  let features: SparseMatrix
  /// The original column of each one of `features`.
  let columns: [Int]
  let targets: RowTargets
  /// C times the weight of each row.
  let costs: [Double]
  let labelCount: Int
  let factors: LabelFactors
  /// Whether the one label stands for two classes.
  let isFolded: Bool
  let isSquared: Bool
  let penalizesIntercept: Bool
  /// B, the value of the feature whose weight is the intercept.
  let bias: Double

  init(
    _ ordered: FrequentFirst, targets: RowTargets, costs: [Double], labelCount: Int,
    factors: LabelFactors, isFolded: Bool, _ configuration: LinearSVM.Configuration
  ) {
    features = ordered.rows
    columns = ordered.columns
    self.targets = targets
    self.costs = costs
    self.labelCount = labelCount
    self.factors = factors
    self.isFolded = isFolded
    isSquared = configuration.loss == .squaredHinge
    penalizesIntercept = configuration.penalizesIntercept
    bias = configuration.interceptScaling
  }

  /// The duals that go with a model's margins, row after row: 2 C s for squared hinge; for hinge C inside
  /// the margin and 0 outside.
  func duals(of model: LinearModel, _ original: SparseMatrix) -> [Double] {
    let scores = model.decisionValues(of: original)
    var duals: [Double] = []
    duals.reserveCapacity(costs.count * labelCount)
    for row in costs.indices {
      let own = Set(targets.labels[targets.offsets[row]..<targets.offsets[row + 1]])
      for label in 0..<labelCount {
        let place = row * model.classCount
        let score = isFolded ? scores[place + 1] - scores[place] : scores[place + label]
        let has = own.contains(Int32(label))
        let cost = costs[row] * (has ? factors.present[label] : factors.absent[label])
        let slack = max(0, 1 - (has ? score : -score))
        duals.append(isSquared ? 2 * cost * slack : slack > 0 ? cost : 0)
      }
    }
    return duals
  }

  /// The model of the weights of each label, each ending with the intercept.
  func model(_ weights: [[Double]], link: ScoreLink) throws(TrainingError) -> LinearModel {
    let width = isFolded ? 2 : labelCount
    var values = [Float](repeating: 0, count: columns.count * width)
    var intercepts = [Float](repeating: 0, count: width)
    for (label, own) in weights.enumerated() {
      for (feature, column) in columns.enumerated() {
        if isFolded {
          values[column * 2 + 1] = Float(own[feature] / 2)
          values[column * 2] = -values[column * 2 + 1]
        } else {
          values[column * width + label] = Float(own[feature])
        }
      }
      intercepts[isFolded ? 1 : label] = Float(own[columns.count] / (isFolded ? 2 : 1))
      if isFolded { intercepts[0] = -intercepts[1] }
    }
    return try LinearModel(
      weights: values, intercepts: intercepts, classCount: width, featureCount: columns.count, link: link)
  }
}
