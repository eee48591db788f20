/// What models say of one article's narrator: toward whom, in which wording, in which frames.
public struct ArticleReadings: Sendable, Hashable {
  /// How probable each frame is in an article.
  public struct Frames: Sendable, Hashable {
    /// The names of the frames.
    public let labels: [String]
    /// The probability of each.
    public let probabilities: [Double]
    /// Whether the model knows enough of the article.
    public let isScored: Bool
    /// The most probable frame.
    public let label: String
    /// Of each frame the words that speak for it, the strongest first: UTF-8 offsets into the clean text.
    public let evidence: [[Range<Int>]]

    /// Creates the scores of an article.
    ///
    /// - Precondition: there are a probability and a list of evidence for each label.
    public init(
      labels: [String], probabilities: [Double], isScored: Bool, label: String, evidence: [[Range<Int>]]
    ) {
      precondition(labels.count == probabilities.count, "one probability for each frame")
      precondition(labels.count == evidence.count, "one list of evidence for each frame")
      self.labels = labels
      self.probabilities = probabilities
      self.isScored = isScored
      self.label = label
      self.evidence = evidence
    }
  }

  /// The stance toward each actor named; nil where no model reads it.
  public let stances: [ActorStance]?
  /// The wording of the sentences; nil where no model reads it.
  public let wording: WordingProfile?
  /// The frames; nil where no model reads them.
  public let frames: Frames?

  /// Creates what models say of an article.
  public init(
    stances: [ActorStance]? = nil, wording: WordingProfile? = nil, frames: Frames? = nil
  ) {
    self.stances = stances
    self.wording = wording
    self.frames = frames
  }
}
