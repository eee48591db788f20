import ParallaxLearning
import ParallaxMath

/// Examples as a learner takes them, and the pipeline that made their rows.
struct PreparedExamples: Sendable {
  let pipeline: FeaturePipeline
  let members: LabelIndices
  let rows: TrainingRows
  /// How much each example counts where a temperature is fitted; nil where all count alike.
  let calibrationWeights: [Double]?
}

/// Rows with the one class, or the several labels, of each.
enum TrainingRows: Sendable {
  case exclusive(LabeledDataset)
  case several(MultiLabelDataset)

  init(
    _ features: SparseMatrix, _ members: LabelIndices, labelCount: Int, weights: [Float]?
  ) throws(TrainingError) {
    self =
      members.isMultiLabel
      ? .several(
        try MultiLabelDataset(
          features: features, labels: members.ofRow, labelCount: labelCount, weights: weights))
      : .exclusive(
        try LabeledDataset(
          features: features, labels: members.first, classCount: labelCount, weights: weights))
  }

  var features: SparseMatrix {
    switch self {
    case .exclusive(let data): data.features
    case .several(let data): data.features
    }
  }

  var labelCount: Int {
    switch self {
    case .exclusive(let data): data.classCount
    case .several(let data): data.labelCount
    }
  }

  func selecting(_ rows: [Int]) throws(TrainingError) -> TrainingRows {
    switch self {
    case .exclusive(let data): .exclusive(data.selecting(rows))
    case .several(let data): .several(try data.selecting(rows))
    }
  }

  /// Whether every label has an example and, where labels do not exclude each other, a counterexample.
  var isTrainable: Bool {
    switch self {
    case .exclusive(let data): return Set(data.labels).count == data.classCount
    case .several(let data):
      var counts = [Int](repeating: 0, count: data.labelCount)
      for labels in data.labels { for label in labels { counts[label] += 1 } }
      return counts.allSatisfy { $0 > 0 && $0 < data.count }
    }
  }

  func train(
    _ learner: LearnerConfiguration, in context: TrainingContext
  ) throws(TrainingError) -> TrainingResult<TrainedModel> {
    switch self {
    case .exclusive(let data): try learner.train(on: data, from: nil, in: context)
    case .several(let data): try learner.train(on: data, from: nil, in: context)
    }
  }

  /// A model for each of some learners that differ in C alone, in one path where the learner has such.
  func trainPath(
    _ learners: [LearnerConfiguration], in context: TrainingContext
  ) throws(TrainingError) -> [TrainingResult<TrainedModel>] {
    if case .exclusive(let data) = self, learners.count > 1 {
      let cs = learners.compactMap(\.inverseRegularization)
      if cs.count == learners.count, let path = try learners[0].trainPath(on: data, cs: cs, in: context) {
        return path
      }
    }
    var results: [TrainingResult<TrainedModel>] = []
    for learner in learners { results.append(try train(learner, in: context)) }
    return results
  }
}
