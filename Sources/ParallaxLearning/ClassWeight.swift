/// How much the rows of each class count in training.
public enum ClassWeight: String, Codable, Sendable, Hashable {
  /// Every row counts alike.
  case none
  /// Every class counts alike: a row weighs n / (classes · rows of its class).
  case balanced
}
