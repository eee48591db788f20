/// Σ_entry values[entry] · weights[columns[entry]] over a run of entries.
///
/// Four sums take turns, so that the additions of one need not wait for one another; they are added up in
/// a fixed order.
@inline(__always)
func gather<V: SIMD>(
  _ weights: UnsafePointer<V>, _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Float>,
  _ entries: Range<Int>
) -> V where V.Scalar == Float {
  var (a, b, c, d) = (V.zero, V.zero, V.zero, V.zero)
  var entry = entries.lowerBound
  let last = entries.upperBound &- 3
  while entry < last {
    a += weights[Int(columns[entry])] * values[entry]
    b += weights[Int(columns[entry &+ 1])] * values[entry &+ 1]
    c += weights[Int(columns[entry &+ 2])] * values[entry &+ 2]
    d += weights[Int(columns[entry &+ 3])] * values[entry &+ 3]
    entry &+= 4
  }
  while entry < entries.upperBound {
    a += weights[Int(columns[entry])] * values[entry]
    entry &+= 1
  }
  return (a + b) + (c + d)
}

/// The same in double precision.
@inline(__always)
func gather<V: SIMD>(
  _ weights: UnsafePointer<V>, _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Float>,
  _ entries: Range<Int>
) -> V where V.Scalar == Double {
  var (a, b) = (V.zero, V.zero)
  var entry = entries.lowerBound
  let last = entries.upperBound &- 1
  while entry < last {
    a += weights[Int(columns[entry])] * Double(values[entry])
    b += weights[Int(columns[entry &+ 1])] * Double(values[entry &+ 1])
    entry &+= 2
  }
  if entry < entries.upperBound { a += weights[Int(columns[entry])] * Double(values[entry]) }
  return a + b
}

/// weights[columns[entry]] += values[entry] · step over a run of entries.
@inline(__always)
func scatter<V: SIMD>(
  _ step: V, to weights: UnsafeMutablePointer<V>, _ columns: UnsafePointer<Int32>,
  _ values: UnsafePointer<Float>, _ entries: Range<Int>
) where V.Scalar == Float {
  var entry = entries.lowerBound
  while entry < entries.upperBound {
    weights[Int(columns[entry])] += step * values[entry]
    entry &+= 1
  }
}

/// The same in double precision.
@inline(__always)
func scatter<V: SIMD>(
  _ step: V, to weights: UnsafeMutablePointer<V>, _ columns: UnsafePointer<Int32>,
  _ values: UnsafePointer<Float>, _ entries: Range<Int>
) where V.Scalar == Double {
  var entry = entries.lowerBound
  while entry < entries.upperBound {
    weights[Int(columns[entry])] += step * Double(values[entry])
    entry &+= 1
  }
}
