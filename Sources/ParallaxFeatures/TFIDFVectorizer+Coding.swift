import ParallaxText

/// Settings as JSON, under scikit-learn's names.
extension TFIDFVectorizer.Configuration: Codable {
  enum CodingKeys: String, CodingKey {
    case analyzer, tokenizer, contractions, lowercase
    case stripAccents = "strip_accents"
    case ngramRange = "ngram_range"
    case minimumDocumentFrequency = "min_df"
    case maximumDocumentFrequency = "max_df"
    case maximumFeatures = "max_features"
    case stopWords = "stop_words"
    case stemmer, binary
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
    contractions =
      try keys.decodeIfPresent(UnicodeTokenizer.Contractions.self, forKey: .contractions) ?? contractions
    lowercase = try keys.decodeIfPresent(Bool.self, forKey: .lowercase) ?? lowercase
    stripAccents = try keys.decodeIfPresent(AccentFolding.self, forKey: .stripAccents)
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
    stopWords = try Self.stopWords(of: keys) ?? stopWords
    stemmer = try keys.decodeIfPresent(Stemmer.self, forKey: .stemmer)
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
    try keys.encode(contractions, forKey: .contractions)
    try keys.encode(lowercase, forKey: .lowercase)
    try keys.encode(stripAccents, forKey: .stripAccents)
    try keys.encode([minimumN, maximumN], forKey: .ngramRange)
    try keys.encode(minimumDocumentFrequency, forKey: .minimumDocumentFrequency)
    try keys.encode(maximumDocumentFrequency, forKey: .maximumDocumentFrequency)
    try keys.encode(maximumFeatures, forKey: .maximumFeatures)
    if stopWords == StopWords.english.words {
      try keys.encode(StopWords.english, forKey: .stopWords)
    } else {
      try keys.encode(stopWords, forKey: .stopWords)
    }
    try keys.encode(stemmer, forKey: .stemmer)
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
}
