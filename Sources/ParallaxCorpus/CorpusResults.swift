/// What is to be kept of an article beside itself.
public struct CorpusResults: Sendable, Hashable {
  /// How often each actor is named, and by which gazetteer.
  public struct Actors: Sendable, Hashable {
    /// What the gazetteer was: a count of another version is stale.
    public let version: String
    /// The number of mentions by the id of the actor.
    public let counts: [String: Int]

    /// Creates counts.
    public init(version: String, counts: [String: Int]) {
      self.version = version
      self.counts = counts
    }
  }

  /// The scores.
  public var scores: [StoredScore]
  /// The parts of the profile beside the scores.
  public var readings: [StoredReading]
  /// The summaries.
  public var summaries: [StoredSummary]
  /// The actors named; nil leaves what is known as it is.
  public var actors: Actors?

  /// Creates results.
  public init(
    scores: [StoredScore] = [], readings: [StoredReading] = [], summaries: [StoredSummary] = [],
    actors: Actors? = nil
  ) {
    self.scores = scores
    self.readings = readings
    self.summaries = summaries
    self.actors = actors
  }
}
