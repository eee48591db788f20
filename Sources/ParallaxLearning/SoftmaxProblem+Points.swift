internal import ParallaxMath

extension SoftmaxProblem {
  /// An estimate of the Hessian's diagonal at W = 0, inverted: what the solver scales its steps by.
  ///
  /// ρ + (1/K)(1 − 1/K) Σ_i c_i x_ij² for the weights of feature j, and (1/K)(1 − 1/K) Σ_i c_i for the
  /// intercepts, which without it would move a thousand times too slowly beside rare words.
  func inverseCurvature() -> UnsafeMutableBufferPointer<Double> {
    let scale = 1 / Double(classCount) * (1 - 1 / Double(classCount))
    var curvature = [Double](repeating: 0, count: featureCount)
    for row in 0..<features.rowCount {
      let weight = rowWeights[row] * scale
      for entry in features.entries(ofRow: row) {
        let value = Double(features.values[entry])
        curvature[Int(features.columnIndices[entry])] += weight * value * value
      }
    }
    let inverse = UnsafeMutableBufferPointer<Double>.aligned(count: size, repeating: 1)
    for feature in 0..<featureCount {
      for lane in 0..<lanes { inverse[feature * lanes + lane] = 1 / (penalty + curvature[feature]) }
    }
    let intercept = totalWeight * scale
    for lane in 0..<lanes { inverse[featureCount * lanes + lane] = 1 / intercept }
    return inverse
  }

  /// A point at a model's weights.
  ///
  /// The mean over the classes is taken off the intercepts: softmax does not see it, and no penalty would
  /// ever bring it back.
  func point(of model: LinearModel) -> UnsafeMutableBufferPointer<Double> {
    let point = UnsafeMutableBufferPointer<Double>.aligned(count: size, repeating: 0)
    for feature in 0..<featureCount {
      for k in 0..<classCount {
        point[feature * lanes + k] = Double(model.weights[feature * classCount + k])
      }
    }
    let mean = model.intercepts.reduce(0.0) { $0 + Double($1) } / Double(classCount)
    for k in 0..<classCount { point[featureCount * lanes + k] = Double(model.intercepts[k]) - mean }
    return point
  }

  /// The model at a point, in `Float`.
  func model(at point: UnsafeMutableBufferPointer<Double>) throws(TrainingError) -> LinearModel {
    var weights = [Float](repeating: 0, count: featureCount * classCount)
    for feature in 0..<featureCount {
      for k in 0..<classCount { weights[feature * classCount + k] = Float(point[feature * lanes + k]) }
    }
    let intercepts = (0..<classCount).map { Float(point[featureCount * lanes + $0]) }
    return try LinearModel(
      weights: weights, intercepts: intercepts, classCount: classCount, featureCount: featureCount)
  }
}
