/// What the terms of a vectorizer are made of; names and meanings are scikit-learn's.
public enum TermAnalyzer: String, Sendable, Hashable, Codable, CaseIterable {
  /// Words, and n-grams of words.
  case word
  /// N-grams of characters, across words.
  case char
  /// N-grams of characters within words, which are padded by a space on either side.
  case charWithinWords = "char_wb"
}
