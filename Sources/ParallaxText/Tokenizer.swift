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
    // The case of ASCII letters does not matter to ranges; that of others may, as U+0130 shows.
    return buffer.with(bytes, lowercasing: false) { base, count in
      // English has a word every six bytes; a text of shorter ones is scanned again, with the room it takes.
      let (tokens, total) = Tokenizer.words(base, count, room: count / 5 + 8)
      return total == tokens.count ? tokens : Tokenizer.words(base, count, room: total).tokens
    }
  }

  /// The words of a padded text, as many as there is room for, and how many there are.
  private static func words(
    _ base: UnsafePointer<UInt8>, _ count: Int, room: Int
  ) -> (tokens: [Token], total: Int) {
    var total = 0
    let tokens = [Token](unsafeUninitializedCapacity: room) { tokens, written in
      var sink = TokenSink(tokens)
      WordScanner(lowercases: true).scan(base, count: count, into: &sink)
      total = sink.count
      written = min(total, room)
    }
    return (tokens, total)
  }
}

/// Keeps the ranges of words and whether they are numbers, as many as there is room for, and counts all.
///
/// Room is given rather than grown: an array that is appended to asks with every token whether it is shared.
private struct TokenSink: WordSink {
  private let room: UnsafeMutableBufferPointer<Token>
  private(set) var count = 0

  init(_ room: UnsafeMutableBufferPointer<Token>) { self.room = room }

  @inline(__always) private mutating func add(_ token: Token) {
    if count < room.count { room.initializeElement(at: count, to: token) }
    count &+= 1
  }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    // Few words begin with a digit; the others need no closer look.
    let isNumber = low & 0xF0 == 0x30 && TokenSink.isDigits(low, high, length)
    add(Token(kind: isNumber ? .number : .word, start: start, end: end))
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    let isNumber = UnsafeBufferPointer(start: bytes, count: length).allSatisfy { $0 &- 0x30 < 10 }
    add(Token(kind: isNumber ? .number : .word, start: start, end: end))
  }

  @inline(never) private static func isDigits(_ low: UInt64, _ high: UInt64, _ length: Int) -> Bool {
    (0..<length).allSatisfy { i in
      let word = i < 8 ? low : high
      return UInt8(truncatingIfNeeded: word >> UInt64(8 * (i & 7))) &- 0x30 < 10
    }
  }
}
