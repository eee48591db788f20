/// In whose words a place of a text is told.
public enum Voice: String, Sendable, Hashable, Codable, CaseIterable {
  /// The article's own.
  case narrator
  /// Somebody's, between quotation marks.
  case quotation
  /// Somebody's, told without marks: "the ministry said that …".
  case attributed
}
