import ParallaxLearning
import ParallaxText

/// What the sentences of one voice come to, toward one actor.
public struct VoiceFigure: Sendable, Hashable {
  /// The fewest scored sentences that a figure rests on.
  public static let minimumSentences = 3

  /// Whether there are sentences enough.
  public enum State: Sendable, Hashable {
    /// There are.
    case scored
    /// There are not; the numbers should not be shown as a finding.
    case abstained(reason: String)
  }

  /// The voice.
  public let voice: Voice
  /// The sentences that the model scored.
  public let sentenceCount: Int
  /// The sentences on which it abstained.
  public let abstainedCount: Int
  /// The mean over the scored sentences of p(positive) - p(negative), -1 to 1, and its interval over sentences; nil
  /// where there is none.
  public let stance: BootstrapInterval?
  /// The mean probability of each label, in the model's order; empty where no sentence is scored.
  public let probabilities: [Double]
  /// "negative" or "positive" where the whole interval of ``stance`` lies on that side of zero, "neutral" where it holds
  /// zero; nil where no sentence is scored.
  public let label: String?
  /// Whether there are sentences enough.
  public let state: State

  init(_ voice: Voice, _ readings: [StanceReading], labels: [String]) {
    let scored = readings.filter(\.isScored)
    self.voice = voice
    sentenceCount = scored.count
    abstainedCount = readings.count - scored.count
    let means = labels.indices.map { label in
      scored.reduce(0) { $0 + $1.probabilities[label] } / Double(max(1, scored.count))
    }
    probabilities = scored.isEmpty ? [] : means
    stance = try? BootstrapInterval(meanOf: scored.map(\.stance))
    label = stance.map { $0.lower > 0 ? "positive" : $0.upper < 0 ? "negative" : "neutral" }
    state =
      scored.count >= Self.minimumSentences
      ? .scored
      : .abstained(
        reason: "\(scored.count) scored sentences in this voice; expected \(Self.minimumSentences) or more")
  }
}
