extension SparseMatrix {
  /// The rows of matrices of one width, one matrix after the other.
  package static func stacked(_ parts: [SparseMatrix], columnCount: Int) -> SparseMatrix {
    if parts.count == 1 { return parts[0] }
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    let entries = parts.reduce(0) { $0 + $1.nonZeroCount }
    columns.reserveCapacity(entries)
    values.reserveCapacity(entries)
    for part in parts {
      let before = columns.count
      columns += part.columnIndices
      values += part.values
      offsets += part.rowOffsets.dropFirst().lazy.map { $0 + before }
    }
    return SparseMatrix(
      uncheckedColumnCount: columnCount, rowOffsets: offsets, columnIndices: columns, values: values)
  }

  /// The columns of matrices of as many rows, one matrix beside the other.
  package static func beside(_ parts: [SparseMatrix]) -> SparseMatrix {
    if parts.count == 1 { return parts[0] }
    let rowCount = parts.first?.rowCount ?? 0
    precondition(parts.allSatisfy { $0.rowCount == rowCount }, "matrices of different numbers of rows")
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    for row in 0..<rowCount {
      var first: Int32 = 0
      for part in parts {
        for entry in part.entries(ofRow: row) {
          columns.append(part.columnIndices[entry] + first)
          values.append(part.values[entry])
        }
        first += Int32(part.columnCount)
      }
      offsets.append(columns.count)
    }
    return SparseMatrix(
      uncheckedColumnCount: parts.reduce(0) { $0 + $1.columnCount }, rowOffsets: offsets,
      columnIndices: columns, values: values)
  }
}
