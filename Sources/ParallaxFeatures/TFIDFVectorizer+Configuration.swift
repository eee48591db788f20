import ParallaxText

extension TFIDFVectorizer {
  /// The settings of a vectorizer; names and meanings are scikit-learn's, so that its settings paste in.
  public struct Configuration: Sendable, Hashable, Codable {
    /// The length a row is scaled to.
    public enum Norm: String, Sendable, Hashable, Codable {
      /// The sum of squares is 1.
      case l2
      /// The sum of absolute values is 1.
      case l1
      /// Rows are left as they are.
      case none
    }

    /// What terms are made of.
    public var analyzer: TermAnalyzer = .word
    /// How a text is split into words.
    public var tokenizer: Tokenizer.Analyzer = .words
    /// Whether words are lowercased (full Unicode mapping).
    public var lowercase = true
    /// The shortest n-gram, in words or in characters.
    public var minimumN = 1
    /// The longest n-gram, in words or in characters.
    public var maximumN = 1
    /// Terms of fewer documents are left out.
    public var minimumDocumentFrequency: DocumentFrequencyLimit = 1
    /// Terms of more documents are left out.
    public var maximumDocumentFrequency: DocumentFrequencyLimit = 1.0
    /// The most terms kept, by count over the corpus, ties in term order; nil keeps all.
    public var maximumFeatures: Int?
    /// Words left out before n-grams are made; lower case.
    public var stopWords: [String] = []
    /// Whether each count above zero becomes one.
    public var binary = false
    /// Whether a count `tf` becomes `1 + ln(tf)`.
    public var sublinearTF = false
    /// Whether counts are multiplied by the inverse document frequency.
    public var useIDF = true
    /// Whether the idf is ln((1 + n) / (1 + df)) + 1 rather than ln(n / df) + 1.
    public var smoothIDF = true
    /// The norm each row is scaled to.
    public var norm: Norm = .l2

    /// Creates scikit-learn's defaults.
    public init() {}

    /// The shortest and the longest n-gram, in words as the lexer hands them out.
    var wordRange: (shortest: Int, longest: Int) { analyzer == .word ? (minimumN, maximumN) : (1, 1) }

    /// The most entries a matrix may have, because sparse formats elsewhere count them in 32 bits; not saved.
    package var entryLimit = Int(Int32.max)

    /// The most terms that can begin with one word.
    var termsPerWord: Int { wordRange.longest - wordRange.shortest + 1 }

    enum CodingKeys: String, CodingKey {
      case analyzer, tokenizer, lowercase
      case ngramRange = "ngram_range"
      case minimumDocumentFrequency = "min_df"
      case maximumDocumentFrequency = "max_df"
      case maximumFeatures = "max_features"
      case stopWords = "stop_words"
      case binary
      case sublinearTF = "sublinear_tf"
      case useIDF = "use_idf"
      case smoothIDF = "smooth_idf"
      case norm
    }

    /// Reads settings; a missing key takes its default, `"norm": null` is no norm.
    public init(from decoder: any Decoder) throws {
      let keys = try decoder.container(keyedBy: CodingKeys.self)
      analyzer = try keys.decodeIfPresent(TermAnalyzer.self, forKey: .analyzer) ?? analyzer
      tokenizer = try keys.decodeIfPresent(Tokenizer.Analyzer.self, forKey: .tokenizer) ?? tokenizer
      lowercase = try keys.decodeIfPresent(Bool.self, forKey: .lowercase) ?? lowercase
      if let range = try keys.decodeIfPresent([Int].self, forKey: .ngramRange) {
        guard range.count == 2 else {
          throw DecodingError.dataCorruptedError(
            forKey: .ngramRange, in: keys, debugDescription: "ngram_range \(range): expected two numbers")
        }
        (minimumN, maximumN) = (range[0], range[1])
      }
      minimumDocumentFrequency =
        try keys.decodeIfPresent(DocumentFrequencyLimit.self, forKey: .minimumDocumentFrequency)
        ?? minimumDocumentFrequency
      maximumDocumentFrequency =
        try keys.decodeIfPresent(DocumentFrequencyLimit.self, forKey: .maximumDocumentFrequency)
        ?? maximumDocumentFrequency
      // scikit-learn's `max_df=1.0`, all documents, reads as the whole number 1 in JSON; a limit of one
      // document is not a setting anyone means.
      if maximumDocumentFrequency == 1 { maximumDocumentFrequency = 1.0 }
      maximumFeatures = try keys.decodeIfPresent(Int.self, forKey: .maximumFeatures)
      stopWords = try Configuration.stopWords(of: keys) ?? stopWords
      binary = try keys.decodeIfPresent(Bool.self, forKey: .binary) ?? binary
      sublinearTF = try keys.decodeIfPresent(Bool.self, forKey: .sublinearTF) ?? sublinearTF
      useIDF = try keys.decodeIfPresent(Bool.self, forKey: .useIDF) ?? useIDF
      smoothIDF = try keys.decodeIfPresent(Bool.self, forKey: .smoothIDF) ?? smoothIDF
      if keys.contains(.norm) {
        norm = try keys.decodeNil(forKey: .norm) ? .none : keys.decode(Norm.self, forKey: .norm)
      }
    }

