import ParallaxModels
import ParallaxText

extension Prediction {
  /// A model knows more of any text that is in its language, but only function words and names of others.
  private static let shareOfOwnLanguage = 0.6

  /// Whether the model knows few words of a text that hardly looks English.
  func isOfOtherLanguage(_ text: String) -> Bool {
    coverage.total > 0 && coverage.share < Self.shareOfOwnLanguage && EnglishProse.isUnlikely(text)
  }

  /// The same, abstained where the model knows few words of a text that hardly looks English.
  ///
  /// The shipped models are of English news; function words that languages share are enough for what they ask for.
  func heedingLanguage(of text: String) -> Prediction {
    guard isOfOtherLanguage(text) else { return self }
    return Prediction(
      label: label, labels: labels, probabilities: probabilities,
      state: .abstained(
        reason: "not enough evidence: the text hardly looks English, and the model knows "
          + "\(coverage.known) of \(coverage.total) words"),
      coverage: coverage)
  }
}
