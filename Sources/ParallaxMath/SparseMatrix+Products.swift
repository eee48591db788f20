extension SparseMatrix {
  /// A B for a dense B.
  ///
  /// B is taken in panels of 32 columns, copied so that a row of a panel is two cache lines: a panel of
  /// tens of thousands of rows stays in the second-level cache, and the 32 sums of a row of the product
  /// stay in registers while the entries of A pass by once a panel. Each sum is taken in the order of the
  /// entries, whatever the number of columns.
  ///
  /// - Complexity: O(entries x columns of B), and room for one panel.
  /// - Precondition: B has as many rows as A has columns.
  package func multiplied(by b: Matrix) -> Matrix {
    precondition(b.rowCount == columnCount, "a product of \(columnCount) columns and \(b.rowCount) rows")
    let width = b.columnCount
    var product = Matrix(rowCount: rowCount, columnCount: width)
    let panel = UnsafeMutableBufferPointer<Lane>.aligned(count: 2 * columnCount, repeating: .zero)
    defer { panel.deallocateAligned() }
    guard let packed = panel.baseAddress else { return product }
    product.values.withUnsafeMutableBufferPointer { product in
      for first in stride(from: 0, to: width, by: 2 * Lane.scalarCount) {
        let kept = min(2 * Lane.scalarCount, width - first)
        let lanes = kept > Lane.scalarCount ? 2 : 1
        pack(b, columns: first..<(first + kept), lanes: lanes, into: packed)
        let target = PanelTarget(values: product, width: width, first: first, kept: kept)
        if lanes == 2 { multiplyWide(packed, into: target) } else { multiplyNarrow(packed, into: target) }
      }
    }
    return product
  }

  private typealias Lane = SIMD16<Float>

  /// Where the sums of one panel go: `kept` columns from `first` on of rows of `width` values.
  private struct PanelTarget {
    let values: UnsafeMutableBufferPointer<Float>
    let width: Int
    let first: Int
    let kept: Int

    @inline(__always) func store(_ lane: Lane, at place: Int, ofRow row: Int) {
      guard let start = values.baseAddress else { return }
      let count = min(Lane.scalarCount, kept &- place)
      withUnsafeBytes(of: lane) {
        UnsafeMutableRawPointer(start + (row &* width &+ first &+ place)).copyMemory(
          from: $0.baseAddress ?? UnsafeRawPointer(start), byteCount: 4 &* count)
      }
    }
  }

  /// Copies columns of B so that each row is `lanes` vectors, filled up with zeros.
  private func pack(_ b: Matrix, columns: Range<Int>, lanes: Int, into packed: UnsafeMutablePointer<Lane>) {
    let width = b.columnCount
    b.values.withUnsafeBufferPointer { b in
      guard let source = b.baseAddress else { return }
      for row in 0..<columnCount {
        let target = packed + row &* lanes
        target[lanes &- 1] = .zero
        UnsafeMutableRawPointer(target).copyMemory(
          from: source + (row &* width &+ columns.lowerBound), byteCount: 4 &* columns.count)
      }
    }
  }

  private func multiplyWide(_ packed: UnsafeMutablePointer<Lane>, into target: PanelTarget) {
    forEachRow { row, values, columns in
      var (low, high) = (Lane.zero, Lane.zero)
      for entry in values.indices {
        let value = values[entry]
        let source = packed + 2 &* Int(columns[entry])
        low += value * source[0]
        high += value * source[1]
      }
      target.store(low, at: 0, ofRow: row)
      target.store(high, at: Lane.scalarCount, ofRow: row)
    }
  }

  private func multiplyNarrow(_ packed: UnsafeMutablePointer<Lane>, into target: PanelTarget) {
    forEachRow { row, values, columns in
      var sum = Lane.zero
      for entry in values.indices { sum += values[entry] * packed[Int(columns[entry])] }
      target.store(sum, at: 0, ofRow: row)
    }
  }

  @inline(__always) private func forEachRow(
    _ body: (Int, UnsafeBufferPointer<Float>, UnsafeBufferPointer<Int32>) -> Void
  ) {
    values.withUnsafeBufferPointer { values in
      columnIndices.withUnsafeBufferPointer { columns in
        for row in 0..<rowCount {
          let range = entries(ofRow: row)
          body(
            row, UnsafeBufferPointer(rebasing: values[range]), UnsafeBufferPointer(rebasing: columns[range]))
        }
      }
    }
  }
}
