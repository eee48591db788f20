extension MultilayerPerceptron {
  /// The settings of a multilayer perceptron, under scikit-learn's names in JSON where it has them.
  public struct Configuration: Codable, Sendable, Hashable {
    /// The units of each hidden layer (`hidden_layer_sizes`); none is a linear model.
    public var hiddenLayerSizes: [Int]
    /// α, the strength of the penalty (`alpha`); scikit-learn divides its own by the size of a batch.
    public var alpha: Double
    /// The share of hidden units left out of a step, at random (`dropout`).
    public var dropout: Double
    /// The norm that the gradient of a step is cut to where it is larger (`clip_norm`); nil never cuts.
    public var clipNorm: Double?
    /// The rows of a step (`batch_size`).
    public var batchSize: Int
    /// Adam's rate (`learning_rate_init`).
    public var learningRate: Double
    /// The decay of Adam's mean of the gradient (`beta_1`).
    public var beta1: Double
    /// The decay of Adam's mean of the gradient's square (`beta_2`).
    public var beta2: Double
    /// What the root of that mean is kept away from zero by (`epsilon`).
    public var epsilon: Double
    /// The most epochs (`max_iter`).
    public var maxEpochs: Int
    /// The least fall of the loss that counts, without early stopping (`tol`).
    public var tolerance: Double
    /// The epochs without a better loss after which training ends (`n_iter_no_change`).
    public var patience: Int
    /// Whether rows held out judge the epochs (`early_stopping`).
    public var earlyStopping: Bool
    /// The share of the rows of each class that is held out (`validation_fraction`).
    public var validationFraction: Double
    /// How much the rows of each class count (`class_weight`).
    public var classWeight: ClassWeight
    /// The seed of weights, order and dropout (`random_state`).
    public var seed: UInt64

    /// Creates settings; the defaults are scikit-learn's.
    public init(
      hiddenLayerSizes: [Int] = [100], alpha: Double = 1e-4, dropout: Double = 0, clipNorm: Double? = nil,
      batchSize: Int = 200, learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
      epsilon: Double = 1e-8, maxEpochs: Int = 200, tolerance: Double = 1e-4, patience: Int = 10,
      earlyStopping: Bool = false, validationFraction: Double = 0.1, classWeight: ClassWeight = .none,
      seed: UInt64 = 0
    ) {
      self.hiddenLayerSizes = hiddenLayerSizes
      self.alpha = alpha
      self.dropout = dropout
      self.clipNorm = clipNorm
      self.batchSize = batchSize
      self.learningRate = learningRate
      self.beta1 = beta1
      self.beta2 = beta2
      self.epsilon = epsilon
      self.maxEpochs = maxEpochs
      self.tolerance = tolerance
      self.patience = patience
      self.earlyStopping = earlyStopping
      self.validationFraction = validationFraction
      self.classWeight = classWeight
      self.seed = seed
    }

    enum CodingKeys: String, CodingKey {
      case alpha, dropout, epsilon
      case hiddenLayerSizes = "hidden_layer_sizes"
      case clipNorm = "clip_norm"
      case batchSize = "batch_size"
      case learningRate = "learning_rate_init"
      case beta1 = "beta_1"
      case beta2 = "beta_2"
      case maxEpochs = "max_iter"
      case tolerance = "tol"
      case patience = "n_iter_no_change"
      case earlyStopping = "early_stopping"
      case validationFraction = "validation_fraction"
      case classWeight = "class_weight"
      case seed = "random_state"
    }

    /// Reads settings; what is absent or null has its default.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      func read<Value: Decodable>(_ key: CodingKeys, _ standard: Value) throws -> Value {
        try values.decodeIfPresent(Value.self, forKey: key) ?? standard
      }
      let standard = Self()
      self.init(
        hiddenLayerSizes: try read(.hiddenLayerSizes, standard.hiddenLayerSizes),
        alpha: try read(.alpha, standard.alpha), dropout: try read(.dropout, standard.dropout),
        clipNorm: try values.decodeIfPresent(Double.self, forKey: .clipNorm),
        batchSize: try read(.batchSize, standard.batchSize),
        learningRate: try read(.learningRate, standard.learningRate),
        beta1: try read(.beta1, standard.beta1), beta2: try read(.beta2, standard.beta2),
        epsilon: try read(.epsilon, standard.epsilon), maxEpochs: try read(.maxEpochs, standard.maxEpochs),
        tolerance: try read(.tolerance, standard.tolerance), patience: try read(.patience, standard.patience),
        earlyStopping: try read(.earlyStopping, standard.earlyStopping),
        validationFraction: try read(.validationFraction, standard.validationFraction),
        classWeight: try read(.classWeight, standard.classWeight), seed: try read(.seed, standard.seed))
    }

    /// Checks that every setting is in its range.
    ///
    /// - Throws: ``TrainingError`` of code `configuration`.
    public func validate() throws(TrainingError) {
      func check(_ holds: Bool, _ found: String, _ expected: String) throws(TrainingError) {
        if !holds { throw TrainingError(.configuration, "\(found); expected \(expected)") }
      }
      try checkPositive(learningRate, "learning_rate_init")
      try checkPositive(epsilon, "epsilon")
      if let clipNorm { try checkPositive(clipNorm, "clip_norm") }
      try check(alpha >= 0 && alpha.isFinite, "alpha is \(alpha)", "at least 0")
      try check(tolerance >= 0 && tolerance.isFinite, "tol is \(tolerance)", "at least 0")
      try check((0..<1).contains(dropout), "dropout is \(dropout)", "0 or more, and less than 1")
      try check((0..<1).contains(beta1), "beta_1 is \(beta1)", "0 or more, and less than 1")
      try check((0..<1).contains(beta2), "beta_2 is \(beta2)", "0 or more, and less than 1")
      try check(
        validationFraction > 0 && validationFraction < 1, "validation_fraction is \(validationFraction)",
        "more than 0 and less than 1")
      try check(
        hiddenLayerSizes.allSatisfy { $0 > 0 }, "hidden_layer_sizes is \(hiddenLayerSizes)", "at least 1 each"
      )
      try check(batchSize > 0, "batch_size is \(batchSize)", "at least 1")
      try check(maxEpochs > 0, "max_iter is \(maxEpochs)", "at least 1")
      try check(patience > 0, "n_iter_no_change is \(patience)", "at least 1")
      try classWeight.validate()
    }
  }
}
