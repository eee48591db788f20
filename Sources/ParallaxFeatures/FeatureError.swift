/// An error of feature extraction: what was found, what was expected, and what to do.
public struct FeatureError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; new kinds may be added, so match with a default case.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The stable name of the code.
    public let rawValue: String
    /// Creates a code from its stable name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A setting makes no sense, alone or with another.
    public static let configuration = Code(rawValue: "configuration")
    /// No document was given.
    public static let noDocuments = Code(rawValue: "no_documents")
    /// No term is left: documents hold none, or the limits filtered all.
    public static let noTerms = Code(rawValue: "no_terms")
    /// A vocabulary is malformed: unsorted, duplicate terms, broken offsets.
    public static let vocabulary = Code(rawValue: "vocabulary")
    /// A count passed what the format can hold.
    public static let limit = Code(rawValue: "limit")
  }

  /// The kind of failure.
  public let code: Code
  /// What was found, what was expected, and what to do.
  public let message: String

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  static let noDocuments = FeatureError(.noDocuments, "no document to learn from: expected at least one")

  static func tooManyEntries(_ count: Int, _ limit: Int) -> FeatureError {
    FeatureError(
      .limit,
      "\(count) entries, and a matrix holds at most \(limit): raise min_df, set max_features, or split the "
        + "documents")
  }

  static func tooManyTerms(_ limit: Int) -> FeatureError {
    FeatureError(
      .limit,
      "there may be more than \(limit) different words or n-grams, and they cannot be numbered: shorten "
        + "ngram_range, or hash them")
  }

  /// The message, as a person reads it.
  public var description: String { message }
}
