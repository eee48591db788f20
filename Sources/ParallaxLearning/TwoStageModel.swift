public import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// A model that sets one class apart from the others first, and tells these from each other then.
///
/// Let g be the first stage's log odds of "not apart", and p_k the second stage's probabilities. The scores
/// are −g/2 for the class apart and g/2 + ln p_k for each other, so that their softmax is 1 − σ(g) for the
/// one and σ(g) p_k for the others: the probabilities of the stages multiplied.
public struct TwoStageModel: ClassificationModel {
  /// The class that the first stage sets apart.
  public let apartClass: Int
  /// The number of columns that the first stage reads, from the first.
  public let leadingColumns: Int
  /// The first stage: class 0 is the one apart, class 1 all others.
  public let first: TrainedModel
  /// The second stage: all classes but the one apart, in their order.
  public let second: TrainedModel

  /// Puts a model together.
  ///
  /// - Throws: ``TrainingError`` of code `shape` where the stages do not fit.
  public init(
    apartClass: Int, leadingColumns: Int, first: TrainedModel, second: TrainedModel
  ) throws(TrainingError) {
    guard first.classCount == 2, first.featureCount == leadingColumns, first.link == .softmax else {
      throw TrainingError(
        .shape,
        "a first stage of \(first.classCount) classes and \(first.featureCount) features; expected 2 and "
          + "\(leadingColumns), with softmax")
    }
    guard second.classCount >= 2, second.featureCount >= leadingColumns, second.link == .softmax,
      (0...second.classCount).contains(apartClass)
    else {
      throw TrainingError(
        .shape,
        "a second stage of \(second.classCount) classes and \(second.featureCount) features beside class "
          + "\(apartClass); expected two or more, at least \(leadingColumns) features, and softmax")
    }
    self.apartClass = apartClass
    self.leadingColumns = leadingColumns
    self.first = first
    self.second = second
  }

  /// The number of classes.
  public var classCount: Int { second.classCount + 1 }
  /// The number of features.
  public var featureCount: Int { second.featureCount }
  /// The scores' softmax is their probabilities.
  public var link: ScoreLink { .softmax }

  /// The scores of every row, row after row.
  ///
  /// - Precondition: the matrix has `featureCount` columns.
  public func decisionValues(of rows: SparseMatrix, threads: Int = 1) -> [Double] {
    let gates = first.decisionValues(of: rows.leadingColumns(leadingColumns), threads: threads)
    let others = second.decisionValues(of: rows, threads: threads)
    var scores: [Double] = []
    scores.reserveCapacity(rows.rowCount * classCount)
    for row in 0..<rows.rowCount {
      let own = Array(others[row * second.classCount..<(row + 1) * second.classCount])
      scores += joined(gates[2 * row + 1] - gates[2 * row], own)
    }
    return scores
  }

  /// The score of each class for one row.
  ///
  /// - Precondition: the vector is of dimension `featureCount`.
  public func decisionValues(of row: SparseVector) -> [Double] {
    let gate = first.decisionValues(of: row.leadingColumns(leadingColumns))
    return joined(gate[1] - gate[0], second.decisionValues(of: row))
  }

  private func joined(_ odds: Double, _ others: [Double]) -> [Double] {
    let largest = others.max() ?? 0
    let total = largest + log(others.reduce(0) { $0 + exp($1 - largest) })
    var scores = others.map { odds / 2 + $0 - total }
    scores.insert(-odds / 2, at: apartClass)
    return scores
  }

  /// What each entry of a row adds to the score of a class near this row: x_i ∂z/∂x_i.
  ///
  /// Half of what it adds to the first stage's odds, and for a class of the second stage what it adds to that
  /// class's score more than to the others' on average, by their probabilities here.
  ///
  /// - Precondition: the vector is of dimension `featureCount`, and the class is one of the model's.
  public func attribution(of row: SparseVector, toClass target: Int) -> FeatureAttribution {
    precondition(target >= 0 && target < classCount, "class \(target) of \(classCount)")
    let leading = row.leadingColumns(leadingColumns)
    let sign = target == apartClass ? -0.5 : 0.5
    let gate = zip(
      first.attribution(of: leading, toClass: 1).values, first.attribution(of: leading, toClass: 0).values)
    var values = [Double](repeating: 0, count: row.nonZeroCount)
    for (entry, amounts) in gate.enumerated() { values[entry] += sign * (amounts.0 - amounts.1) }
    if target != apartClass {
      let own = target > apartClass ? target - 1 : target
      let probabilities = softmax(second.decisionValues(of: row))
      for other in probabilities.indices {
        let share = (other == own ? 1 : 0) - probabilities[other]
        for (entry, amount) in second.attribution(of: row, toClass: other).values.enumerated() {
          values[entry] += share * amount
        }
      }
    }
    return FeatureAttribution(
      indices: row.indices, values: values,
      baseline: decisionValues(of: row)[target] - values.reduce(0, +), scope: .local)
  }
}

extension TwoStageModel {
  /// What a model of two stages is apart from its numbers.
  public struct Settings: Codable, Sendable, Hashable {
    /// The class that the first stage sets apart.
    public let apartClass: Int
    /// The number of columns that the first stage reads.
    public let leadingColumns: Int
    /// The settings of the first stage.
    public let first: TrainedModel.Settings
    /// The settings of the second stage.
    public let second: TrainedModel.Settings

    enum CodingKeys: String, CodingKey {
      case first, second
      case apartClass = "apart_class"
      case leadingColumns = "leading_columns"
    }
  }

  /// The class apart, the columns of the first stage, and the settings of both.
  public var settings: Settings {
    Settings(
      apartClass: apartClass, leadingColumns: leadingColumns, first: first.settings, second: second.settings)
  }

  /// The tensors of the stages, their names after `first.` and `second.`.
  public var tensors: [NamedTensor] {
    [("first.", first), ("second.", second)].flatMap { prefix, stage in
      stage.tensors.map { NamedTensor(unchecked: prefix + $0.name, shape: $0.shape, values: $0.values) }
    }
  }

  /// Creates a model from the parts of another.
  ///
  /// - Throws: ``TrainingError`` of code `shape` or `not_finite`.
  public init(settings: Settings, tensors: [NamedTensor]) throws(TrainingError) {
    func stage(_ prefix: String, _ settings: TrainedModel.Settings) throws(TrainingError) -> TrainedModel {
      try TrainedModel(
        settings: settings,
        tensors: tensors.filter { $0.name.hasPrefix(prefix) }.map {
          NamedTensor(
            unchecked: String($0.name.dropFirst(prefix.count)), shape: $0.shape, values: $0.values)
        })
    }
    let (first, second) = (try stage("first.", settings.first), try stage("second.", settings.second))
    guard tensors.count == first.tensors.count + second.tensors.count else {
      throw TrainingError(.shape, "found the tensors \(tensors.map(\.name)); expected those of two stages")
    }
    try self.init(
      apartClass: settings.apartClass, leadingColumns: settings.leadingColumns, first: first, second: second)
  }
}
