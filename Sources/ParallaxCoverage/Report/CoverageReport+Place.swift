extension CoverageReport {
  /// A stretch of an article that is evidence for something.
  public struct Place: Codable, Sendable, Hashable {
    /// The position of its sentence in the report's `sentences`.
    public let sentence: Int
    /// Where it begins in the article's clean text, in Unicode scalars.
    public let start: Int
    /// Where it ends.
    public let end: Int
  }
}
