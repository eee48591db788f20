internal import ParallaxMath

/// The weights of a feature, one lane a class, in the precision that a solver works in.
typealias Lanes = SIMD & BitwiseCopyable & SendableMetatype

/// Σ_entry values[entry] · weights[columns[entry]] over a run of entries.
///
/// Four sums take turns, so that the additions of one need not wait for one another; they are added up in
/// a fixed order. Values of more than eight lanes are summed up in parts, of which each has its turn anyway.
@inline(__always)
func gather<V: SIMD>(_ weights: UnsafePointer<V>, _ rows: SparseMatrix.Pointers, _ entries: Range<Int>) -> V
where V.Scalar: BinaryFloatingPoint & SIMDScalar {
  if V.scalarCount > SIMD8<V.Scalar>.scalarCount { return gatherInParts(weights, rows, entries) }
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

/// The same for values of sixteen lanes and more, which the compiler would take apart lane by lane.
@inline(__always)
private func gatherInParts<V: SIMD>(
  _ weights: UnsafePointer<V>, _ rows: SparseMatrix.Pointers, _ entries: Range<Int>
) -> V where V.Scalar: BinaryFloatingPoint & SIMDScalar {
  typealias Part = SIMD8<V.Scalar>
  let count = V.scalarCount / Part.scalarCount
  let parts = UnsafeRawPointer(weights).assumingMemoryBound(to: Part.self)
  var sums = V.zero
  withUnsafeMutableBytes(of: &sums) { bytes in
    guard let sums = bytes.baseAddress?.assumingMemoryBound(to: Part.self) else { return }
    // Two parts of `Float` are a cache line.
    for first in stride(from: 0, to: count, by: 2) {
      var (a, b) = (Part.zero, Part.zero)
      for entry in entries {
        let start = parts + (Int(rows.columns[entry]) &* count &+ first)
        let value = V.Scalar(rows.values[entry])
        a += start[0] * value
        b += start[1] * value
      }
      sums[first] = a
      sums[first &+ 1] = b
    }
  }
  return sums
}

/// weights[columns[entry]] += values[entry] · step over a run of entries.
@inline(__always)
func scatter<V: SIMD>(
  _ step: V, to weights: UnsafeMutablePointer<V>, _ rows: SparseMatrix.Pointers, _ entries: Range<Int>
) where V.Scalar: BinaryFloatingPoint & SIMDScalar {
  if V.scalarCount > SIMD8<V.Scalar>.scalarCount { return scatterInParts(step, to: weights, rows, entries) }
  var entry = entries.lowerBound
  while entry < entries.upperBound {
    weights[Int(rows.columns[entry])] += step * V.Scalar(rows.values[entry])
    entry &+= 1
  }
}

/// The same for values of sixteen lanes and more.
@inline(__always)
private func scatterInParts<V: SIMD>(
  _ step: V, to weights: UnsafeMutablePointer<V>, _ rows: SparseMatrix.Pointers, _ entries: Range<Int>
) where V.Scalar: BinaryFloatingPoint & SIMDScalar {
  typealias Part = SIMD8<V.Scalar>
  let count = V.scalarCount / Part.scalarCount
  let parts = UnsafeMutableRawPointer(weights).assumingMemoryBound(to: Part.self)
  withUnsafeBytes(of: step) { bytes in
    guard let step = bytes.baseAddress?.assumingMemoryBound(to: Part.self) else { return }
    for first in stride(from: 0, to: count, by: 2) {
      let (a, b) = (step[first], step[first &+ 1])
      for entry in entries {
        let start = parts + (Int(rows.columns[entry]) &* count &+ first)
        let value = V.Scalar(rows.values[entry])
        start[0] += a * value
        start[1] += b * value
      }
    }
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
