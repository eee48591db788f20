/// The leading part of a singular value decomposition, A ≈ U diag(s) Vᵀ, of an m x n matrix to rank k.
///
/// In each row of Vᵀ the entry of largest magnitude is positive (the first of several), which settles the
/// sign of the component in U as well.
public struct SingularValueDecomposition: Sendable, Hashable {
  /// The left singular vectors as columns, m x k.
  public let u: Matrix
  /// The singular values, descending.
  public let singularValues: [Float]
  /// The right singular vectors as rows, k x n.
  public let vTransposed: Matrix
  /// The variance over the rows of U diag(s) of each component (divisor m).
  public let explainedVariance: [Double]
  /// Those variances as shares of the sum of the variances of A's columns; 0 where that is 0.
  public let explainedVarianceRatio: [Double]

  /// Creates a decomposition with settled signs.
  ///
  /// - Parameter totalVariance: the sum of the variances of the columns of the matrix.
  init(u: Matrix, singularValues: [Float], vTransposed: Matrix, totalVariance: Double) {
    var (u, vTransposed) = (u, vTransposed)
    for component in singularValues.indices {
      let row = vTransposed.row(component)
      let largest = row.max { abs($0) < abs($1) } ?? 0
      let isTurned = row.first { abs($0) == abs(largest) }.map { $0 < 0 } ?? false
      guard isTurned else { continue }
      for column in 0..<vTransposed.columnCount { vTransposed[component, column].negate() }
      for row in 0..<u.rowCount { u[row, component].negate() }
    }
    var variances: [Double] = []
    let count = Double(max(1, u.rowCount))
    for (component, value) in singularValues.enumerated() {
      var sum = 0.0
      var squares = 0.0
      for row in 0..<u.rowCount {
        let x = Double(u[row, component]) * Double(value)
        sum += x
        squares += x * x
      }
      variances.append(max(0, squares / count - sum / count * (sum / count)))
    }
    self.u = u
    self.singularValues = singularValues
    self.vTransposed = vTransposed
    explainedVariance = variances
    explainedVarianceRatio = variances.map { totalVariance > 0 ? $0 / totalVariance : 0 }
  }

  /// U diag(s): the rows of the matrix in the space of the components, m x k.
  public var transformedRows: Matrix {
    var rows = u
    for row in 0..<u.rowCount {
      for component in singularValues.indices { rows[row, component] *= singularValues[component] }
    }
    return rows
  }
}
