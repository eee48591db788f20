/// The labels of each row, one after the other: one a row for classes, any number for independent labels.
struct RowTargets: Sendable {
  /// Where each row starts in `labels`; one entry more than rows.
  let offsets: [Int]
  let labels: [Int32]

  init(_ labels: [Int]) {
    offsets = Array(0...labels.count)
    self.labels = labels.map { Int32($0) }
  }

  init(_ labels: [[Int]]) {
    var offsets = [0]
    offsets.reserveCapacity(labels.count + 1)
    for own in labels { offsets.append(offsets[offsets.count - 1] + own.count) }
    self.offsets = offsets
    self.labels = labels.flatMap { $0.map { Int32($0) } }
  }

  /// The label of a row that has exactly one.
  @inline(__always)
  func label(ofRow row: Int) -> Int { Int(labels[offsets[row]]) }

  /// One in the lanes of a row's labels, from lane `first` on, zero in the others.
  @inline(__always)
  func indicator<V: SIMD>(ofRow row: Int, first: Int = 0, as type: V.Type = V.self) -> V
  where V.Scalar: BinaryFloatingPoint & SIMDScalar {
    var indicator = V.zero
    for place in offsets[row]..<offsets[row + 1] {
      let lane = Int(labels[place]) &- first
      if lane >= 0, lane < V.scalarCount { indicator[lane] = 1 }
    }
    return indicator
  }
}
