extension NaiveBayesWeighted {
  /// The learner that is trained on the weighted features.
  public enum Base: Sendable, Hashable {
    /// A linear support vector machine, as in the paper.
    case linearSVM(LinearSVM.Configuration)
    /// A logistic regression.
    case logisticRegression(LogisticRegression.Configuration)

    var isLogistic: Bool {
      if case .logisticRegression = self { return true }
      return false
    }

    func validate() throws(TrainingError) {
      switch self {
      case .linearSVM(let configuration): try configuration.validate()
      case .logisticRegression(let configuration): try configuration.validate()
      }
    }

    func train(
      on dataset: LabeledDataset, in context: TrainingContext
    ) throws(TrainingError) -> TrainingResult<LinearModel> {
      switch self {
      case .linearSVM(let configuration):
        return try LinearSVM(configuration: configuration).train(on: dataset, from: nil, in: context)
      case .logisticRegression(let configuration):
        return try LogisticRegression(configuration: configuration).train(on: dataset, from: nil, in: context)
      }
    }
  }

  /// The settings of a linear model over features weighted by naive Bayes.
  public struct Configuration: Codable, Sendable, Hashable {
    /// The learner of the weighted features (`linear_svm` or `logistic_regression`, with its settings).
    public var base: Base
    /// α, added to every count (`alpha`).
    public var alpha: Double
    /// β, from 0, all weights alike, to 1, those of the base learner (`interpolation`).
    public var interpolation: Double
    /// Whether a row counts 1 for each feature it has, whatever its value (`binarize`).
    public var countsPresence: Bool

    /// Creates settings; α is 1 and presence is counted, as in the paper, whose β = 1/4 is for its SVM.
    public init(
      base: Base = .linearSVM(.init()), alpha: Double = 1, interpolation: Double = 0.25,
      countsPresence: Bool = true
    ) {
      self.base = base
      self.alpha = alpha
      self.interpolation = interpolation
      self.countsPresence = countsPresence
    }

    enum CodingKeys: String, CodingKey {
      case alpha, interpolation
      case countsPresence = "binarize"
      case linearSVM = "linear_svm"
      case logisticRegression = "logistic_regression"
    }

    /// Reads settings; what is absent or null has its default.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      self.init()
      if let own = try values.decodeIfPresent(LinearSVM.Configuration.self, forKey: .linearSVM) {
        base = .linearSVM(own)
      }
      if let own = try values.decodeIfPresent(
        LogisticRegression.Configuration.self, forKey: .logisticRegression)
      {
        guard !values.contains(.linearSVM) else {
          throw DecodingError.dataCorruptedError(
            forKey: .linearSVM, in: values,
            debugDescription: "linear_svm and logistic_regression; expected one of them")
        }
        base = .logisticRegression(own)
      }
      alpha = try values.decodeIfPresent(Double.self, forKey: .alpha) ?? alpha
      interpolation = try values.decodeIfPresent(Double.self, forKey: .interpolation) ?? interpolation
      countsPresence = try values.decodeIfPresent(Bool.self, forKey: .countsPresence) ?? countsPresence
    }

    /// Writes every setting.
    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      switch base {
      case .linearSVM(let configuration): try values.encode(configuration, forKey: .linearSVM)
      case .logisticRegression(let configuration):
        try values.encode(configuration, forKey: .logisticRegression)
      }
      try values.encode(alpha, forKey: .alpha)
      try values.encode(interpolation, forKey: .interpolation)
      try values.encode(countsPresence, forKey: .countsPresence)
    }

    /// Checks that every setting is in its range.
    ///
    /// - Throws: ``TrainingError`` of code `configuration`.
    public func validate() throws(TrainingError) {
      try checkPositive(alpha, "alpha")
      guard interpolation >= 0, interpolation <= 1 else {
        throw TrainingError(.configuration, "interpolation is \(interpolation); expected 0 ... 1")
      }
      try base.validate()
    }
  }
}
