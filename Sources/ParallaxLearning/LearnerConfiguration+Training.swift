extension LearnerConfiguration {
  /// Trains a model with the learner that these are the settings of.
  ///
  /// - Throws: ``TrainingError`` as of the learner; `shape` where the warm start is of another kind.
  public func train(
    on dataset: LabeledDataset, from warmStart: TrainedModel? = nil, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<TrainedModel> {
    if case .multilayerPerceptron(let own) = self {
      let learner = try MultilayerPerceptron(configuration: own)
      return try learner.train(on: dataset, from: perceptron(warmStart), in: context).erased()
    }
    if case .twoStage(let own) = self {
      return try TwoStage(configuration: own).train(on: dataset, from: twoStage(warmStart), in: context)
        .erased()
    }
    return try linearTrainer().train(on: dataset, from: linear(warmStart), in: context).erased()
  }

  /// Trains a model of independent labels.
  ///
  /// - Throws: ``TrainingError`` as of the learner; `configuration` for a learner that has no such form.
  public func train(
    on dataset: MultiLabelDataset, from warmStart: TrainedModel? = nil, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<TrainedModel> {
    switch self {
    case .logisticRegression(let own):
      return try LogisticRegression(configuration: own)
        .train(on: dataset, from: linear(warmStart), in: context).erased()
    case .linearSVM(let own):
      return try LinearSVM(configuration: own)
        .train(on: dataset, from: linear(warmStart), in: context).erased()
    case .averagedSGD(let own):
      return try AveragedSGD(configuration: own)
        .train(on: dataset, from: linear(warmStart), in: context).erased()
    case .multilayerPerceptron(let own):
      return try MultilayerPerceptron(configuration: own)
        .train(on: dataset, from: perceptron(warmStart), in: context).erased()
    case .naiveBayes, .naiveBayesWeighted, .twoStage:
      throw TrainingError(
        .configuration,
        "\(kind.rawValue) tells classes apart, but rows have any number of labels; "
          + "expected logistic_regression, linear_svm, averaged_sgd or multilayer_perceptron")
    }
  }

  /// Trains a model for each value of C, in turn from what the one before found; nil for a learner that has
  /// no C.
  ///
  /// - Throws: ``TrainingError`` as of the learner.
  public func trainPath(
    on dataset: LabeledDataset, cs: [Double], in context: TrainingContext
  ) throws(TrainingError) -> [TrainingResult<TrainedModel>]? {
    switch self {
    case .logisticRegression(let own):
      return try LogisticRegression(configuration: own).trainPath(on: dataset, cs: cs, in: context)
        .map { $0.erased() }
    case .linearSVM(let own):
      return try LinearSVM(configuration: own).trainPath(on: dataset, cs: cs, in: context)
        .map { $0.erased() }
    default: return nil
    }
  }

  private func linearTrainer() throws(TrainingError) -> any Trainer<LinearModel> {
    switch self {
    case .logisticRegression(let own): return try LogisticRegression(configuration: own)
    case .linearSVM(let own): return try LinearSVM(configuration: own)
    case .naiveBayes(let own): return try NaiveBayes(configuration: own)
    case .naiveBayesWeighted(let own): return try NaiveBayesWeighted(configuration: own)
    case .averagedSGD(let own): return try AveragedSGD(configuration: own)
    case .multilayerPerceptron, .twoStage:
      throw TrainingError(.configuration, "\(kind.rawValue) is no linear model")
    }
  }

  private func linear(_ model: TrainedModel?) throws(TrainingError) -> LinearModel? {
    switch model {
    case nil: return nil
    case .linear(let model): return model
    case .perceptron, .twoStage:
      throw TrainingError(.shape, "the warm start is a \(model.kindName); expected a linear model")
    }
  }

  private func perceptron(_ model: TrainedModel?) throws(TrainingError) -> MultilayerPerceptronModel? {
    switch model {
    case nil: return nil
    case .perceptron(let model): return model
    case .linear, .twoStage:
      throw TrainingError(.shape, "the warm start is a \(model.kindName); expected a perceptron")
    }
  }

  private func twoStage(_ model: TrainedModel?) throws(TrainingError) -> TwoStageModel? {
    switch model {
    case nil: return nil
    case .twoStage(let model): return model
    case .linear, .perceptron:
      throw TrainingError(.shape, "the warm start is a \(model.kindName); expected one of two stages")
    }
  }
}

extension TrainingResult where Model == LinearModel {
  /// The same model among those of any kind.
  public func erased() -> TrainingResult<TrainedModel> { .init(model: .linear(model), report: report) }
}

extension TrainingResult where Model == MultilayerPerceptronModel {
  /// The same model among those of any kind.
  public func erased() -> TrainingResult<TrainedModel> { .init(model: .perceptron(model), report: report) }
}

extension TrainingResult where Model == TwoStageModel {
  /// The same model among those of any kind.
  public func erased() -> TrainingResult<TrainedModel> { .init(model: .twoStage(model), report: report) }
}

extension TrainedModel? {
  /// The kind, as a message names it.
  fileprivate var kindName: String {
    switch self {
    case nil: "nothing"
    case .linear: "linear model"
    case .perceptron: "perceptron"
    case .twoStage: "model of two stages"
    }
  }
}
