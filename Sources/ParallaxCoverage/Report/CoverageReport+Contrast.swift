extension CoverageReport {
  /// The words that set outlets apart.
  public struct ContrastSection: Codable, Sendable, Hashable {
    /// Where a term of a comparison stands.
    public struct TermPlaces: Codable, Sendable, Hashable {
      /// The term.
      public let term: String
      /// Where it stands, by article and place; at most a few hundred.
      public let places: [Place]
    }

    /// The terms, comparison by comparison.
    public let contrast: Contrast
    /// Where the terms stand, in the order of their scalars.
    public let places: [TermPlaces]
  }
}
