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
    let entryCount = parts.reduce(0) { $0 + $1.nonZeroCount }
    var offsets = [0]
    offsets.reserveCapacity(rowCount + 1)
    var columns: [Int32] = []
    let values = [Float](unsafeUninitializedCapacity: entryCount) { values, valueCount in
      columns = [Int32](unsafeUninitializedCapacity: entryCount) { columns, columnCount in
        var next = 0
        for row in 0..<rowCount {
          var first: Int32 = 0
          for part in parts {
            let entries = part.entries(ofRow: row)
            part.columnIndices.withUnsafeBufferPointer { own in
              for entry in entries { columns[next &+ entry &- entries.lowerBound] = own[entry] &+ first }
            }
            part.values.withUnsafeBufferPointer { own in
              for entry in entries { values[next &+ entry &- entries.lowerBound] = own[entry] }
            }
            next += entries.count
            first += Int32(part.columnCount)
          }
          offsets.append(next)
        }
        columnCount = next
      }
      valueCount = entryCount
    }
    return SparseMatrix(
      uncheckedColumnCount: parts.reduce(0) { $0 + $1.columnCount }, rowOffsets: offsets,
      columnIndices: columns, values: values)
  }
}
