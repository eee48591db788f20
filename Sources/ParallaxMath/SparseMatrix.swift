/// A sparse matrix in compressed row form (CSR): `Int32` column indices, `Float` values.
///
/// Row `i` holds the entries `rowOffsets[i] ..< rowOffsets[i + 1]` of `columnIndices` and `values`;
/// within a row column indices ascend strictly.
public struct SparseMatrix: Sendable, Hashable {
  /// The number of columns.
  public let columnCount: Int
  /// Where each row starts; `rowCount + 1` entries, the first 0, the last the number of entries.
  public let rowOffsets: [Int]
  /// The column of each entry, strictly ascending within a row.
  public let columnIndices: [Int32]
  /// The value of each entry.
  public let values: [Float]

  /// Creates a matrix from CSR parts, checking every invariant.
  ///
  /// - Throws: ``MathError`` of code `structure` naming the row at fault.
  /// - Complexity: O(rows + entries).
  public init(
    columnCount: Int, rowOffsets: [Int], columnIndices: [Int32], values: [Float]
  ) throws(MathError) {
    guard rowOffsets.first == 0, rowOffsets.last == columnIndices.count, columnIndices.count == values.count
    else {
      throw MathError(
        .structure,
        "row offsets run from \(rowOffsets.first ?? -1) to \(rowOffsets.last ?? -1) for "
          + "\(columnIndices.count) indices and \(values.count) values; expected 0 to their common count")
    }
    for row in 0..<(rowOffsets.count - 1) {
      let start = rowOffsets[row]
      let end = rowOffsets[row + 1]
      guard start <= end, end <= columnIndices.count else {
        throw MathError(.structure, "row \(row) runs from entry \(start) to \(end)")
      }
      var previous = -1
      for entry in start..<end {
        let column = Int(columnIndices[entry])
        guard column > previous, column < columnCount else {
          throw MathError(
            .structure,
            "row \(row) holds column \(column) after \(previous); columns must ascend below \(columnCount)")
        }
        previous = column
      }
    }
    self.init(
      uncheckedColumnCount: columnCount, rowOffsets: rowOffsets, columnIndices: columnIndices, values: values)
  }

  /// Creates a matrix from CSR parts that are known to hold the invariants.
  package init(
    uncheckedColumnCount columnCount: Int, rowOffsets: [Int], columnIndices: [Int32], values: [Float]
  ) {
    self.columnCount = columnCount
    self.rowOffsets = rowOffsets
    self.columnIndices = columnIndices
    self.values = values
  }

  /// Creates a matrix whose rows are the given vectors.
  ///
  /// - Precondition: every row is of dimension `columnCount`.
  public init(rows: [SparseVector], columnCount: Int) {
    var offsets = [0]
    offsets.reserveCapacity(rows.count + 1)
    var indices: [Int32] = []
    var values: [Float] = []
    for row in rows {
      precondition(row.dimension == columnCount, "a row of dimension \(row.dimension), not \(columnCount)")
      indices += row.indices
      values += row.values
      offsets.append(indices.count)
    }
    self.init(
      uncheckedColumnCount: columnCount, rowOffsets: offsets, columnIndices: indices, values: values)
  }

  /// The number of rows.
  public var rowCount: Int { rowOffsets.count - 1 }
  /// The number of stored entries.
  public var nonZeroCount: Int { columnIndices.count }

  /// The entries of a row, as a range into `columnIndices` and `values`.
  public func entries(ofRow row: Int) -> Range<Int> { rowOffsets[row]..<rowOffsets[row + 1] }

  /// A copy of one row.
  public func row(_ row: Int) -> SparseVector {
    let range = entries(ofRow: row)
    return SparseVector(
      indices: Array(columnIndices[range]), values: Array(values[range]), dimension: columnCount)
  }

  /// The matrix of the given rows, in the given order; a row may be taken more than once.
  public func selectingRows(_ rows: some Sequence<Int>) -> SparseMatrix {
    var offsets = [0]
    var indices: [Int32] = []
    var picked: [Float] = []
    for row in rows {
      let range = entries(ofRow: row)
      indices += columnIndices[range]
      picked += values[range]
      offsets.append(indices.count)
    }
    return SparseMatrix(
      uncheckedColumnCount: columnCount, rowOffsets: offsets, columnIndices: indices, values: picked)
  }

  /// The transpose, also in compressed row form.
  ///
  /// - Complexity: O(rows + columns + entries).
  public func transposed() -> SparseMatrix {
    var offsets = [Int](repeating: 0, count: columnCount + 1)
    for column in columnIndices { offsets[Int(column) + 1] += 1 }
    for column in 0..<columnCount { offsets[column + 1] += offsets[column] }
    var next = offsets
    var indices = [Int32](repeating: 0, count: nonZeroCount)
    var turned = [Float](repeating: 0, count: nonZeroCount)
    for row in 0..<rowCount {
      for entry in entries(ofRow: row) {
        let column = Int(columnIndices[entry])
        indices[next[column]] = Int32(row)
        turned[next[column]] = values[entry]
        next[column] += 1
      }
    }
    return SparseMatrix(
      uncheckedColumnCount: rowCount, rowOffsets: offsets, columnIndices: indices, values: turned)
  }
}
