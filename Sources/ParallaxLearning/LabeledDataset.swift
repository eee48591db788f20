public import ParallaxMath

/// Rows of features with the class of each: what every learner is trained on.
///
/// A value of this type holds its invariants: as many labels as rows, each in `0 ..< classCount`; finite
/// features; finite, non-negative weights.
public struct LabeledDataset: Sendable, Hashable {
  /// One row a document.
  public let features: SparseMatrix
  /// The class of each row, from 0.
  public let labels: [Int]
  /// The number of classes.
  public let classCount: Int
  /// How often each row counts; nil where each counts once.
  public let weights: [Float]?

  /// Creates a dataset, checking every invariant.
  ///
  /// - Throws: ``TrainingError`` of code `shape`, `label_out_of_range`, `not_finite` or `negative`, naming
  ///   the row at fault.
  /// - Complexity: O(rows + entries).
  public init(
    features: SparseMatrix, labels: [Int], classCount: Int, weights: [Float]? = nil
  ) throws(TrainingError) {
    guard labels.count == features.rowCount else {
      throw TrainingError(.shape, "\(labels.count) labels for \(features.rowCount) rows; expected one each")
    }
    guard classCount >= 1 else {
      throw TrainingError(.shape, "\(classCount) classes; expected at least 1")
    }
    if let row = labels.firstIndex(where: { $0 < 0 || $0 >= classCount }) {
      throw TrainingError(
        .labelOutOfRange, "row \(row) has label \(labels[row]); expected 0 ..< \(classCount)")
    }
    try Self.checkFinite(features)
    try Self.checkWeights(weights, rowCount: labels.count)
    self.features = features
    self.labels = labels
    self.classCount = classCount
    self.weights = weights
  }

  /// The number of rows.
  public var count: Int { labels.count }

  /// The rows with the given indices, in the given order.
  ///
  /// - Precondition: every index is a row of this dataset.
  public func selecting(_ rows: [Int]) -> LabeledDataset {
    LabeledDataset(
      uncheckedFeatures: features.selectingRows(rows), labels: rows.map { labels[$0] },
      classCount: classCount, weights: weights.map { weights in rows.map { weights[$0] } })
  }

  private init(uncheckedFeatures: SparseMatrix, labels: [Int], classCount: Int, weights: [Float]?) {
    features = uncheckedFeatures
    self.labels = labels
    self.classCount = classCount
    self.weights = weights
  }

  static func checkWeights(_ weights: [Float]?, rowCount: Int) throws(TrainingError) {
    guard let weights else { return }
    guard weights.count == rowCount else {
      throw TrainingError(.shape, "\(weights.count) weights for \(rowCount) rows; expected one each")
    }
    if let row = weights.firstIndex(where: { !$0.isFinite }) {
      throw TrainingError(.notFinite, "the weight of row \(row) is \(weights[row])")
    }
    if let row = weights.firstIndex(where: { $0 < 0 }) {
      throw TrainingError(.negative, "the weight of row \(row) is \(weights[row]); expected at least 0")
    }
  }

  static func checkFinite(_ features: SparseMatrix) throws(TrainingError) {
    guard !areFinite(features.values) else { return }
    for row in 0..<features.rowCount {
      for entry in features.entries(ofRow: row) where !features.values[entry].isFinite {
        throw TrainingError(
          .notFinite,
          "row \(row), column \(features.columnIndices[entry]) holds \(features.values[entry]); "
            + "features must be finite")
      }
    }
  }
}

extension LabeledDataset {
  /// Checks that there is something to tell apart: rows, two classes or more, an example of each.
  ///
  /// A row of weight 0 is no example.
  func checkTrainable() throws(TrainingError) {
    guard count > 0 else { throw TrainingError(.empty, "no rows to train on; expected at least 2") }
    var total = [Double](repeating: 0, count: classCount)
    for row in 0..<count { total[labels[row]] += Double(weights?[row] ?? 1) }
    let present = total.indices.filter { total[$0] > 0 }
    guard present.count > 1 else {
      throw TrainingError(
        .oneClass,
        "all rows of any weight belong to class \(present.first.map(String.init) ?? "none"); "
          + "expected at least two classes")
    }
    if let missing = total.firstIndex(of: 0) {
      throw TrainingError(
        .missingClass,
        "no row of any weight belongs to class \(missing) of \(classCount); "
          + "give an example of each class or leave the class out")
    }
  }

  /// The weight of each row: its own, times that of its class.
  func effectiveWeights(_ classWeight: ClassWeight) throws(TrainingError) -> [Double] {
    let own = labels.indices.map { Double(weights?[$0] ?? 1) }
    var counts = [Double](repeating: 0, count: classCount)
    for (row, label) in labels.enumerated() { counts[label] += own[row] }
    let factors = try classWeight.factors(counts: counts)
    return labels.indices.map { own[$0] * factors[labels[$0]] }
  }
}
