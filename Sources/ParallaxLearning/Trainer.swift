/// A learner: settings that turn labelled rows into a model.
///
/// Every learner keeps the same contract, which `LearnerContractTests` checks on each of them: data that
/// cannot be learnt from are an error, a row of weight 0 is no row, a row of weight 2 is that row twice, the
/// same data and seed give the same bits for any number of threads, and not converging is told by the report.
public protocol Trainer<Model>: Sendable {
  /// What training makes.
  associatedtype Model: ClassificationModel

  /// Trains a model.
  ///
  /// - Parameters:
  ///   - dataset: The rows; every class needs one of positive weight.
  ///   - warmStart: A model of the same shape to start from. A learner that only counts does not need one
  ///     and takes no notice.
  ///   - context: Threads, and who is told of the progress.
  /// - Throws: ``TrainingError`` of code `empty`, `one_class` or `missing_class`; `shape` where the warm
  ///   start does not fit; `not_finite` where the weights leave the range of `Float`.
  func train(
    on dataset: LabeledDataset, from warmStart: Model?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<Model>
}

extension Trainer {
  /// Trains a model; what is not given is none, one thread and silence.
  public func train(
    on dataset: LabeledDataset, warmStart: Model? = nil, threads: Int = 1,
    progress: ((TrainingProgress) -> Void)? = nil
  ) throws(TrainingError) -> TrainingResult<Model> {
    try train(on: dataset, from: warmStart, in: TrainingContext(threads: threads, progress: progress))
  }
}

/// A learner of rows that carry any number of labels at once.
public protocol MultiLabelTrainer: Trainer {
  /// Trains a model whose labels are judged independently, each a binary problem of its own; they share the
  /// passes over the rows.
  ///
  /// - Throws: as ``Trainer/train(on:from:in:)``; `missing_class` where a label has no row or every row.
  func train(
    on dataset: MultiLabelDataset, from warmStart: Model?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<Model>
}

/// A learner that trains for several strengths of its penalty at once, for less than one by one.
public protocol PathTrainer: Trainer {
  /// Trains a model for each value of C, in the order given; each starts where the one before ended.
  ///
  /// The models are those that training one by one gives, within the tolerance.
  ///
  /// - Throws: as ``Trainer/train(on:from:in:)``; `configuration` where a C is not positive.
  func trainPath(
    on dataset: LabeledDataset, cs: [Double], in context: TrainingContext
  ) throws(TrainingError) -> [TrainingResult<Model>]
}
