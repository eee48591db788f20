/// A part of an article's profile beside the scores of models: voices, wording, axes, stance toward actors.
public struct StoredReading: Sendable, Hashable {
  /// The name of the part, as it stands in the record of a profile.
  public let part: String
  /// What read it when it did: a reading of another version is stale.
  public let version: String
  /// The reading with its evidence, as JSON; `null` where the article gave none.
  public let record: String

  /// Creates a reading.
  public init(part: String, version: String, record: String) {
    self.part = part
    self.version = version
    self.record = record
  }
}
