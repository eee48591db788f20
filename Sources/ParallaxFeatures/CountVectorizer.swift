import ParallaxMath

/// Turns documents into rows of term counts (scikit-learn's `CountVectorizer`).
///
/// It is a ``TFIDFVectorizer`` whose weights are the counts themselves: idf, norm and `sublinear_tf` of the
/// settings are set aside.
public struct CountVectorizer: Sendable {
  /// The vectorizer that does the work; its idf is 1 and its rows have no norm.
  public let vectorizer: TFIDFVectorizer

  /// Creates a vectorizer of a given vocabulary.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid.
  public init(
    vocabulary: Vocabulary, configuration: TFIDFVectorizer.Configuration = .init()
  ) throws(FeatureError) {
    vectorizer = try TFIDFVectorizer(
      vocabulary: vocabulary, idf: [Float](repeating: 1, count: vocabulary.count),
      configuration: CountVectorizer.counting(configuration))
  }

  private init(_ vectorizer: TFIDFVectorizer) { self.vectorizer = vectorizer }

  private static func counting(_ configuration: TFIDFVectorizer.Configuration)
    -> TFIDFVectorizer.Configuration
  {
    var settings = configuration
    settings.useIDF = false
    settings.sublinearTF = false
    settings.norm = .none
    return settings
  }

  /// The terms, column by column.
  public var vocabulary: Vocabulary { vectorizer.vocabulary }

  /// Learns the vocabulary of documents.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, no document is given, or no term is left.
  public static func fit(
    _ documents: some Sequence<String>, configuration: TFIDFVectorizer.Configuration = .init()
  ) throws(FeatureError) -> CountVectorizer {
    CountVectorizer(try TFIDFVectorizer.fit(documents, configuration: counting(configuration)))
  }

  /// Learns the vocabulary of documents and returns their rows too, reading each document once.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, no document is given, or no term is left.
  public static func fitTransform(
    _ documents: some Sequence<String>, configuration: TFIDFVectorizer.Configuration = .init()
  ) throws(FeatureError) -> (vectorizer: CountVectorizer, matrix: SparseMatrix) {
    let (fitted, matrix) = try TFIDFVectorizer.fitTransform(documents, configuration: counting(configuration))
    return (CountVectorizer(fitted), matrix)
  }

  /// The row of one document; terms outside the vocabulary are ignored.
  public func transform(_ document: String) -> SparseVector { vectorizer.transform(document) }

  /// The rows of documents, in their order.
  public func transform(_ documents: some Sequence<String>) -> SparseMatrix {
    vectorizer.transform(documents)
  }
}
