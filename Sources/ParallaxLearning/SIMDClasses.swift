#if canImport(Glibc)
  internal import Glibc
#endif

/// Softmax and sigmoid over the lanes of a SIMD value, one lane a class.
enum SIMDClasses<V: SIMD & BitwiseCopyable> where V.Scalar: BinaryFloatingPoint & SIMDScalar {
  /// True in the lanes beyond the last class.
  static func padding(_ classCount: Int) -> SIMDMask<V.MaskStorage> {
    var mask = SIMDMask<V.MaskStorage>(repeating: false)
    for lane in min(classCount, V.scalarCount)..<V.scalarCount { mask[lane] = true }
    return mask
  }
}

extension SIMDClasses where V.Scalar == Double {
  /// Replaces scores by their softmax and returns ln Σ exp(z_k); spare lanes must hold −∞ and become 0.
  static func softmax(_ z: inout V, classCount: Int) -> Double {
    let largest = z.max()
    z -= largest
    for lane in 0..<classCount { z[lane] = exp(z[lane]) }
    for lane in classCount..<V.scalarCount { z[lane] = 0 }
    let sum = z.sum()
    z /= sum
    return largest + log(sum)
  }

  /// Replaces scores by their sigmoid and returns ln(1 + exp(z_k)), both 0 in spare lanes.
  static func sigmoid(_ z: inout V, classCount: Int) -> V {
    var logs = V.zero
    for lane in 0..<V.scalarCount {
      let score = z[lane]
      guard lane < classCount else {
        z[lane] = 0
        continue
      }
      let e = exp(-abs(score))
      logs[lane] = max(score, 0) + log1p(e)
      z[lane] = (score >= 0 ? 1 : e) / (1 + e)
    }
    return logs
  }
}
