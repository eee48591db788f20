import ParallaxFeatures

/// What was measured of a text so far: several models that read it measure it once.
package struct SharedMeasures {
  private var style: (text: String, values: [Double])?
  private var columns: [(name: String, text: String, columns: LocatedColumns)] = []
  /// The words of texts, numbered for several models.
  private let words: [JointWords]

  /// Nothing was measured yet, but for words that were found before.
  package init(_ words: [JointWords] = []) { self.words = words }

  /// The measures of style of a text.
  mutating func style(of text: String) -> [Double] {
    if let style, style.text == text { return style.values }
    let known = words.first { $0.document == text && $0.isNumbered(for: StyleMeasures.vectorizer) }
    let values = known.map { StyleMeasures.values(of: $0) } ?? StyleMeasures.values(of: text)
    style = (text, values)
    return values
  }

  /// The columns of an input with their places; nil of columns that are not read so.
  mutating func located(_ columns: any FittedColumns, in input: ClassifierInput) -> LocatedColumns? {
    guard let name = columns.sharedBy else { return columns.located(in: input, words) }
    for known in self.columns where known.name == name && known.text == input.text { return known.columns }
    guard let located = columns.located(in: input, words) else { return nil }
    self.columns.append((name, input.text, located))
    return located
  }

  /// The terms of a text that a vectorizer knows, from its words where they were found before.
  func terms(of text: String, by vectorizer: TFIDFVectorizer) -> DocumentTerms {
    for known in words where known.document == text {
      if let terms = vectorizer.terms(of: known) { return terms }
    }
    return vectorizer.terms(of: text)
  }
}
