/// How accents are taken off letters; names and meanings are those of scikit-learn's `strip_accents`.
public enum AccentFolding: String, Sendable, Hashable, Codable, CaseIterable {
  /// Compatibility decomposition (NFKD) without combining marks: "é" becomes "e", "ﬁ" "fi", "½" "1⁄2".
  ///
  /// A combining mark is a scalar of a canonical combining class other than 0; letters without a
  /// decomposition, such as "ø" and "ß", stay.
  case unicode
  /// The same, without whatever is not ASCII then: "ø" and "東" leave nothing.
  case ascii
}
