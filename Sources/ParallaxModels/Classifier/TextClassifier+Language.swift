import ParallaxText

extension TextClassifier {
  /// A model knows more of any text that is in its language, but only function words and names of others.
  private static let shareOfOwnLanguage = 0.6

  /// Whether the model learnt from English and knows few words of a text that hardly looks English.
  ///
  /// Function words that languages share may be enough for what ``evidence`` asks for.
  package func isOfOtherLanguage(_ text: String, _ coverage: VocabularyCoverage?) -> Bool {
    guard let coverage, coverage.total > 0, coverage.share < Self.shareOfOwnLanguage else { return false }
    return description?.isEnglish == true && EnglishProse.isUnlikely(text)
  }

  /// Why a text in another language than the model's is not scored; nil where it is in the model's, as far as is known.
  func shortfall(ofLanguageOf text: String, _ coverage: VocabularyCoverage?) -> String? {
    guard let coverage, isOfOtherLanguage(text, coverage) else { return nil }
    return "not enough evidence: the text hardly looks English, and the model knows "
      + "\(coverage.known) of \(coverage.total) words"
  }
}
