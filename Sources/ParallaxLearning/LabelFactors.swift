/// What the weight of a row is multiplied by, label by label, where the row has the label and where not.
struct LabelFactors: Sendable, Hashable {
  let present: [Double]
  let absent: [Double]

  /// Every label counts alike.
  init(count: Int) {
    present = [Double](repeating: 1, count: count)
    absent = present
  }

  init(present: [Double], absent: [Double]) {
    self.present = present
    self.absent = absent
  }

  /// The factors of labels `first ..< first + lanes`, 0 in the lanes beyond the last label.
  func vectors<V: SIMD>(first: Int = 0, as type: V.Type = V.self) -> (present: V, absent: V)
  where V.Scalar: BinaryFloatingPoint & SIMDScalar {
    var vectors = (present: V.zero, absent: V.zero)
    for lane in 0..<V.scalarCount where first + lane < present.count {
      vectors.present[lane] = V.Scalar(present[first + lane])
      vectors.absent[lane] = V.Scalar(absent[first + lane])
    }
    return vectors
  }
}
