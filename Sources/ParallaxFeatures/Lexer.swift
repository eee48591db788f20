import ParallaxText

/// Splits documents into the words or character n-grams of a vectorizer's configuration, folded and stemmed
/// as it says.
///
/// Stop words are left to the sink, except where words are stemmed: they are words, not stems.
struct Lexer: ~Copyable {
  private let configuration: TFIDFVectorizer.Configuration
  private let scanner: WordScanner
  private let folder: TextFolder
  private let stems: StemCache?
  private var buffer: PaddedText
  private var characters = CharacterScanner()
  private var folded = FoldedText()

  init(_ configuration: TFIDFVectorizer.Configuration, capacity: Int = 1 << 16) {
    self.configuration = configuration
    buffer = PaddedText(capacity: capacity)
    folder = TextFolder(lowercases: configuration.lowercase, accents: configuration.stripAccents)
    scanner = WordScanner(lowercases: configuration.lowercase)
    // A document's words are some sixth of its bytes; a table for a corpus would cost one document dearly.
    stems = configuration.stemmer.flatMap {
      StemCache($0, stopWords: configuration.stopWords, capacity: min(capacity / 6, 1 << 14))
    }
  }

  /// Hands every word of a document to a sink.
  @inline(__always) mutating func scan<Sink: WordSink & ~Copyable>(_ document: String, into sink: inout Sink)
  {
    guard let stems else {
      scanWords(document, into: &sink)
      return
    }
    stems.trim()
    withUnsafeMutablePointer(to: &sink) {
      var stemming = StemmingSink($0, stems)
      scanWords(document, into: &stemming)
    }
  }

  @inline(__always) private mutating func scanWords<Sink: WordSink & ~Copyable>(
    _ document: String, into sink: inout Sink
  ) {
    switch (configuration.analyzer, configuration.tokenizer) {
    case (.word, .words) where configuration.stripAccents != nil: scanFolded(document, into: &sink)
    case (.word, .words):
      buffer.with(document, lowercasing: configuration.lowercase) { base, count in
        scanner.scan(base, count: count, into: &sink)
      }
    case (.word, .unicode): scanUnicode(document, into: &sink)
    default:
      characters.scan(
        document, folder, shortest: configuration.minimumN, longest: configuration.maximumN,
        withinWords: configuration.analyzer == .charWithinWords, into: &sink)
    }
  }

  /// Folds the text before its words are looked for, because what is a word may depend on it: an accent of
  /// its own, which is no word character, would end a word.
  private mutating func scanFolded<Sink: WordSink & ~Copyable>(_ document: String, into sink: inout Sink) {
    var document = document
    document.withUTF8 { text in
      if text.isASCII {
        buffer.with(text, lowercasing: configuration.lowercase) { base, count in
          scanner.scan(base, count: count, into: &sink)
        }
        return
      }
      folded.fold(text, by: folder)
      withUnsafeMutablePointer(to: &sink) {
        var mapped = FoldedSink($0, offsets: folded.offsets)
        folded.bytes.withUnsafeBufferPointer { bytes in
          buffer.with(bytes, lowercasing: false) { base, count in
            WordScanner(lowercases: false).scan(base, count: count, into: &mapped)
          }
        }
      }
    }
  }

  private mutating func scanUnicode<Sink: WordSink & ~Copyable>(_ document: String, into sink: inout Sink) {
    let tokenizer = Tokenizer(analyzer: .unicode, contractions: configuration.contractions)
    var word: [UInt8] = []
    var document = document
    document.withUTF8 { text in
      for token in tokenizer.tokens(inUTF8: text) where token.kind != .punctuation {
        word.removeAll(keepingCapacity: true)
        folder.forEachScalar(in: UnsafeBufferPointer(rebasing: text[token.range])) { scalar, _ in
          // A token may hold white space (telephone numbers); in an n-gram it would read as two words.
          if scalar.value <= 0x20 {
            word.append(UInt8(ascii: "_"))
          } else {
            word.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
          }
        }
        word.withUnsafeBufferPointer { if !$0.isEmpty { sink.add($0, range: token.range) } }
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether every byte is ASCII.
  fileprivate var isASCII: Bool { allSatisfy { $0 < 0x80 } }
}

extension WordSink where Self: ~Copyable {
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
