/// Splits a text into tokens with UTF-8 offsets.
public struct Tokenizer: Sendable, Hashable, Codable {
  /// The rules by which tokens are found.
  public enum Analyzer: String, Sendable, Hashable, Codable, CaseIterable {
    /// scikit-learn's default pattern `(?u)\b\w\w+\b`: runs of two or more word characters.
    case words
    /// Unicode word boundaries (UAX #29) with ``UnicodeTokenizer``'s rules for English; contractions are kept.
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
    var sink = TokenSink()
    buffer.with(bytes) { base, count in
      WordScanner(lowercases: true).scan(base, count: count, into: &sink)
    }
    return sink.tokens
  }
}

/// Keeps the ranges of words and whether they are numbers.
private struct TokenSink: WordSink {
  var tokens: [Token] = []

  mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    // Only digits: every byte in 0x30...0x39, that is, top nibble 3 and the low one below 10.
    let isNumber =
      TokenSink.isDigits(low, min(length, 8)) && (length <= 8 || TokenSink.isDigits(high, length - 8))
    tokens.append(Token(kind: isNumber ? .number : .word, range: start..<end))
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    let isNumber = UnsafeBufferPointer(start: bytes, count: length).allSatisfy { $0 &- 0x30 < 10 }
    tokens.append(Token(kind: isNumber ? .number : .word, range: start..<end))
  }

  private static func isDigits(_ bytes: UInt64, _ count: Int) -> Bool {
    var rest = bytes
    for _ in 0..<count {
      if UInt8(truncatingIfNeeded: rest) &- 0x30 >= 10 { return false }
      rest >>= 8
    }
    return true
  }
}
