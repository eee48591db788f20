import ParallaxText

/// The tokens of a text as they are compared, in lower case and one after the other in one buffer.
///
/// Tokens are those of the `UnicodeTokenizer` with contractions split, marks and numbers among them; a
/// typographic apostrophe becomes a plain one.
package struct FoldedTokens: Sendable {
  /// The UTF-8 of all tokens.
  package private(set) var bytes: [UInt8] = []
  /// Where each token ends in ``bytes``.
  private var ends: [Int] = []
  /// Where each token stands in the text, in UTF-8 bytes.
  package private(set) var places: [Range<Int>] = []
  /// Whether each token is a word: letters, perhaps with digits among them.
  package private(set) var isWord: [Bool] = []

  /// Finds and folds the tokens of a text.
  ///
  /// - Complexity: O(bytes).
  package init(_ text: String) {
    var text = text
    text.withUTF8 { source in
      let tokens = UnicodeTokenizer().tokens(inUTF8: source)
      bytes.reserveCapacity(source.count)
      ends.reserveCapacity(tokens.count)
      places.reserveCapacity(tokens.count)
      isWord.reserveCapacity(tokens.count)
      for token in tokens {
        append(UnsafeBufferPointer(rebasing: source[token.range]))
        ends.append(bytes.count)
        places.append(token.range)
        isWord.append(token.kind == .word)
      }
    }
    // All at once: letters beyond ASCII were folded as they came, and no part of one is a capital.
    bytes.withUnsafeMutableBufferPointer { bytes in
      for index in bytes.indices where bytes[index] &- 0x41 < 26 { bytes[index] |= 0x20 }
    }
  }

  /// The number of tokens.
  package var count: Int { ends.count }

  /// The UTF-8 of a token, as a range into ``bytes``.
  package func range(of token: Int) -> Range<Int> { (token == 0 ? 0 : ends[token - 1])..<ends[token] }

  /// A token as text.
  package func text(of token: Int) -> String { String(decoding: bytes[range(of: token)], as: UTF8.self) }

  private mutating func append(_ token: UnsafeBufferPointer<UInt8>) {
    var seen: UInt8 = 0
    for byte in token { seen |= byte }
    if seen < 0x80 { return bytes.append(contentsOf: token) }
    // Letters beyond ASCII are few: such a token is folded by Unicode's mapping, whole.
    for scalar in String(decoding: token, as: UTF8.self).lowercased().unicodeScalars {
      bytes.append(
        contentsOf: UTF8.encode(scalar == "\u{2019}" ? "'" : scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
