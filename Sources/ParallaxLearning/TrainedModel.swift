public import ParallaxMath

/// A model of any kind: what holds one without knowing its learner.
public enum TrainedModel: ClassificationModel {
  /// A linear model.
  case linear(LinearModel)
  /// A multilayer perceptron.
  case perceptron(MultilayerPerceptronModel)
  /// A model of two stages.
  indirect case twoStage(TwoStageModel)

  /// The number of classes or labels.
  public var classCount: Int { wrapped.classCount }
  /// The number of features.
  public var featureCount: Int { wrapped.featureCount }
  /// How scores become probabilities.
  public var link: ScoreLink { wrapped.link }

  /// The scores of every row, row after row.
  ///
  /// - Precondition: the matrix has `featureCount` columns.
  public func decisionValues(of rows: SparseMatrix, threads: Int = 1) -> [Double] {
    wrapped.decisionValues(of: rows, threads: threads)
  }

  /// The score of each class for one row.
  ///
  /// - Precondition: the vector is of dimension `featureCount`.
  public func decisionValues(of row: SparseVector) -> [Double] { wrapped.decisionValues(of: row) }

  /// What each entry of a row adds to the score of a class.
  public func attribution(of row: SparseVector, toClass target: Int) -> FeatureAttribution {
    wrapped.attribution(of: row, toClass: target)
  }

  /// The model's numbers.
  public var tensors: [NamedTensor] { wrapped.tensors }

  /// The kind and the settings of the model.
  public var settings: Settings {
    switch self {
    case .linear(let model): .linear(model.settings)
    case .perceptron(let model): .perceptron(model.settings)
    case .twoStage(let model): .twoStage(model.settings)
    }
  }

  /// Creates a model of the kind that the settings name.
  ///
  /// - Throws: ``TrainingError`` of code `shape` or `not_finite`.
  public init(settings: Settings, tensors: [NamedTensor]) throws(TrainingError) {
    switch settings {
    case .linear(let settings): self = .linear(try LinearModel(settings: settings, tensors: tensors))
    case .perceptron(let settings):
      self = .perceptron(try MultilayerPerceptronModel(settings: settings, tensors: tensors))
    case .twoStage(let settings):
      self = .twoStage(try TwoStageModel(settings: settings, tensors: tensors))
    }
  }

  private var wrapped: any ClassificationModel {
    switch self {
    case .linear(let model): model
    case .perceptron(let model): model
    case .twoStage(let model): model
    }
  }
}

extension TrainedModel {
  /// The kind of a model and its settings, as one JSON object: `{"kind": "linear", …}`.
  public enum Settings: Codable, Sendable, Hashable {
    /// Those of a linear model.
    case linear(LinearModel.Settings)
    /// Those of a multilayer perceptron.
    case perceptron(MultilayerPerceptronModel.Settings)
    /// Those of a model of two stages.
    indirect case twoStage(TwoStageModel.Settings)

    private enum Kind: String, Codable {
      case linear
      case perceptron = "multilayer_perceptron"
      case twoStage = "two_stage"
    }

    private enum CodingKeys: String, CodingKey { case kind }

    /// Reads the kind, and the settings that go with it.
    public init(from decoder: any Decoder) throws {
      switch try decoder.container(keyedBy: CodingKeys.self).decode(Kind.self, forKey: .kind) {
      case .linear: self = .linear(try LinearModel.Settings(from: decoder))
      case .perceptron: self = .perceptron(try MultilayerPerceptronModel.Settings(from: decoder))
      case .twoStage: self = .twoStage(try TwoStageModel.Settings(from: decoder))
      }
    }

    /// Writes the settings with their kind.
    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .linear(let settings):
        try values.encode(Kind.linear, forKey: .kind)
        try settings.encode(to: encoder)
      case .perceptron(let settings):
        try values.encode(Kind.perceptron, forKey: .kind)
        try settings.encode(to: encoder)
      case .twoStage(let settings):
        try values.encode(Kind.twoStage, forKey: .kind)
        try settings.encode(to: encoder)
      }
    }
  }
}
