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
  }

  /// The number of tokens.
  package var count: Int { ends.count }

  /// The UTF-8 of a token, as a range into ``bytes``.
  package func range(of token: Int) -> Range<Int> { (token == 0 ? 0 : ends[token - 1])..<ends[token] }

  /// A token as text.
  package func text(of token: Int) -> String { String(decoding: bytes[range(of: token)], as: UTF8.self) }

  private mutating func append(_ token: UnsafeBufferPointer<UInt8>) {
    let start = bytes.count
    var index = 0
    while index < token.count {
      let byte = token[index]
      if byte < 0x80 {
        bytes.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        index += 1
      } else if index + 2 < token.count, byte == 0xE2, token[index + 1] == 0x80, token[index + 2] == 0x99 {
        bytes.append(UInt8(ascii: "'"))
        index += 3
      } else {
        // Letters beyond ASCII are few: such a token is folded by Unicode's mapping, whole.
        bytes.removeSubrange(start...)
        let folded = String(decoding: token, as: UTF8.self).lowercased()
        for scalar in folded.unicodeScalars {
          if scalar == "\u{2019}" {
            bytes.append(UInt8(ascii: "'"))
          } else {
            bytes += Array(String(scalar).utf8)
          }
        }
        return
      }
    }
  }
}
