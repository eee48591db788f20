public import ParallaxMath

extension SparseMatrix {
  /// Reads a matrix from the bytes of SciPy's `.npz` file (`save_npz` of a CSR matrix, compressed or not).
  ///
  /// Data may be `f4`, `f8`, `i4` or `i8` and become single precision; columns that do not ascend are sorted,
  /// and entries of one place are added up, in their order. Other members are ignored.
  ///
  /// - Throws: ``FeatureError`` of code `malformed` where the file is truncated, damaged or contradicts itself,
  ///   `unsupported` where it is of another sparse format, another type, or zip's 64-bit extension, `limit`
  ///   where what it unpacks to passes both 16 MiB and 200 times its own size.
  /// - Complexity: O(rows + entries), plus sorting where columns do not ascend.
  public init(npz bytes: [UInt8]) throws(FeatureError) {
    let archive = try ZipReader(bytes)
    func member(_ name: String) throws(FeatureError) -> ZipReader.Member {
      guard let member = archive.members.first(where: { $0.name == name + ".npy" }) else {
        let names = archive.members.map { quoted($0.name) }.joined(separator: ", ")
        throw .malformed("no \(name).npy in the archive, which has \(names.isEmpty ? "no member" : names)")
      }
      return member
    }
    var members: [ZipReader.Member] = []
    for name in ["format", "shape", "indptr", "indices", "data"] { members.append(try member(name)) }
    let total = members.reduce(0) { $0 + $1.count }
    guard total <= max(16 << 20, 200 * bytes.count) else {
      throw .limit(
        "the archive of \(bytes.count) bytes claims to unpack to \(total), more than 200 times its size")
    }
    var arrays: [NPYArray] = []
    for (place, member) in members.enumerated() {
      // Nothing of a matrix in another format is unpacked.
      let array = try NPYArray(try archive.content(of: member), name: member.name)
      if place == 0 {
        let format = try array.text()
        guard format == "csr" else {
          throw .unsupported("the matrix is in format \(quoted(format)); expected csr (SciPy's tocsr())")
        }
      }
      arrays.append(array)
    }
    try self.init(shape: arrays[1], offsets: arrays[2], columns: arrays[3], values: arrays[4])
  }

  private init(
    shape: NPYArray, offsets: NPYArray, columns: NPYArray, values: NPYArray
  ) throws(FeatureError) {
    for array in [shape, offsets, columns, values] where array.shape.count != 1 {
      throw .malformed("\(array.name) has \(array.shape.count) dimensions; expected one")
    }
    let (sides, starts, places) = (try shape.integers(), try offsets.integers(), try columns.integers())
    let numbers = try values.floats()
    guard sides.count == 2, sides.allSatisfy({ $0 >= 0 }), sides[1] <= Int(Int32.max) else {
      throw .malformed("a matrix of shape \(sides.prefix(3)); expected rows and fewer than 2^31 columns")
    }
    guard starts.count - 1 == sides[0] else {
      throw .malformed("indptr has \(starts.count) values for \(sides[0]) rows; expected one more than rows")
    }
    guard places.count == numbers.count else {
      throw .malformed("\(places.count) indices and \(numbers.count) values; expected one count")
    }
    guard starts.first == 0, let last = starts.last, last >= 0, last <= places.count else {
      throw .malformed(
        "indptr runs from \(starts.first ?? 0) to \(starts.last ?? 0) over \(places.count) indices")
    }
    for (row, (start, end)) in zip(starts, starts.dropFirst()).enumerated() where start > end {
      throw .malformed("row \(row) runs from entry \(start) to \(end)")
    }
    var indices = [Int32](repeating: 0, count: last)
    for entry in 0..<last {
      let column = places[entry]
      guard column >= 0, column < sides[1] else {
        throw .malformed("entry \(entry) is in column \(column); expected 0 to \(sides[1]) exclusive")
      }
      indices[entry] = Int32(truncatingIfNeeded: column)
    }
    let rows = CanonicalRows(offsets: starts, columns: indices, values: numbers)
    do {
      try self.init(
        columnCount: sides[1], rowOffsets: rows.offsets, columnIndices: rows.columns, values: rows.values)
    } catch {
      throw .malformed(error.message)
    }
  }
}

/// Rows whose columns ascend strictly: sorted where they did not, entries of one place added up.
struct CanonicalRows {
  private(set) var offsets: [Int]
  private(set) var columns: [Int32]
  private(set) var values: [Float]

  /// - Precondition: offsets ascend from 0 within the entries.
  init(offsets: [Int], columns: [Int32], values: [Float]) {
    let isCanonical = zip(offsets, offsets.dropFirst()).allSatisfy { start, end in
      (start..<max(start, end)).dropFirst().allSatisfy { columns[$0 - 1] < columns[$0] }
    }
    (self.offsets, self.columns) = (offsets, columns)
    let stored = offsets.last ?? 0
    self.values = stored == values.count ? values : Array(values.prefix(stored))
    if !isCanonical { sortRows() }
  }

  private mutating func sortRows() {
    var (newOffsets, newColumns, newValues) = ([0], [Int32](), [Float]())
    newColumns.reserveCapacity(columns.count)
    newValues.reserveCapacity(columns.count)
    for (start, end) in zip(offsets, offsets.dropFirst()) {
      let order = (start..<end).sorted { (columns[$0], $0) < (columns[$1], $1) }
      let rowStart = newColumns.count
      for entry in order {
        if newColumns.count > rowStart, newColumns.last == columns[entry] {
          newValues[newValues.count - 1] += values[entry]
        } else {
          newColumns.append(columns[entry])
          newValues.append(values[entry])
        }
      }
      newOffsets.append(newColumns.count)
    }
    (offsets, columns, values) = (newOffsets, newColumns, newValues)
  }
}
