internal import ParallaxMath

/// The weights of a feature, one lane a class, in the precision that a solver works in.
typealias Lanes = SIMD & BitwiseCopyable & SendableMetatype

/// Σ_entry values[entry] · weights[columns[entry]] over a run of entries.
///
/// Four sums take turns, so that the additions of one need not wait for one another; they are added up in
/// a fixed order.
@inline(__always)
func gather<V: SIMD>(_ weights: UnsafePointer<V>, _ rows: SparseMatrix.Pointers, _ entries: Range<Int>) -> V
where V.Scalar: BinaryFloatingPoint {
  let (columns, values) = (rows.columns, rows.values)
  var (a, b, c, d) = (V.zero, V.zero, V.zero, V.zero)
  var entry = entries.lowerBound
  let last = entries.upperBound &- 3
  while entry < last {
    a += weights[Int(columns[entry])] * V.Scalar(values[entry])
    b += weights[Int(columns[entry &+ 1])] * V.Scalar(values[entry &+ 1])
    c += weights[Int(columns[entry &+ 2])] * V.Scalar(values[entry &+ 2])
    d += weights[Int(columns[entry &+ 3])] * V.Scalar(values[entry &+ 3])
    entry &+= 4
  }
  while entry < entries.upperBound {
    a += weights[Int(columns[entry])] * V.Scalar(values[entry])
    entry &+= 1
  }
  return (a + b) + (c + d)
}

/// weights[columns[entry]] += values[entry] · step over a run of entries.
@inline(__always)
func scatter<V: SIMD>(
  _ step: V, to weights: UnsafeMutablePointer<V>, _ rows: SparseMatrix.Pointers, _ entries: Range<Int>
) where V.Scalar: BinaryFloatingPoint {
  var entry = entries.lowerBound
  while entry < entries.upperBound {
    weights[Int(rows.columns[entry])] += step * V.Scalar(rows.values[entry])
    entry &+= 1
  }
}

extension SparseMatrix.Pointers {
  /// Reads a word of each cache line of a row, so that all of it is on its way before it is needed.
  ///
  /// Rows visited in random order come from memory, and a loop that waits for its first line waits again
  /// for the next. The sum has no meaning; it must be kept somewhere, or there would be nothing to read for.
  @inline(__always)
  func requested(row: Int) -> UInt32 {
    var sum: UInt32 = 0
    var entry = rowOffsets[row]
    let end = rowOffsets[row &+ 1]
    while entry < end {
      sum &+= UInt32(truncatingIfNeeded: columns[entry]) &+ values[entry].bitPattern
      entry &+= 16
    }
    return sum
  }
}
