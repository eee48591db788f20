import ParallaxText

extension TFIDFVectorizer {
  /// The settings of a vectorizer; names and meanings are scikit-learn's, so that its settings paste in.
  public struct Configuration: Sendable, Hashable {
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
    /// What becomes of contractions where the tokenizer is `unicode`.
    public var contractions: UnicodeTokenizer.Contractions = .keep
    /// Whether words are lowercased (full Unicode mapping); where not, "US" and "us" are two terms.
    public var lowercase = true
    /// Which accents are taken off, after lowercasing and before words are looked for; nil keeps all.
    public var stripAccents: AccentFolding?
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
    /// Words left out before n-grams are made, compared as folded and not yet stemmed.
    public var stopWords: [String] = []
    /// What reduces words to stems, after stop words are left out and before n-grams are made; nil nothing.
    public var stemmer: Stemmer?
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

    /// The stop words that a sink must leave out itself: where words are stemmed, they have gone before.
    var stopWordsOfSink: [String] { stemmer == nil ? stopWords : [] }

    /// The most entries a matrix may have, because sparse formats elsewhere count them in 32 bits; not saved.
    package var entryLimit = Int(Int32.max)

    /// The most words and the most n-grams of words there may be, because they are numbered in 32 bits; not
    /// saved.
    package var termLimit = Int(Int32.max)

    /// The most terms that can begin with one word.
    var termsPerWord: Int { wordRange.longest - wordRange.shortest + 1 }

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
      guard stemmer == nil || analyzer == .word else {
        throw fail(
          "stemmer with analyzer \(analyzer.rawValue): expected analyzer word, as only words have stems")
      }
      guard contractions == .keep || (analyzer == .word && tokenizer == .unicode) else {
        throw fail("contractions split: expected analyzer word and tokenizer unicode with it")
      }
    }
  }
}
