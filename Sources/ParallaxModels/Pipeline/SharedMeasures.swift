import ParallaxFeatures

/// What was measured of a text so far: several models that read it measure it once.
package struct SharedMeasures {
  private var style: (text: String, values: [Double])?
  /// The words of texts, numbered for several models.
  private let words: [JointWords]

  /// Nothing was measured yet, but for words that were found before.
  package init(_ words: [JointWords] = []) { self.words = words }

  /// The measures of style of a text.
  mutating func style(of text: String) -> [Double] {
    if let style, style.text == text { return style.values }
    let values = StyleMeasures.values(of: text)
    style = (text, values)
    return values
  }

  /// The terms of a text that a vectorizer knows, from its words where they were found before.
  func terms(of text: String, by vectorizer: TFIDFVectorizer) -> DocumentTerms {
    for known in words where known.document == text {
      if let terms = vectorizer.terms(of: known) { return terms }
    }
    return vectorizer.terms(of: text)
  }
}
