extension SparseMatrix {
  /// The three arrays as bare memory: what loops over many rows read from.
  package struct Pointers {
    package let rowOffsets: UnsafePointer<Int>
    package let columns: UnsafePointer<Int32>
    package let values: UnsafePointer<Float>

    /// The entries of a row.
    @inline(__always)
    package func entries(ofRow row: Int) -> Range<Int> {
      Range(uncheckedBounds: (rowOffsets[row], rowOffsets[row &+ 1]))
    }
  }

  /// Calls `body` with the arrays as bare memory.
  @inline(__always)
  package func withPointers<Result>(_ body: (Pointers) -> Result) -> Result {
    // An array without elements has no memory to point to; nothing is read from what stands in for it.
    let (placeholders, noValues) = ([Int32(0)], [Float(0)])
    return rowOffsets.withUnsafeBufferPointer { rowOffsets in
      (columnIndices.isEmpty ? placeholders : columnIndices).withUnsafeBufferPointer { columns in
        (values.isEmpty ? noValues : values).withUnsafeBufferPointer { values in
          guard let rowOffsets = rowOffsets.baseAddress, let columns = columns.baseAddress,
            let values = values.baseAddress
          else { preconditionFailure("row offsets hold one entry at least") }
          return body(Pointers(rowOffsets: rowOffsets, columns: columns, values: values))
        }
      }
    }
  }

  /// The rows cut into `count` runs of about as many entries each; some may be empty.
  package func rowBlocks(count: Int) -> [Range<Int>] {
    precondition(count >= 1, "\(count) blocks")
    var blocks: [Range<Int>] = []
    var start = 0
    for block in 1...count {
      var end = start
      let target = nonZeroCount * block / count
      while end < rowCount, block == count || rowOffsets[end] < target { end += 1 }
      blocks.append(start..<end)
      start = end
    }
    return blocks
  }

  /// Σ_j x_ij² of each row.
  package func squaredNorms(threads: Int = 1) -> [Double] {
    let blocks = rowBlocks(count: max(1, min(threads, nonZeroCount >> 16)))
    return [Double](unsafeUninitializedCapacity: rowCount) { buffer, count in
      count = rowCount
      nonisolated(unsafe) let buffer = buffer
      parallelFor(blocks: blocks.count, threads: threads) { block in
        withPointers { rows in
          for row in blocks[block] {
            buffer[row] = rows.entries(ofRow: row).reduce(0.0) {
              $0 + Double(rows.values[$1]) * Double(rows.values[$1])
            }
          }
        }
      }
    }
  }
}
