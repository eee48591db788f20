/// Splits a text into tokens with UTF-8 offsets.
public struct Tokenizer: Sendable, Hashable, Codable {
  /// The rules by which tokens are found.
  public enum Analyzer: String, Sendable, Hashable, Codable, CaseIterable {
    /// scikit-learn's default pattern `(?u)\b\w\w+\b`: runs of two or more word characters.
    case words
    /// Unicode word boundaries (UAX #29) with ``UnicodeTokenizer``'s rules for English; contractions are
    /// kept.
    case unicode
  }

  /// The rules in use.
  public let analyzer: Analyzer
  /// What becomes of contractions by the rules of `unicode`; those of `words` know none.
  public let contractions: UnicodeTokenizer.Contractions

  /// Creates a tokenizer.
  ///
  /// Contractions stay whole unless told otherwise: "n't" and "'s" as terms of their own would say little.
  public init(analyzer: Analyzer = .words, contractions: UnicodeTokenizer.Contractions = .keep) {
    self.analyzer = analyzer
    self.contractions = contractions
  }

  /// The tokens of a text, in order, never overlapping.
  ///
  /// - Complexity: O(bytes).
  public func tokens(in text: String) -> [Token] {
    var text = text
    return text.withUTF8 { tokens(inUTF8: $0) }
  }

  /// The tokens of a text given as bytes, which need not be well-formed UTF-8.
  ///
  /// A byte of no well-formed sequence belongs to no word; by the rules of `unicode` it is a token of kind
  /// `punctuation` by itself.
  ///
  /// - Complexity: O(bytes).
  public func tokens(inUTF8 bytes: UnsafeBufferPointer<UInt8>) -> [Token] {
    if analyzer == .unicode {
      return UnicodeTokenizer(configuration: .init(contractions: contractions)).tokens(inUTF8: bytes)
    }
    var buffer = PaddedText(capacity: bytes.count)
    var sink = TokenSink(expected: bytes.count / 6)
    // The case of ASCII letters does not matter to ranges; that of others may, as U+0130 shows.
    buffer.with(bytes, lowercasing: false) { base, count in
      WordScanner(lowercases: true).scan(base, count: count, into: &sink)
    }
    return sink.tokens
  }
}

/// Keeps the ranges of words and whether they are numbers.
private struct TokenSink: WordSink {
  var tokens: [Token] = []

  init(expected: Int) { tokens.reserveCapacity(expected) }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    // Few words begin with a digit; the others need no closer look.
    let isNumber = low & 0xF0 == 0x30 && TokenSink.isDigits(low, high, length)
    tokens.append(Token(kind: isNumber ? .number : .word, start: start, end: end))
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    let isNumber = UnsafeBufferPointer(start: bytes, count: length).allSatisfy { $0 &- 0x30 < 10 }
    tokens.append(Token(kind: isNumber ? .number : .word, range: start..<end))
  }

  @inline(never) private static func isDigits(_ low: UInt64, _ high: UInt64, _ length: Int) -> Bool {
    (0..<length).allSatisfy { i in
      let word = i < 8 ? low : high
      return UInt8(truncatingIfNeeded: word >> UInt64(8 * (i & 7))) &- 0x30 < 10
    }
  }
}
