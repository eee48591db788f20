/// Splits a text into words, numbers, marks and addresses by UAX #29, tailored to English.
///
/// The tailoring follows the conventions of the Penn Treebank as the English Web Treebank keeps them: clitics are
/// cut off ("do n't", "company 's"), compounds fall apart at their hyphens, clock times, dates and telephone numbers
/// stay whole, abbreviations keep their stop. Every byte that is not white space lies in exactly one token; the
/// tokens come in order and never overlap. A byte that belongs to no well-formed UTF-8 sequence is a token of kind
/// `punctuation` by itself.
///
/// - Complexity: O(bytes).
public struct UnicodeTokenizer: Sendable, Hashable, Codable {
  /// What becomes of "don't" and "company's".
  public enum Contractions: String, Sendable, Hashable, Codable, CaseIterable {
    /// They are one token.
    case keep
    /// They are two tokens, "do n't" and "company 's".
    case split
  }

  /// The settings of a tokenizer.
  public struct Configuration: Sendable, Hashable, Codable {
    /// What becomes of contractions and possessives.
    public var contractions: Contractions

    /// Creates settings.
    public init(contractions: Contractions = .split) { self.contractions = contractions }
  }

  /// The settings in use.
  public let configuration: Configuration

  /// Creates a tokenizer.
  public init(configuration: Configuration = Configuration()) { self.configuration = configuration }

  /// The tokens of a text, in order, never overlapping.
  public func tokens(in text: String) -> [Token] {
    text.withByteText { tokens(in: $0) }
  }

  /// The tokens of a text given as bytes, which need not be well-formed UTF-8.
  public func tokens(inUTF8 bytes: [UInt8]) -> [Token] {
    bytes.withUnsafeBufferPointer { tokens(in: ByteText($0)) }
  }

  /// The tokens of a text given as bytes, which need not be well-formed UTF-8.
  public func tokens(inUTF8 bytes: UnsafeBufferPointer<UInt8>) -> [Token] {
    tokens(in: ByteText(bytes))
  }

  /// Appends the tokens of a text given as bytes to others: what many short texts are read by.
  package func append(tokensOf bytes: UnsafeBufferPointer<UInt8>, to tokens: inout [Token]) {
    var scanner = TokenScanner(ByteText(bytes), splitsContractions: configuration.contractions == .split)
    swap(&scanner.result, &tokens)
    scanner.scan()
    swap(&scanner.result, &tokens)
  }

  private func tokens(in text: ByteText) -> [Token] {
    var scanner = TokenScanner(text, splitsContractions: configuration.contractions == .split)
    return scanner.tokens()
  }
}
