public import ParallaxMath

/// Rows of a matrix with one number each that says what they are.
public struct LabeledRows: Sendable, Hashable {
  /// The rows.
  public let matrix: SparseMatrix
  /// The label of each row.
  public let labels: [Double]

  /// Creates labelled rows.
  ///
  /// - Precondition: there are as many labels as rows.
  public init(matrix: SparseMatrix, labels: [Double]) {
    precondition(matrix.rowCount == labels.count, "\(labels.count) labels for \(matrix.rowCount) rows")
    self.matrix = matrix
    self.labels = labels
  }
}
