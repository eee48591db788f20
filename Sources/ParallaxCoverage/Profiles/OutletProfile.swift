import ParallaxLearning

/// An estimate for an outlet, before its places are written with the report's numbers.
struct OutletProfile {
  /// What was drawn again to make an interval.
  enum Unit: String, Codable, Sendable, Hashable {
    case articles, sentences
  }

  let outlet: Int
  /// The id and the name of an actor, or the name of a frame twice.
  let subject: (id: String, name: String)
  let estimate: Double?
  let interval: BootstrapInterval?
  let unit: Unit?
  let scored: Int
  let abstained: Int
  /// How many sentences name the subject in other voices than the narrator's; nil for frames.
  let otherVoices: Int?
  let places: [NamingPlace]
  /// What the model says of the sentence at each place; nil for frames, whose places are words.
  let values: [Double]?
}
