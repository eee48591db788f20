/// How much the rows of each class count in training.
public enum ClassWeight: Sendable, Hashable {
  /// Every row counts alike.
  case none
  /// Every class counts alike: a row weighs n / (classes · n_k), n and n_k being the weights of all rows and
  /// of those of its class, as scikit-learn has it.
  case balanced
  /// Each class has its own weight.
  case weights([Double])

  /// What the weight of a row is multiplied by, for each class.
  ///
  /// - Parameter counts: The weight of all rows of each class.
  /// - Throws: ``TrainingError`` of code `configuration`.
  func factors(counts: [Double]) throws(TrainingError) -> [Double] {
    switch self {
    case .none: return counts.map { _ in 1 }
    case .balanced:
      let total = counts.reduce(0, +)
      return counts.map { total / (Double(counts.count) * $0) }
    case .weights(let weights):
      guard weights.count == counts.count else {
        throw TrainingError(
          .configuration, "class_weight has \(weights.count) weights for \(counts.count) classes")
      }
      return weights
    }
  }

  /// Checks that every weight is positive and finite.
  func validate() throws(TrainingError) {
    guard case .weights(let weights) = self else { return }
    for weight in weights { try checkPositive(weight, "a class_weight") }
  }
}

extension ClassWeight: Codable {
  /// Reads null, "balanced" or an array of weights in the order of the classes.
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .none
    } else if let weights = try? value.decode([Double].self) {
      self = .weights(weights)
    } else {
      let name = try value.decode(String.self)
      guard name == "balanced" || name == "none" else {
        throw DecodingError.dataCorruptedError(
          in: value, debugDescription: "\"\(name)\"; expected null, \"balanced\" or an array of weights")
      }
      self = name == "balanced" ? .balanced : .none
    }
  }

  /// Writes null, "balanced" or an array, as it is read.
  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .none: try value.encodeNil()
    case .balanced: try value.encode("balanced")
    case .weights(let weights): try value.encode(weights)
    }
  }
}
