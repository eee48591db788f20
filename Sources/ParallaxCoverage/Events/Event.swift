/// Articles that tell of one event, and what they were grouped by.
public struct Event: Sendable, Hashable {
  /// The numbers of the articles, ascending.
  public let members: [Int]
  /// The members whose date is not known, ascending.
  public let undated: [Int]
  /// The mean similarity of the members' pairs, 0 to 1; nil for a single article.
  public let cohesion: Double?
  /// The words that make the members alike, the strongest first; for a single article those that weigh most in it.
  public let terms: [String]
  /// The names that at least two members use, those of most members first; for a single article its most frequent.
  public let names: [String]

  /// Creates an event.
  public init(
    members: [Int], undated: [Int] = [], cohesion: Double? = nil, terms: [String] = [], names: [String] = []
  ) {
    self.members = members
    self.undated = undated
    self.cohesion = cohesion
    self.terms = terms
    self.names = names
  }
}
