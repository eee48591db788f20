import ParallaxText

/// Splits documents into the words or character n-grams of a vectorizer's configuration, folded as it says.
struct Lexer: ~Copyable {
  private let configuration: TFIDFVectorizer.Configuration
  private let scanner: WordScanner
  private let lowercases: Bool
  private var buffer: PaddedText
  private var characters = CharacterScanner()

  init(_ configuration: TFIDFVectorizer.Configuration, capacity: Int = 1 << 16) {
    self.configuration = configuration
    buffer = PaddedText(capacity: capacity)
    lowercases = configuration.lowercase
    scanner = WordScanner(lowercases: configuration.lowercase)
  }

  /// Hands every word of a document to a sink.
  @inline(__always) mutating func scan<Sink: WordSink & ~Copyable>(_ document: String, into sink: inout Sink)
  {
    switch (configuration.analyzer, configuration.tokenizer) {
    case (.word, .words):
      buffer.with(document, lowercasing: lowercases) { base, count in
        scanner.scan(base, count: count, into: &sink)
      }
    case (.word, .unicode): scanUnicode(document, into: &sink)
    default:
      characters.scan(
        document, lowercases: lowercases, shortest: configuration.minimumN, longest: configuration.maximumN,
        withinWords: configuration.analyzer == .charWithinWords, into: &sink)
    }
  }

  private func scanUnicode<Sink: WordSink & ~Copyable>(_ document: String, into sink: inout Sink) {
    let utf8 = Array(document.utf8)
    for token in Tokenizer(analyzer: .unicode).tokens(in: document) where token.kind != .punctuation {
      // A token may hold white space (telephone numbers); in an n-gram it would read as two words.
      let bytes = utf8[token.range].map { $0 <= 0x20 ? UInt8(ascii: "_") : $0 }
      let word = String(decoding: bytes, as: UTF8.self)
      sink.add(lowercases ? word.lowercased() : word, range: token.range)
    }
  }
}

extension WordSink where Self: ~Copyable {
  /// Takes a folded word given as a string.
  mutating func add(_ word: String, range: Range<Int>) {
    var word = word
    word.withUTF8 { add($0, range: range) }
  }

  /// Takes a folded word given as bytes.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
    guard let first = bytes.baseAddress else { return }
    if bytes.count > 16 {
      longWord(first, length: bytes.count, start: range.lowerBound, end: range.upperBound)
      return
    }
    let (low, high) = packed(bytes)
    word(low, high, length: bytes.count, start: range.lowerBound, end: range.upperBound)
  }
}

/// At most 16 bytes as two little-endian words padded with zeros.
func packed(_ bytes: UnsafeBufferPointer<UInt8>) -> (low: UInt64, high: UInt64) {
  var words: (UInt64, UInt64) = (0, 0)
  withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
  return (UInt64(littleEndian: words.0), UInt64(littleEndian: words.1))
}
