/// Splits a text into sentences; offsets are UTF-8 bytes into the text, never changed by anything.
///
/// The sentences come in order, never overlap, never cross a paragraph, and carry no white space at their ends.
/// Everything that is not white space lies in exactly one sentence.
///
/// - Complexity: O(bytes), one pass.
public struct SentenceSplitter: Sendable, Hashable, Codable {
  /// The settings in use.
  public let configuration: Configuration

  /// Creates a splitter for news.
  public init() { configuration = Configuration() }

  /// Creates a splitter with the settings given.
  public init(configuration: Configuration) { self.configuration = configuration }

  /// The sentences of a text, in order, without surrounding white space; they never overlap and never
  /// cross a paragraph.
  public func sentences(in text: String) -> [Range<Int>] {
    text.withByteText { sentences(in: $0) }
  }

  /// The sentences of a text given as bytes, which need not be well-formed UTF-8; every other byte stands for
  /// one unknown character.
  public func sentences(inUTF8 bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { sentences(in: ByteText($0)) }
  }

  private func sentences(in text: ByteText) -> [Range<Int>] {
    switch configuration.mode {
    case .news:
      var scanner = NewsSentenceScanner(text)
      return scanner.sentences()
    case .unicode:
      return UnicodeSentenceSegmenter.segments(in: text).map(text.trimmed).filter { !$0.isEmpty }
    }
  }
}
