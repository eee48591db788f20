internal import ParallaxMath

extension LogisticProblem {
  /// An estimate of the Hessian's diagonal at W = 0, inverted: what the solver scales its steps by.
  ///
  /// ρ + q Σ_i c_i x_ij² for the weights of feature j, and q Σ_i c_i for the intercepts, which without it
  /// would move a thousand times too slowly beside rare words; q = (1/K)(1 − 1/K) for softmax, 1/4 else.
  func inverseCurvature() -> UnsafeMutableBufferPointer<Double> {
    let share = loss == .softmax ? 1 / Double(classCount) : 0.5
    let scale = share * (1 - share)
    var curvature = [Double](repeating: 0, count: featureCount)
    curvature.withUnsafeMutableBufferPointer { curvature in
      features.withPointers { rows in
        for row in 0..<features.rowCount {
          let weight = rowWeights[row] * scale
          for entry in rows.entries(ofRow: row) {
            let value = Double(rows.values[entry])
            curvature[Int(rows.columns[entry])] += weight * value * value
          }
        }
      }
    }
    let inverse = UnsafeMutableBufferPointer<Double>.aligned(count: size, repeating: 1)
    for feature in 0..<featureCount {
      // A feature that is zero everywhere has no curvature where there is no ridge either.
      let own = ridge + curvature[feature]
      for lane in 0..<lanes { inverse[feature * lanes + lane] = own > 0 ? 1 / own : 1 }
    }
    let intercept = totalWeight * scale
    for lane in 0..<lanes { inverse[featureCount * lanes + lane] = 1 / intercept }
    return inverse
  }

  /// A point at a model's weights.
  ///
  /// Softmax does not see a shift of all intercepts, and no penalty would ever bring it back: their mean is
  /// taken off. A problem of one label may stand for two classes, whose columns are −w/2 and w/2.
  func point(of model: LinearModel) -> UnsafeMutableBufferPointer<Double> {
    let point = UnsafeMutableBufferPointer<Double>.aligned(count: size, repeating: 0)
    let isFolded = model.classCount == 2 && classCount == 1
    let width = model.classCount
    for feature in 0...featureCount {
      let own =
        feature < featureCount
        ? model.weights[columns[feature] * width..<(columns[feature] + 1) * width]
        : model.intercepts[...]
      let values = own.map(Double.init)
      let mean =
        feature == featureCount && loss == .softmax ? values.reduce(0, +) / Double(width) : 0
      for k in 0..<classCount {
        point[feature * lanes + k] = isFolded ? values[1] - values[0] : values[k] - mean
      }
    }
    return point
  }

  /// The model at a point, in `Float`.
  ///
  /// - Parameter isFolded: Whether the one label stands for two classes.
  func model(
    at point: UnsafeMutableBufferPointer<Double>, link: ScoreLink, isFolded: Bool = false
  ) throws(TrainingError) -> LinearModel {
    let width = isFolded ? 2 : classCount
    func write(_ feature: Int, to row: UnsafeMutableBufferPointer<Float>) {
      if isFolded {
        row[1] = Float(point[feature * lanes] / 2)
        row[0] = -row[1]
      } else {
        for k in 0..<width { row[k] = Float(point[feature * lanes + k]) }
      }
    }
    var weights = [Float](repeating: 0, count: featureCount * width)
    weights.withUnsafeMutableBufferPointer { weights in
      for (feature, column) in columns.enumerated() {
        write(feature, to: .init(rebasing: weights[column * width..<(column + 1) * width]))
      }
    }
    var intercepts = [Float](repeating: 0, count: width)
    intercepts.withUnsafeMutableBufferPointer { write(featureCount, to: $0) }
    return try LinearModel(
      weights: weights, intercepts: intercepts, classCount: width, featureCount: featureCount, link: link)
  }
}
