extension LogisticRegression {
  /// How the objective is minimised.
  public enum Solver: String, Codable, Sendable, Hashable {
    /// Dual coordinate ascent to get near fast, then L-BFGS to the tolerance.
    case automatic = "auto"
    /// L-BFGS alone.
    case lbfgs
    /// A trust-region Newton method, for an L2 penalty: fewer and dearer iterations, to any precision.
    case newtonCG = "newton-cg"
  }

  /// How several classes are told apart.
  public enum MultiClass: String, Codable, Sendable, Hashable {
    /// One softmax over all classes.
    case multinomial
    /// A sigmoid for each class against the rest, trained independently.
    case oneVersusRest = "ovr"
  }

  /// The settings of logistic regression, under scikit-learn's names in JSON.
  public struct Configuration: Sendable, Hashable {
    /// C, the inverse of the strength of the penalty (`C`).
    public var c: Double
    /// The share of the L1 penalty, from 0 (L2) to 1 (L1); between them is the elastic net (`l1_ratio`).
    public var l1Ratio: Double
    /// How several classes are told apart (`multi_class`); two classes are the same either way.
    public var multiClass: MultiClass
    /// The most iterations of a solver (`max_iter`).
    public var maxIterations: Int
    /// Training ends where no entry of the gradient of the mean loss exceeds this (`tol`).
    public var tolerance: Double
    /// How much the rows of each class count (`class_weight`: null or "balanced").
    public var classWeight: ClassWeight
    /// How the objective is minimised (`solver`).
    public var solver: Solver
    /// The seed of the order in which rows are visited (`random_state`).
    public var seed: UInt64

    /// Creates settings; the defaults are scikit-learn's, but for 1,000 iterations.
    public init(
      c: Double = 1, l1Ratio: Double = 0, multiClass: MultiClass = .multinomial, maxIterations: Int = 1000,
      tolerance: Double = 1e-4, classWeight: ClassWeight = .none, solver: Solver = .automatic,
      seed: UInt64 = 0
    ) {
      self.c = c
      self.l1Ratio = l1Ratio
      self.multiClass = multiClass
      self.maxIterations = maxIterations
      self.tolerance = tolerance
      self.classWeight = classWeight
      self.solver = solver
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
      guard l1Ratio >= 0, l1Ratio <= 1 else {
        throw TrainingError(.configuration, "l1_ratio is \(l1Ratio); expected 0 ... 1")
      }
      guard solver != .newtonCG || l1Ratio == 0 else {
        throw TrainingError(
          .configuration,
          "solver is newton-cg and l1_ratio \(l1Ratio); newton-cg takes an L2 penalty alone, auto any")
      }
      guard maxIterations > 0 else {
        throw TrainingError(.configuration, "max_iter is \(maxIterations); expected at least 1")
      }
    }
  }
}

/// Checks that a setting is a positive, finite number.
func checkPositive(_ value: Double, _ name: String) throws(TrainingError) {
  guard value.isFinite, value > 0 else {
    throw TrainingError(.configuration, "\(name) is \(value); expected a positive number")
  }
}

extension LogisticRegression.Configuration: Codable {
  private enum CodingKeys: String, CodingKey {
    case c = "C"
    case l1Ratio = "l1_ratio"
    case multiClass = "multi_class"
    case penalty
    case maxIterations = "max_iter"
    case tolerance = "tol"
    case classWeight = "class_weight"
    case solver
    case seed = "random_state"
  }

  /// Reads settings; what is absent or null has its default.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let defaults = Self()
    self.init(
      c: try values.decodeIfPresent(Double.self, forKey: .c) ?? defaults.c,
      l1Ratio: try Self.l1Ratio(values) ?? defaults.l1Ratio,
      multiClass: try values.decodeIfPresent(LogisticRegression.MultiClass.self, forKey: .multiClass)
        ?? defaults.multiClass,
      maxIterations: try values.decodeIfPresent(Int.self, forKey: .maxIterations) ?? defaults.maxIterations,
      tolerance: try values.decodeIfPresent(Double.self, forKey: .tolerance) ?? defaults.tolerance,
      classWeight: try values.decodeIfPresent(ClassWeight.self, forKey: .classWeight) ?? defaults.classWeight,
      solver: try values.decodeIfPresent(LogisticRegression.Solver.self, forKey: .solver) ?? defaults.solver,
      seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? defaults.seed)
  }

  /// The share of the L1 penalty, which may be told by the name of the penalty.
  private static func l1Ratio(_ values: KeyedDecodingContainer<CodingKeys>) throws -> Double? {
    let ratio = try values.decodeIfPresent(Double.self, forKey: .l1Ratio)
    switch try values.decodeIfPresent(String.self, forKey: .penalty) {
    case nil: return ratio
    case "l2": return 0
    case "l1": return 1
    case "elasticnet" where ratio != nil: return ratio
    case let name?:
      throw DecodingError.dataCorruptedError(
        forKey: .penalty, in: values,
        debugDescription: "penalty is \"\(name)\"; expected l1, l2, or elasticnet with an l1_ratio")
    }
  }

  /// Writes every setting; no class weight is null, as in scikit-learn.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(c, forKey: .c)
    try values.encode(l1Ratio, forKey: .l1Ratio)
    try values.encode(multiClass, forKey: .multiClass)
    try values.encode(maxIterations, forKey: .maxIterations)
    try values.encode(tolerance, forKey: .tolerance)
    try values.encode(classWeight, forKey: .classWeight)
    try values.encode(solver, forKey: .solver)
    try values.encode(seed, forKey: .seed)
  }
}
