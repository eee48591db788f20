import ParallaxMath

/// A dense copy of a sparse matrix, for naive references.
public func dense(_ matrix: SparseMatrix) -> [[Double]] {
  (0..<matrix.rowCount).map { row in
    var values = [Double](repeating: 0, count: matrix.columnCount)
    for entry in matrix.entries(ofRow: row) {
      values[Int(matrix.columnIndices[entry])] = Double(matrix.values[entry])
    }
    return values
  }
}
