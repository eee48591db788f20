/// The tokens of a text, or of one part of it, which is then a text of its own to those who read it.
package struct TokenSlice: Sendable {
  /// All tokens.
  package let tokens: FoldedTokens
  /// Those of the part.
  package let range: Range<Int>
  /// Where the part begins in the text, in UTF-8 bytes.
  package let origin: Int

  init(_ tokens: FoldedTokens, _ range: Range<Int>, origin: Int) {
    self.tokens = tokens
    self.range = range
    self.origin = origin
  }

  /// All tokens of a text.
  package init(_ tokens: FoldedTokens) { self.init(tokens, 0..<tokens.count, origin: 0) }

  /// All tokens of a text that is given.
  package init(_ text: String) { self.init(FoldedTokens(text)) }
}
