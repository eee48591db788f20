import ParallaxText

/// A term of a document, and where in it the term stands.
public struct DocumentTerm: Sendable, Hashable {
  /// The term, folded and stemmed: a word, or several joined by spaces, or characters.
  public let text: String
  /// Where it stands: UTF-8 byte offsets, for an n-gram from its first word to its last.
  ///
  /// Words that come of one character (by accent folding, "㎯" gives "rad" and "s2") stand at one place.
  public let range: Range<Int>

  /// Creates a term.
  public init(text: String, range: Range<Int>) {
    self.text = text
    self.range = range
  }
}

extension TFIDFVectorizer.Configuration {
  /// The terms of a document, n-grams by their length, then by their place (scikit-learn's `build_analyzer()`).
  ///
  /// - Throws: ``FeatureError`` of code `configuration` where the settings are invalid.
  /// - Complexity: O(bytes · lengths of n-grams).
  public func terms(of document: String) throws(FeatureError) -> [DocumentTerm] {
    try validate()
    var lexer = Lexer(self, capacity: document.utf8.count)
    var sink = TermSink(stopWords: stopWordsOfSink)
    lexer.scan(document, into: &sink)
    let words = sink.words
    var result: [DocumentTerm] = []
    for n in wordRange.shortest...wordRange.longest where n <= words.count {
      for first in 0...(words.count - n) {
        let last = first + n - 1
        result.append(
          DocumentTerm(
            text: n == 1 ? words[first].text : words[first...last].map(\.text).joined(separator: " "),
            range: words[first].range.lowerBound..<words[last].range.upperBound))
      }
    }
    return result
  }
}

/// Keeps words as text, stop words aside.
private struct TermSink: WordSink, ~Copyable {
  private var stopWords = TermTable(capacity: 16)
  private(set) var words: [DocumentTerm] = []

  init(stopWords: [String]) { self.stopWords.insert(stopWords: stopWords) }

  mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) {
      take(UnsafeBufferPointer(rebasing: $0.bindMemory(to: UInt8.self)[..<length]), start..<end)
    }
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    take(UnsafeBufferPointer(start: bytes, count: length), start..<end)
  }

  private mutating func take(_ word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard stopWords.id(of: word) < 0 else { return }
    words.append(DocumentTerm(text: String(decoding: word, as: UTF8.self), range: range))
  }
}
