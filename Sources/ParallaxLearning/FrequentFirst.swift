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
  init(_ matrix: SparseMatrix) {
    var counts = [Int](repeating: 0, count: matrix.columnCount)
    for column in matrix.columnIndices { counts[Int(column)] &+= 1 }
    columns = counts.indices.sorted { (counts[$0], $1) > (counts[$1], $0) }
    var places = [Int32](repeating: 0, count: matrix.columnCount)
    for (place, column) in columns.enumerated() { places[column] = Int32(place) }
    let renumbered = [Int32](unsafeUninitializedCapacity: matrix.nonZeroCount) { buffer, count in
      count = matrix.nonZeroCount
      matrix.columnIndices.withUnsafeBufferPointer { columns in
        places.withUnsafeBufferPointer { places in
          for entry in columns.indices { buffer[entry] = places[Int(columns[entry])] }
        }
      }
    }
    rows = SparseMatrix(
      uncheckedColumnCount: matrix.columnCount, rowOffsets: matrix.rowOffsets, columnIndices: renumbered,
      values: matrix.values)
  }
}
