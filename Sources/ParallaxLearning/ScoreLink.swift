#if canImport(Glibc)
  internal import Glibc
#endif

/// How the decision values of a row become probabilities.
public enum ScoreLink: String, Codable, Sendable, Hashable {
  /// exp(z_k) / Σ_l exp(z_l): exactly one class is right, and all were trained together.
  case softmax
  /// σ(z_k) / Σ_l σ(z_l): exactly one class is right, and each was trained against the rest.
  case oneVersusRest = "one_vs_rest"
  /// σ(z_k): every label is right or wrong on its own; the probabilities of a row do not sum to one.
  case independent

  /// Replaces the scores of one row by its probabilities.
  func apply(_ scores: UnsafeMutableBufferPointer<Double>) {
    switch self {
    case .softmax: softmaxInPlace(scores)
    case .independent: for k in scores.indices { scores[k] = sigmoid(scores[k]) }
    case .oneVersusRest:
      // In logarithms, so that scores that are all far below zero keep their shares.
      for k in scores.indices { scores[k] = -softplus(-scores[k]) }
      softmaxInPlace(scores)
    }
  }
}

/// 1 / (1 + exp(−z)), without overflow.
func sigmoid(_ z: Double) -> Double {
  if z >= 0 { return 1 / (1 + exp(-z)) }
  let e = exp(z)
  return e / (1 + e)
}

/// ln(1 + exp(z)), without overflow.
func softplus(_ z: Double) -> Double { max(z, 0) + log1p(exp(-abs(z))) }
