extension CoverageReport {
  /// What all articles tell together, each outlet with its share.
  public struct Story: Codable, Sendable, Hashable {
    /// A chosen sentence.
    public struct Choice: Codable, Sendable, Hashable {
      /// Its position in the report's `sentences`.
      public let sentence: Int
      /// The outlets that tell it, its own first.
      public let tellers: [String]
      /// The position of the sentence in which each of the tellers tells it; nil before version 4.
      public let tellings: [Int]?
      /// The positions of sentences of other outlets that tell part of it, tell it otherwise, or only share its words: one an
      /// outlet, as in the coverage map; nil before version 4.
      public let partly: [Int]?
      /// The method's score for it.
      public let score: Double
      /// The positions of sentences that say nearly the same, for which it stands; nil before version 3.
      public let repetitions: [Int]?
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
    /// The estimate: -1 to 1 toward an actor, 0 to 1 for a frame or wording; nil where there is not enough evidence.
    public let estimate: Double?
    /// The lower end of its interval.
    public let low: Double?
    /// The upper end of its interval.
    public let high: Double?
    /// How many sentences or articles were scored.
    public let scored: Int
    /// How many the model abstained on.
    public let abstained: Int
    /// "negative" or "positive" where the whole interval lies on that side of zero, "neutral" where it holds zero; nil
    /// for frames and wording, and without an interval over articles.
    public let label: String?
    /// What was drawn again to make the interval: "articles", or "sentences" where an outlet has fewer than three
    /// articles, which makes it narrower than it should be.
    public let intervalOver: String?
    /// How many more sentences stand in other voices than the narrator's, and count for nothing here.
    public let otherVoices: Int?
    /// The sentences that weigh most; of a frame the words that speak for it.
    public let places: [Place]
    /// What the model says of the sentence at each place: the stance, or how probable it is that it would be marked as
    /// biased; nil for frames, whose places are words, and before version 4.
    public let values: [Double]?

    enum CodingKeys: String, CodingKey {
      case outlet, subject, estimate, low, high, scored, abstained, label, places, values
      case subjectName = "subject_name"
      case intervalOver = "interval_over"
      case otherVoices = "other_voices"
    }
  }
}
