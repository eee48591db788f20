extension CoverageReport {
  /// What all articles tell together, each outlet with its share.
  public struct Story: Codable, Sendable, Hashable {
    /// A chosen sentence.
    public struct Choice: Codable, Sendable, Hashable {
      /// Its position in the report's `sentences`.
      public let sentence: Int
      /// The outlets that tell it, its own first.
      public let tellers: [String]
      /// The method's score for it.
      public let score: Double
    }

    /// The name of the method.
    public let method: String
    /// The chosen sentences, by article and place.
    public let sentences: [Choice]
  }

  /// An estimate for an outlet, with what it rests on: how its narrator stands toward an actor, or how much it
  /// uses a frame.
  public struct Profile: Codable, Sendable, Hashable {
    /// The outlet.
    public let outlet: String
    /// The id of the actor, or the name of the frame.
    public let subject: String
    /// How the subject is shown.
    public let subjectName: String
    /// The estimate: -1 to 1 toward an actor, 0 to 1 for a frame; nil where there is not enough evidence.
    public let estimate: Double?
    /// The lower end of its interval.
    public let low: Double?
    /// The upper end of its interval.
    public let high: Double?
    /// How many sentences or articles were scored.
    public let scored: Int
    /// How many the model abstained on.
    public let abstained: Int
    /// The sentences that weigh most.
    public let places: [Place]

    enum CodingKeys: String, CodingKey {
      case outlet, subject, estimate, low, high, scored, abstained, places
      case subjectName = "subject_name"
    }
  }
}
