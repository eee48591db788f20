/// A dense matrix of `Float`, row-major.
public struct Matrix: Sendable, Hashable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The values, row after row; `rowCount * columnCount` of them.
  public var values: [Float]

  /// Creates a matrix of one repeated value.
  public init(rowCount: Int, columnCount: Int, repeating value: Float = 0) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    values = [Float](repeating: value, count: rowCount * columnCount)
  }

  /// Creates a matrix from row-major values.
  ///
  /// - Throws: ``MathError`` of code `shape` where the count does not fit.
  public init(rowCount: Int, columnCount: Int, values: [Float]) throws(MathError) {
    let (size, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
    guard rowCount >= 0, columnCount >= 0, !overflow, size == values.count else {
      throw MathError(
        .shape, "\(values.count) values do not make a matrix of \(rowCount) x \(columnCount)")
    }
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.values = values
  }

  /// The value at a row and a column.
  public subscript(row: Int, column: Int) -> Float {
    get { values[row * columnCount + column] }
    set { values[row * columnCount + column] = newValue }
  }

  /// The values of one row.
  public func row(_ row: Int) -> ArraySlice<Float> {
    values[(row * columnCount)..<((row + 1) * columnCount)]
  }
}
