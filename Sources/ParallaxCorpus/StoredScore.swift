/// What one model said of an article.
public struct StoredScore: Sendable, Hashable {
  /// The name of the model.
  public let model: String
  /// What the model was when it said so: a score of another version is stale.
  public let version: String
  /// The most probable label.
  public let label: String
  /// The probability of the label.
  public let probability: Double
  /// Whether the evidence sufficed.
  public let isScored: Bool
  /// The whole score with its evidence, a JSON object.
  public let record: String

  /// Creates a score.
  public init(
    model: String, version: String, label: String, probability: Double, isScored: Bool, record: String
  ) {
    self.model = model
    self.version = version
    self.label = label
    self.probability = probability
    self.isScored = isScored
    self.record = record
  }
}
