/// What each feature of a row adds to the score of a class.
///
/// `baseline` and `values` sum up to the decision value.
public struct FeatureAttribution: Sendable, Hashable {
  /// How far the attribution reaches.
  public enum Scope: String, Codable, Sendable, Hashable {
    /// Taking a feature away lowers the score by exactly its value: the model is linear.
    case exact
    /// True in the neighbourhood of this row only, in which the model acts as a linear one.
    case local
  }

  /// The columns of the features, ascending.
  public let indices: [Int32]
  /// What each adds: w_i x_i for a linear model, x_i ∂z/∂x_i for others.
  public let values: [Double]
  /// What is there without any feature: the intercept, or what acts as one near this row.
  public let baseline: Double
  /// How far the attribution reaches.
  public let scope: Scope
}
