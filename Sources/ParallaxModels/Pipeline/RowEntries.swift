import ParallaxMath

/// The entries of rows in the making, row after row and block after block: columns and values in two arrays.
struct RowEntries {
  private(set) var columns: [Int32] = []
  private(set) var values: [Float] = []

  /// The number of entries.
  var count: Int { columns.count }

  /// Makes room for so many entries in all.
  mutating func reserve(_ count: Int) {
    columns.reserveCapacity(count)
    values.reserveCapacity(count)
  }

  /// Appends the entries of a row.
  mutating func append(_ row: SparseVector) {
    columns += row.indices
    values += row.values
  }

  /// Appends the entries of a row of a matrix.
  mutating func append(_ matrix: SparseMatrix, row: Int) {
    let entries = matrix.entries(ofRow: row)
    columns += matrix.columnIndices[entries]
    values += matrix.values[entries]
  }

  /// Appends a value of every column, zeros among them.
  mutating func append(_ dense: [Double]) {
    for (column, value) in dense.enumerated() {
      columns.append(Int32(truncatingIfNeeded: column))
      values.append(Float(value))
    }
  }

  /// Appends a value of every column, which a closure writes in place.
  mutating func append(count: Int, _ fill: (UnsafeMutablePointer<Float>) -> Void) {
    let start = values.count
    columns += 0..<Int32(count)
    values += repeatElement(0, count: count)
    values.withUnsafeMutableBufferPointer { values in
      if let first = values.baseAddress { fill(first + start) }
    }
  }

  /// Takes out the entries of value zero from one on.
  mutating func removeZeros(from start: Int) {
    // Of a sentence with words in every pool hardly a component is zero.
    if values[start...].contains(0) { rewrite(from: start) { _, value in value } }
  }

  /// Gives entries from one on new values; those that become zero are taken out.
  mutating func rewrite(from start: Int, _ value: (Int32, Float) -> Float) {
    var kept = start
    columns.withUnsafeMutableBufferPointer { columns in
      values.withUnsafeMutableBufferPointer { values in
        for entry in start..<columns.count {
          let new = value(columns[entry], values[entry])
          columns[kept] = columns[entry]
          values[kept] = new
          kept += new != 0 ? 1 : 0
        }
      }
    }
    columns.removeLast(columns.count - kept)
    values.removeLast(values.count - kept)
  }

  /// Gives entries from one on new values, and keeps all.
  mutating func update(from start: Int, _ value: (Int32, Float) -> Float) {
    columns.withUnsafeBufferPointer { columns in
      values.withUnsafeMutableBufferPointer { values in
        for entry in start..<columns.count { values[entry] = value(columns[entry], values[entry]) }
      }
    }
  }

  /// Replaces the entries from one on by those of dense values that are not zero.
  mutating func replace(from start: Int, byDense dense: [Float]) {
    columns.removeLast(columns.count - start)
    values.removeLast(values.count - start)
    for (column, value) in dense.enumerated() where value != 0 {
      columns.append(Int32(truncatingIfNeeded: column))
      values.append(value)
    }
  }

  /// Moves the columns of entries from one on to the right.
  mutating func shift(from start: Int, by first: Int) {
    guard first > 0 else { return }
    let step = Int32(first)
    columns.withUnsafeMutableBufferPointer { columns in
      for entry in start..<columns.count { columns[entry] &+= step }
    }
  }
}
