import ParallaxModels
import ParallaxText

/// What the model of actors says of one sentence toward one actor.
public struct StanceReading: Sendable, Hashable {
  /// The sentence: UTF-8 offsets into the text.
  public let sentence: Range<Int>
  /// The actor's first name or designation in it.
  public let target: Range<Int>
  /// In whose voice the target stands.
  public let voice: Voice
  /// The words that name the speaker, where the voice is not the narrator's and a rule finds them.
  public let speaker: Range<Int>?
  /// The most probable label.
  public let label: String
  /// The probability of each label, in the model's order.
  public let probabilities: [Double]
  /// p(positive) - p(negative).
  public let stance: Double
  /// Whether the model knows enough of the sentence, and why not.
  public let state: Prediction.State

  /// Whether the model knows enough of the sentence.
  public var isScored: Bool { state == .scored }
}
