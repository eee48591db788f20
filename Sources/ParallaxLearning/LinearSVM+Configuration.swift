extension LinearSVM {
  /// What a row costs that is not on its side of the margin by s = 1 − y f > 0.
  public enum Loss: String, Codable, Sendable, Hashable {
    /// s².
    case squaredHinge = "squared_hinge"
    /// s.
    case hinge
  }

  /// The settings of a linear support vector machine, under scikit-learn's names in JSON.
  public struct Configuration: Sendable, Hashable {
    /// C, the inverse of the strength of the penalty (`C`).
    public var c: Double
    /// What a row on the wrong side of the margin costs (`loss`).
    public var loss: Loss
    /// Whether the intercept is penalised like a weight, as LIBLINEAR does (`penalize_intercept`).
    public var penalizesIntercept: Bool
    /// The most epochs (`max_iter`).
    public var maxIterations: Int
    /// Training ends where the projected gradients of an epoch lie within this of one another (`tol`).
    public var tolerance: Double
    /// How much the rows of each class count (`class_weight`: null or "balanced").
    public var classWeight: ClassWeight
    /// B, the value of the feature whose weight is the intercept (`intercept_scaling`).
    public var interceptScaling: Double
    /// The seed of the order in which rows are visited (`random_state`).
    public var seed: UInt64

    /// Creates settings; the defaults are scikit-learn's, but for the tolerance, which is LIBLINEAR's.
    public init(
      c: Double = 1, loss: Loss = .squaredHinge, penalizesIntercept: Bool = true,
      maxIterations: Int = 1000, tolerance: Double = 0.1, classWeight: ClassWeight = .none,
      interceptScaling: Double = 1, seed: UInt64 = 0
    ) {
      self.c = c
      self.loss = loss
      self.penalizesIntercept = penalizesIntercept
      self.maxIterations = maxIterations
      self.tolerance = tolerance
      self.classWeight = classWeight
      self.interceptScaling = interceptScaling
      self.seed = seed
    }

    /// Checks that every setting is in its range.
    ///
    /// - Throws: ``TrainingError`` of code `configuration` naming the setting, what it is and what was
    ///   expected.
    public func validate() throws(TrainingError) {
      try checkPositive(c, "C")
      try checkPositive(tolerance, "tol")
      try classWeight.validate()
      try checkPositive(interceptScaling, "intercept_scaling")
      guard maxIterations > 0 else {
        throw TrainingError(.configuration, "max_iter is \(maxIterations); expected at least 1")
      }
    }
  }
}

extension LinearSVM.Configuration: Codable {
  private enum CodingKeys: String, CodingKey {
    case loss
    case c = "C"
    case penalizesIntercept = "penalize_intercept"
    case maxIterations = "max_iter"
    case tolerance = "tol"
    case classWeight = "class_weight"
    case interceptScaling = "intercept_scaling"
    case seed = "random_state"
  }

  /// Reads settings; what is absent or null has its default.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let defaults = Self()
    self.init(
      c: try values.decodeIfPresent(Double.self, forKey: .c) ?? defaults.c,
      loss: try values.decodeIfPresent(LinearSVM.Loss.self, forKey: .loss) ?? defaults.loss,
      penalizesIntercept: try values.decodeIfPresent(Bool.self, forKey: .penalizesIntercept)
        ?? defaults.penalizesIntercept,
      maxIterations: try values.decodeIfPresent(Int.self, forKey: .maxIterations) ?? defaults.maxIterations,
      tolerance: try values.decodeIfPresent(Double.self, forKey: .tolerance) ?? defaults.tolerance,
      classWeight: try values.decodeIfPresent(ClassWeight.self, forKey: .classWeight) ?? defaults.classWeight,
      interceptScaling: try values.decodeIfPresent(Double.self, forKey: .interceptScaling)
        ?? defaults.interceptScaling,
      seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? defaults.seed)
  }

  /// Writes every setting; no class weight is null, as in scikit-learn.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(c, forKey: .c)
    try values.encode(loss, forKey: .loss)
    try values.encode(penalizesIntercept, forKey: .penalizesIntercept)
    try values.encode(maxIterations, forKey: .maxIterations)
    try values.encode(tolerance, forKey: .tolerance)
    try values.encode(classWeight, forKey: .classWeight)
    try values.encode(interceptScaling, forKey: .interceptScaling)
    try values.encode(seed, forKey: .seed)
  }
}