    /// Writes every setting under scikit-learn's name.
    public func encode(to encoder: any Encoder) throws {
      var keys = encoder.container(keyedBy: CodingKeys.self)
      try keys.encode(analyzer, forKey: .analyzer)
      try keys.encode(tokenizer, forKey: .tokenizer)
      try keys.encode(lowercase, forKey: .lowercase)
      try keys.encode([minimumN, maximumN], forKey: .ngramRange)
      try keys.encode(minimumDocumentFrequency, forKey: .minimumDocumentFrequency)
      try keys.encode(maximumDocumentFrequency, forKey: .maximumDocumentFrequency)
      try keys.encode(maximumFeatures, forKey: .maximumFeatures)
      if stopWords == StopWords.english.words {
        try keys.encode(StopWords.english, forKey: .stopWords)
      } else {
        try keys.encode(stopWords, forKey: .stopWords)
      }
      try keys.encode(binary, forKey: .binary)
      try keys.encode(sublinearTF, forKey: .sublinearTF)
      try keys.encode(useIDF, forKey: .useIDF)
      try keys.encode(smoothIDF, forKey: .smoothIDF)
      if norm == .none { try keys.encodeNil(forKey: .norm) } else { try keys.encode(norm, forKey: .norm) }
    }

    /// A list of words, `"english"`, or a list of the library by name and version; nil where there is none.
    private static func stopWords(of keys: KeyedDecodingContainer<CodingKeys>) throws -> [String]? {
      guard keys.contains(.stopWords), try !keys.decodeNil(forKey: .stopWords) else { return nil }
      if let words = try? keys.decode([String].self, forKey: .stopWords) { return words }
      guard let name = try? keys.decode(String.self, forKey: .stopWords) else {
        return try keys.decode(StopWords.self, forKey: .stopWords).words
      }
      guard name == StopWords.english.name else {
        throw DecodingError.dataCorruptedError(
          forKey: .stopWords, in: keys,
          debugDescription: "stop_words \"\(name)\": expected \"english\", a list of words, or null")
      }
      return StopWords.english.words
    }

    /// Checks that the settings make sense together.
    ///
    /// - Throws: ``FeatureError`` of code `configuration`, naming the setting and what it may be.
    public func validate() throws(FeatureError) {
      func fail(_ message: String) -> FeatureError { FeatureError(.configuration, message) }
      guard 1 <= minimumN, minimumN <= maximumN, maximumN <= 16 else {
        throw fail("ngram_range [\(minimumN), \(maximumN)]: expected 1 <= shortest <= longest <= 16")
      }
      guard minimumDocumentFrequency.isValid else {
        throw fail("min_df \(minimumDocumentFrequency): expected a count of 0 or more, or a share in 0...1")
      }
      guard maximumDocumentFrequency.isValid else {
        throw fail("max_df \(maximumDocumentFrequency): expected a count of 0 or more, or a share in 0...1")
      }
      if let maximumFeatures, maximumFeatures < 1 {
        throw fail("max_features \(maximumFeatures): expected 1 or more, or null for all")
      }
    }
  }
}
