/// Tells prose that is hardly English, by how few of its words are function words of English.
package enum EnglishProse {
  /// Of English prose about four words in ten are function words.
  private static let leastShareOfFunctionWords = 0.15
  /// Headings and lists of names have few function words in any language.
  private static let leastWords = 20

  /// Whether a text with these words, given as UTF-8 ranges, is hardly English; false for a text too short to tell.
  ///
  /// - Complexity: O(bytes of words).
  package static func isUnlikely(_ text: String, words: [Range<Int>]) -> Bool {
    guard words.count >= leastWords else { return false }
    let bytes = Array(text.utf8)
    let known = words.count {
      StopWords.english.contains(
        String(decoding: bytes[$0.clamped(to: 0..<bytes.count)], as: UTF8.self).lowercased())
    }
    return Double(known) < leastShareOfFunctionWords * Double(words.count)
  }

  /// The same of a text whose words are not known.
  package static func isUnlikely(_ text: String) -> Bool {
    let tokens = Tokenizer(analyzer: .unicode).tokens(in: text)
    return isUnlikely(text, words: tokens.filter { $0.kind != .punctuation }.map(\.range))
  }
}
