/// The settings of any learner, named by their kind: what a training configuration holds.
///
/// In JSON `{"kind": "linear_svm", "C": 0.5}`; without a kind it is a logistic regression.
public enum LearnerConfiguration: Sendable, Hashable {
  /// ``LogisticRegression``, `logistic_regression`.
  case logisticRegression(LogisticRegression.Configuration)
  /// ``LinearSVM``, `linear_svm`.
  case linearSVM(LinearSVM.Configuration)
  /// ``NaiveBayes``, `naive_bayes`.
  case naiveBayes(NaiveBayes.Configuration)
  /// ``NaiveBayesWeighted``, `nb_weighted`.
  case naiveBayesWeighted(NaiveBayesWeighted.Configuration)
  /// ``AveragedSGD``, `averaged_sgd`.
  case averagedSGD(AveragedSGD.Configuration)
  /// ``MultilayerPerceptron``, `multilayer_perceptron`.
  case multilayerPerceptron(MultilayerPerceptron.Configuration)
  /// ``TwoStage``, `two_stage`.
  indirect case twoStage(TwoStage.Configuration)

  /// The name of a kind of learner.
  public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
    /// Logistic regression.
    case logisticRegression = "logistic_regression"
    /// A linear support vector machine.
    case linearSVM = "linear_svm"
    /// Naive Bayes.
    case naiveBayes = "naive_bayes"
    /// A linear model over features weighted by naive Bayes.
    case naiveBayesWeighted = "nb_weighted"
    /// Averaged stochastic gradient descent.
    case averagedSGD = "averaged_sgd"
    /// A multilayer perceptron.
    case multilayerPerceptron = "multilayer_perceptron"
    /// Two stages: one class apart from the others first.
    case twoStage = "two_stage"

    /// Reads a name; an unknown one is told with those that are known.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      let name = try container.decode(String.self)
      guard let kind = Kind(rawValue: name) else {
        throw DecodingError.dataCorruptedError(
          in: container,
          debugDescription:
            "no learner \"\(name)\"; known are \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      self = kind
    }
  }

  /// The kind of learner.
  public var kind: Kind {
    switch self {
    case .logisticRegression: .logisticRegression
    case .linearSVM: .linearSVM
    case .naiveBayes: .naiveBayes
    case .naiveBayesWeighted: .naiveBayesWeighted
    case .averagedSGD: .averagedSGD
    case .multilayerPerceptron: .multilayerPerceptron
    case .twoStage: .twoStage
    }
  }

  /// The default settings of a kind of learner.
  public init(_ kind: Kind) {
    switch kind {
    case .logisticRegression: self = .logisticRegression(.init())
    case .linearSVM: self = .linearSVM(.init())
    case .naiveBayes: self = .naiveBayes(.init())
    case .naiveBayesWeighted: self = .naiveBayesWeighted(.init())
    case .averagedSGD: self = .averagedSGD(.init())
    case .multilayerPerceptron: self = .multilayerPerceptron(.init())
    case .twoStage: self = .twoStage(.init())
    }
  }

  /// C of a learner that trains a path over its values; nil for any other.
  ///
  /// Setting it changes nothing in a learner that has none.
  public var inverseRegularization: Double? {
    get {
      switch self {
      case .logisticRegression(let own): own.c
      case .linearSVM(let own): own.c
      default: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .logisticRegression(var own):
        own.c = newValue
        self = .logisticRegression(own)
      case .linearSVM(var own):
        own.c = newValue
        self = .linearSVM(own)
      default: break
      }
    }
  }

  /// Checks that every setting is in its range.
  ///
  /// - Throws: ``TrainingError`` of code `configuration`.
  public func validate() throws(TrainingError) {
    switch self {
    case .logisticRegression(let own): try own.validate()
    case .linearSVM(let own): try own.validate()
    case .naiveBayes(let own): try own.validate()
    case .naiveBayesWeighted(let own): try own.validate()
    case .averagedSGD(let own): try own.validate()
    case .multilayerPerceptron(let own): try own.validate()
    case .twoStage(let own): try own.validate()
    }
  }

  /// The seed of every random choice; nil for naive Bayes, which makes none.
  public var seed: UInt64? {
    switch self {
    case .logisticRegression(let own): own.seed
    case .linearSVM(let own): own.seed
    case .naiveBayes: nil
    case .naiveBayesWeighted(let own):
      switch own.base {
      case .linearSVM(let base): base.seed
      case .logisticRegression(let base): base.seed
      }
    case .averagedSGD(let own): own.seed
    case .multilayerPerceptron(let own): own.seed
    case .twoStage(let own): own.second.seed ?? own.first.seed
    }
  }

  /// The same settings with another seed; those of naive Bayes as they are.
  public func seeded(_ seed: UInt64) -> LearnerConfiguration {
    switch self {
    case .logisticRegression(var own):
      own.seed = seed
      return .logisticRegression(own)
    case .linearSVM(var own):
      own.seed = seed
      return .linearSVM(own)
    case .naiveBayes: return self
    case .naiveBayesWeighted(var own):
      switch own.base {
      case .linearSVM(var base):
        base.seed = seed
        own.base = .linearSVM(base)
      case .logisticRegression(var base):
        base.seed = seed
        own.base = .logisticRegression(base)
      }
      return .naiveBayesWeighted(own)
    case .averagedSGD(var own):
      own.seed = seed
      return .averagedSGD(own)
    case .multilayerPerceptron(var own):
      own.seed = seed
      return .multilayerPerceptron(own)
    case .twoStage(var own):
      own.first = own.first.seeded(seed)
      own.second = own.second.seeded(seed)
      return .twoStage(own)
    }
  }
}

extension LearnerConfiguration: Codable {
  private enum CodingKeys: String, CodingKey { case kind }

  /// Reads the kind, and the settings that go with it.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    switch try values.decodeIfPresent(Kind.self, forKey: .kind) ?? .logisticRegression {
    case .logisticRegression: self = .logisticRegression(try .init(from: decoder))
    case .linearSVM: self = .linearSVM(try .init(from: decoder))
    case .naiveBayes: self = .naiveBayes(try .init(from: decoder))
    case .naiveBayesWeighted: self = .naiveBayesWeighted(try .init(from: decoder))
    case .averagedSGD: self = .averagedSGD(try .init(from: decoder))
    case .multilayerPerceptron: self = .multilayerPerceptron(try .init(from: decoder))
    case .twoStage: self = .twoStage(try .init(from: decoder))
    }
  }

  /// Writes the settings with their kind.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(kind, forKey: .kind)
    switch self {
    case .logisticRegression(let own): try own.encode(to: encoder)
    case .linearSVM(let own): try own.encode(to: encoder)
    case .naiveBayes(let own): try own.encode(to: encoder)
    case .naiveBayesWeighted(let own): try own.encode(to: encoder)
    case .averagedSGD(let own): try own.encode(to: encoder)
    case .multilayerPerceptron(let own): try own.encode(to: encoder)
    case .twoStage(let own): try own.encode(to: encoder)
    }
  }
}
