internal import ParallaxMath

/// Sets one class apart from the others, then tells the others from each other.
///
/// The first stage is trained on every row, with two classes: the class apart and the rest. It reads the
/// leading columns alone, so that a few measures decide and not every word. The second stage is trained on
/// the rows of the other classes and reads every column.
public struct TwoStage: Trainer {
  /// The settings in use.
  public let configuration: Configuration

  /// Creates a learner.
  ///
  /// - Throws: ``TrainingError`` of code `configuration`.
  public init(configuration: Configuration) throws(TrainingError) {
    try configuration.validate()
    self.configuration = configuration
  }

  /// Trains both stages.
  ///
  /// - Throws: ``TrainingError`` as of the learners of the stages; `configuration` where the data has no such
  ///   class or not as many columns, or too few classes to have any left to tell apart.
  public func train(
    on dataset: LabeledDataset, from warmStart: TwoStageModel?, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<TwoStageModel> {
    let apart = configuration.apartClass
    guard dataset.classCount >= 3, apart < dataset.classCount else {
      throw TrainingError(
        .configuration,
        "apart_class is \(apart) of \(dataset.classCount) classes; expected one of three or more")
    }
    guard configuration.leadingColumns <= dataset.features.columnCount else {
      throw TrainingError(
        .configuration,
        "leading_columns is \(configuration.leadingColumns) of \(dataset.features.columnCount) columns")
    }
    try dataset.checkTrainable()
    let gate = try LabeledDataset(
      features: dataset.features.leadingColumns(configuration.leadingColumns),
      labels: dataset.labels.map { $0 == apart ? 0 : 1 }, classCount: 2, weights: dataset.weights)
    let first = try configuration.first.train(on: gate, from: warmStart?.first, in: context)
    let rest = dataset.labels.indices.filter { dataset.labels[$0] != apart }
    let others = dataset.selecting(rest)
    let sorting = try LabeledDataset(
      features: others.features, labels: others.labels.map { $0 > apart ? $0 - 1 : $0 },
      classCount: dataset.classCount - 1, weights: others.weights)
    let second = try configuration.second.train(on: sorting, from: warmStart?.second, in: context)
    let report = TrainingReport(
      solver: first.report.solver + "+" + second.report.solver,
      objective: first.report.objective + second.report.objective,
      epochs: first.report.epochs + second.report.epochs,
      iterations: first.report.iterations + second.report.iterations,
      converged: first.report.converged && second.report.converged,
      wasStopped: first.report.wasStopped || second.report.wasStopped, rowCount: dataset.count,
      seed: configuration.second.seed ?? configuration.first.seed ?? 0)
    return TrainingResult(
      model: try TwoStageModel(
        apartClass: apart, leadingColumns: configuration.leadingColumns, first: first.model,
        second: second.model),
      report: report)
  }
}

extension SparseMatrix {
  /// The first columns alone.
  func leadingColumns(_ count: Int) -> SparseMatrix {
    var offsets = [0]
    offsets.reserveCapacity(rowCount + 1)
    var columns: [Int32] = []
    var kept: [Float] = []
    for row in 0..<rowCount {
      for entry in entries(ofRow: row) {
        // Columns ascend within a row.
        guard Int(columnIndices[entry]) < count else { break }
        columns.append(columnIndices[entry])
        kept.append(values[entry])
      }
      offsets.append(columns.count)
    }
    return SparseMatrix(
      uncheckedColumnCount: count, rowOffsets: offsets, columnIndices: columns, values: kept)
  }
}

extension SparseVector {
  /// The first columns alone.
  func leadingColumns(_ count: Int) -> SparseVector {
    let length = indices.prefix { Int($0) < count }.count
    return SparseVector(
      indices: Array(indices.prefix(length)), values: Array(values.prefix(length)), dimension: count)
  }
}
