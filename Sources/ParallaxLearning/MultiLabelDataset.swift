public import ParallaxMath

/// Rows of features that carry any number of labels each.
///
/// A value of this type holds its invariants: as many sets of labels as rows; labels in `0 ..< labelCount`,
/// each once a row; finite features; finite, non-negative weights.
public struct MultiLabelDataset: Sendable, Hashable {
  /// One row a document.
  public let features: SparseMatrix
  /// The labels of each row, ascending.
  public let labels: [[Int]]
  /// The number of labels there are.
  public let labelCount: Int
  /// How often each row counts; nil where each counts once.
  public let weights: [Float]?

  /// Creates a dataset, checking every invariant; the labels of a row may come in any order.
  ///
  /// - Throws: ``TrainingError`` of code `shape`, `label_out_of_range`, `not_finite` or `negative`, naming
  ///   the row at fault.
  /// - Complexity: O(rows + entries + labels).
  public init(
    features: SparseMatrix, labels: [[Int]], labelCount: Int, weights: [Float]? = nil
  ) throws(TrainingError) {
    guard labels.count == features.rowCount else {
      throw TrainingError(
        .shape, "\(labels.count) sets of labels for \(features.rowCount) rows; expected one each")
    }
    guard labelCount >= 1 else {
      throw TrainingError(.shape, "\(labelCount) labels; expected at least 1")
    }
    for (row, own) in labels.enumerated() {
      if let label = own.first(where: { $0 < 0 || $0 >= labelCount }) {
        throw TrainingError(
          .labelOutOfRange, "row \(row) has label \(label); expected 0 ..< \(labelCount)")
      }
      guard Set(own).count == own.count else {
        throw TrainingError(.labelOutOfRange, "row \(row) has a label twice: \(own)")
      }
    }
    try LabeledDataset.checkFinite(features)
    try LabeledDataset.checkWeights(weights, rowCount: labels.count)
    self.features = features
    self.labels = labels.map { $0.sorted() }
    self.labelCount = labelCount
    self.weights = weights
  }

  /// The number of rows.
  public var count: Int { labels.count }
}

extension MultiLabelDataset {
  /// The weight of each row.
  var rowWeights: [Double] { labels.indices.map { Double(weights?[$0] ?? 1) } }

  /// The weight of the rows that have each label, and of all rows.
  private func counts() -> (present: [Double], total: Double) {
    var present = [Double](repeating: 0, count: labelCount)
    var total = 0.0
    for (own, weight) in zip(labels, rowWeights) {
      total += weight
      for label in own { present[label] += weight }
    }
    return (present, total)
  }

  /// Checks that each label has rows that have it and rows that have it not.
  func checkTrainable() throws(TrainingError) {
    guard count > 0 else { throw TrainingError(.empty, "no rows to train on; expected at least 2") }
    for label in 0..<labelCount {
      let has = zip(labels, rowWeights).contains { $0.contains(label) && $1 > 0 }
      let lacks = zip(labels, rowWeights).contains { !$0.contains(label) && $1 > 0 }
      guard has, lacks else {
        throw TrainingError(
          .missingClass,
          "\(has ? "every" : "no") row of any weight has label \(label) of \(labelCount); "
            + "give examples of both or leave the label out")
      }
    }
  }

  /// What the rows that have a label and those that have it not are multiplied by.
  func factors(_ classWeight: ClassWeight) throws(TrainingError) -> LabelFactors {
    switch classWeight {
    case .none: return LabelFactors(count: labelCount)
    case .weights(let weights):
      guard weights.count == labelCount else {
        throw TrainingError(
          .configuration, "class_weight has \(weights.count) weights for \(labelCount) labels")
      }
      return LabelFactors(present: weights, absent: weights.map { _ in 1 })
    case .balanced:
      let (present, total) = counts()
      return LabelFactors(
        present: present.map { total / (2 * $0) }, absent: present.map { total / (2 * (total - $0)) })
    }
  }
}
