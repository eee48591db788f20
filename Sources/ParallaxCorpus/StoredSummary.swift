/// A summary of an article.
public struct StoredSummary: Sendable, Hashable {
  /// How its sentences were chosen.
  public let method: String
  /// How long it was to be ("3", "20%").
  public let length: String
  /// The version of the program that made it: a summary of another version is stale.
  public let version: String
  /// The sentences, a JSON array.
  public let record: String

  /// Creates a summary.
  public init(method: String, length: String, version: String, record: String) {
    self.method = method
    self.length = length
    self.version = version
    self.record = record
  }
}
