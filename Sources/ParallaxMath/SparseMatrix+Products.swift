extension SparseMatrix {
  /// A B for a dense B.
  ///
  /// - Complexity: O(entries x columns of B).
  /// - Precondition: B has as many rows as A has columns.
  package func multiplied(by b: Matrix) -> Matrix {
    precondition(b.rowCount == columnCount, "a product of \(columnCount) columns and \(b.rowCount) rows")
    let width = b.columnCount
    var product = Matrix(rowCount: rowCount, columnCount: width)
    product.values.withUnsafeMutableBufferPointer { product in
      b.values.withUnsafeBufferPointer { b in
        for row in 0..<rowCount {
          let target = row &* width
          for entry in entries(ofRow: row) {
            let (value, source) = (values[entry], Int(columnIndices[entry]) &* width)
            for k in 0..<width { product[target &+ k] += value * b[source &+ k] }
          }
        }
      }
    }
    return product
  }

  /// Aᵀ B for a dense B, without turning A.
  ///
  /// - Complexity: O(entries x columns of B).
  /// - Precondition: B has as many rows as A.
  package func transposedMultiplied(by b: Matrix) -> Matrix {
    precondition(b.rowCount == rowCount, "a product of \(rowCount) and \(b.rowCount) rows")
    let width = b.columnCount
    var product = Matrix(rowCount: columnCount, columnCount: width)
    product.values.withUnsafeMutableBufferPointer { product in
      b.values.withUnsafeBufferPointer { b in
        for row in 0..<rowCount {
          let source = row &* width
          for entry in entries(ofRow: row) {
            let (value, target) = (values[entry], Int(columnIndices[entry]) &* width)
            for k in 0..<width { product[target &+ k] += value * b[source &+ k] }
          }
        }
      }
    }
    return product
  }
}
