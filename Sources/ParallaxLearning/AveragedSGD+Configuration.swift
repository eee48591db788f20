extension AveragedSGD {
  /// What a row costs.
  public enum Loss: String, Codable, Sendable, Hashable {
    /// The negative logarithm of the probability of what is right.
    case log = "log_loss"
    /// max(0, 1 − y f), each class against the rest.
    case hinge
  }

  /// The settings of averaged stochastic gradient descent, under scikit-learn's names in JSON.
  public struct Configuration: Codable, Sendable, Hashable {
    /// What a row costs (`loss`).
    public var loss: Loss
    /// α, the strength of the penalty (`alpha`).
    public var alpha: Double
    /// The number of passes over the rows where they are all there (`max_iter`).
    public var epochs: Int
    /// η_0, the rate of the first step (`eta0`).
    public var initialRate: Double
    /// The number of rows before the average begins (`average`).
    public var averagingStart: Int
    /// How much the rows of each class count (`class_weight`).
    public var classWeight: ClassWeight
    /// The seed of the order in which rows are visited (`random_state`).
    public var seed: UInt64

    /// Creates settings.
    public init(
      loss: Loss = .log, alpha: Double = 1e-5, epochs: Int = 10, initialRate: Double = 4,
      averagingStart: Int = 0, classWeight: ClassWeight = .none, seed: UInt64 = 0
    ) {
      self.loss = loss
      self.alpha = alpha
      self.epochs = epochs
      self.initialRate = initialRate
      self.averagingStart = averagingStart
      self.classWeight = classWeight
      self.seed = seed
    }

    enum CodingKeys: String, CodingKey {
      case loss, alpha
      case epochs = "max_iter"
      case initialRate = "eta0"
      case averagingStart = "average"
      case classWeight = "class_weight"
      case seed = "random_state"
    }

    /// Reads settings; what is absent or null has its default.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      self.init()
      loss = try values.decodeIfPresent(Loss.self, forKey: .loss) ?? loss
      alpha = try values.decodeIfPresent(Double.self, forKey: .alpha) ?? alpha
      epochs = try values.decodeIfPresent(Int.self, forKey: .epochs) ?? epochs
      initialRate = try values.decodeIfPresent(Double.self, forKey: .initialRate) ?? initialRate
      averagingStart = try values.decodeIfPresent(Int.self, forKey: .averagingStart) ?? averagingStart
      classWeight = try values.decodeIfPresent(ClassWeight.self, forKey: .classWeight) ?? classWeight
      seed = try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
    }

    /// Checks that every setting is in its range.
    ///
    /// - Throws: ``TrainingError`` of code `configuration`.
    public func validate() throws(TrainingError) {
      try checkPositive(alpha, "alpha")
      try checkPositive(initialRate, "eta0")
      try classWeight.validate()
      guard epochs > 0 else {
        throw TrainingError(.configuration, "max_iter is \(epochs); expected at least 1")
      }
      guard averagingStart >= 0 else {
        throw TrainingError(.configuration, "average is \(averagingStart); expected at least 0")
      }
    }
  }
}
