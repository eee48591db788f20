#if canImport(Glibc)
  internal import Glibc
#endif

/// exp(z_k) / Σ exp(z_l), without overflow: the largest score is taken off first.
func softmax(_ scores: [Double]) -> [Double] {
  var probabilities = scores
  probabilities.withUnsafeMutableBufferPointer { _ = softmaxInPlace($0) }
  return probabilities
}

/// Replaces scores by their softmax and returns ln Σ exp(z_k).
@discardableResult
func softmaxInPlace(_ scores: UnsafeMutableBufferPointer<Double>) -> Double {
  guard let largest = scores.max() else { return 0 }
  var sum = 0.0
  for k in scores.indices {
    scores[k] = exp(scores[k] - largest)
    sum += scores[k]
  }
  for k in scores.indices { scores[k] /= sum }
  return largest + log(sum)
}

/// The index of the largest value, the first of those that tie; the first index where there is none.
func firstMaximum(_ values: some RandomAccessCollection<Double>) -> Int {
  var best = 0
  var largest = -Double.infinity
  for (index, value) in values.enumerated() where value > largest {
    best = index
    largest = value
  }
  return best
}
