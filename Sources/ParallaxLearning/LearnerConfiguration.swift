/// Which learner trains a model, and its settings: `{"kind": "linear_svm", "C": 1}` in JSON.
///
/// Without a kind it is a logistic regression.
public enum LearnerConfiguration: Sendable, Hashable {
  /// Logistic regression, `logistic_regression`.
  case logisticRegression(LogisticRegression.Configuration)
  /// A linear support vector machine, `linear_svm`.
  case linearSVM(LinearSVM.Configuration)
  /// Naive Bayes, `naive_bayes`.
  case naiveBayes(NaiveBayes.Configuration)

  /// Checks that every setting is in its range.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` naming the setting.
  public func validate() throws(TrainingError) {
    switch self {
    case .logisticRegression(let settings): try settings.validate()
    case .linearSVM(let settings): try settings.validate()
    case .naiveBayes(let settings): try settings.validate()
    }
  }

  /// The seed of every random choice; 0 for a learner that makes none.
  public var seed: UInt64 {
    switch self {
    case .logisticRegression(let settings): settings.seed
    case .linearSVM(let settings): settings.seed
    case .naiveBayes: 0
    }
  }

  /// Trains a model whose rows have one class each.
  ///
  /// - Throws: ``TrainingError`` as the learner does.
  public func train(
    on dataset: LabeledDataset, from warmStart: TrainedModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<TrainedModel> {
    var linear: LinearModel?
    if case .linear(let model) = warmStart { linear = model }
    let result: TrainingResult<LinearModel>
    switch self {
    case .logisticRegression(let settings):
      result = try LogisticRegression(configuration: settings).train(on: dataset, from: linear, in: context)
    case .linearSVM(let settings):
      result = try LinearSVM(configuration: settings).train(on: dataset, from: linear, in: context)
    case .naiveBayes(let settings):
      result = try NaiveBayes(configuration: settings).train(on: dataset, from: linear, in: context)
    }
    return TrainingResult(model: .linear(result.model), report: result.report)
  }

  /// Trains a model whose rows may have several labels.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` for a learner of exclusive classes, or as the learner
  ///   does.
  public func train(
    on dataset: MultiLabelDataset, from warmStart: TrainedModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<TrainedModel> {
    guard case .logisticRegression(let settings) = self else {
      throw TrainingError(.configuration, "only logistic_regression learns several labels a row")
    }
    var linear: LinearModel?
    if case .linear(let model) = warmStart { linear = model }
    let result = try LogisticRegression(configuration: settings).train(on: dataset, from: linear, in: context)
    return TrainingResult(model: .linear(result.model), report: result.report)
  }
}

extension LearnerConfiguration: Codable {
  private enum Kind: String, Codable {
    case logisticRegression = "logistic_regression"
    case linearSVM = "linear_svm"
    case naiveBayes = "naive_bayes"
  }

  private enum CodingKeys: String, CodingKey { case kind }

  /// Reads a learner; the settings stand beside the kind.
  public init(from decoder: any Decoder) throws {
    let kind = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(Kind.self, forKey: .kind)
    switch kind ?? .logisticRegression {
    case .logisticRegression: self = .logisticRegression(try .init(from: decoder))
    case .linearSVM: self = .linearSVM(try .init(from: decoder))
    case .naiveBayes: self = .naiveBayes(try .init(from: decoder))
    }
  }

  /// Writes the kind and every setting.
  public func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .logisticRegression(let settings):
      try keys.encode(Kind.logisticRegression, forKey: .kind)
      try settings.encode(to: encoder)
    case .linearSVM(let settings):
      try keys.encode(Kind.linearSVM, forKey: .kind)
      try settings.encode(to: encoder)
    case .naiveBayes(let settings):
      try keys.encode(Kind.naiveBayes, forKey: .kind)
      try settings.encode(to: encoder)
    }
  }
}
