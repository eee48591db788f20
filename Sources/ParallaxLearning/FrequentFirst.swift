internal import ParallaxMath

/// The rows of a matrix with the columns renumbered, those with the most entries first.
///
/// Words follow Zipf's law: a few thousand columns hold most of the entries. Side by side their weights
/// share cache lines and stay in the nearest caches, where solvers that read and write weights at random
/// spend most of their time. Columns with as many entries keep their order.
///
/// The entries of a row keep their places, so that columns no longer ascend within a row.
struct FrequentFirst: Sendable {
  /// The renumbered rows; entries of a row are in no order.
  let rows: SparseMatrix
  /// The original column of each new one.
  let columns: [Int]

  /// - Complexity: O(entries + columns · log columns).
  init(_ matrix: SparseMatrix, threads: Int) {
    let parts = Self.parts(of: matrix.nonZeroCount, threads: threads)
    let counts = Self.counts(matrix, parts)
    columns = counts.indices.sorted { (counts[$0], $1) > (counts[$1], $0) }
    var places = [Int32](repeating: 0, count: matrix.columnCount)
    for (place, column) in columns.enumerated() { places[column] = Int32(place) }
    let renumbered = [Int32](unsafeUninitializedCapacity: matrix.nonZeroCount) { buffer, count in
      count = matrix.nonZeroCount
      nonisolated(unsafe) let buffer = buffer
      let places = places
      parallelFor(blocks: parts.count, threads: parts.count) { part in
        matrix.columnIndices.withUnsafeBufferPointer { columns in
          places.withUnsafeBufferPointer { places in
            for entry in parts[part] { buffer[entry] = places[Int(columns[entry])] }
          }
        }
      }
    }
    rows = SparseMatrix(
      uncheckedColumnCount: matrix.columnCount, rowOffsets: matrix.rowOffsets, columnIndices: renumbered,
      values: matrix.values)
  }

  /// Ranges of entries, one for each thread.
  ///
  /// Counts are whole numbers, the same however they are added up.
  private static func parts(of entryCount: Int, threads: Int) -> [Range<Int>] {
    let count = max(1, min(threads, entryCount >> 16))
    return (0..<count).map { entryCount * $0 / count..<entryCount * ($0 + 1) / count }
  }

  /// The number of entries in each column.
  private static func counts(_ matrix: SparseMatrix, _ parts: [Range<Int>]) -> [Int] {
    let columnCount = matrix.columnCount
    var partial = [Int](repeating: 0, count: parts.count * columnCount)
    partial.withUnsafeMutableBufferPointer { partial in
      nonisolated(unsafe) let partial = partial
      parallelFor(blocks: parts.count, threads: parts.count) { part in
        matrix.columnIndices.withUnsafeBufferPointer { columns in
          for entry in parts[part] { partial[part * columnCount + Int(columns[entry])] &+= 1 }
        }
      }
    }
    return (0..<columnCount).map { column in
      parts.indices.reduce(0) { $0 + partial[$1 * columnCount + column] }
    }
  }
}
