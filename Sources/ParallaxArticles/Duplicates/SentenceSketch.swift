import ParallaxText

/// The sentences of a text as ``SharedSentenceFinder`` compares them: by their words, in lower case.
public struct SentenceSketch: Sendable, Hashable {
  /// What offsets of sentences count.
  public enum Offsets: Sendable, Hashable {
    /// Bytes of the text in UTF-8.
    case utf8
    /// Unicode scalars.
    case unicodeScalars
  }

  struct Sentence: Sendable, Hashable {
    let hash: UInt64
    /// In UTF-8.
    let range: Range<Int>
    /// In the unit asked for.
    let place: Range<Int>
  }

  /// Those of words enough, in their order.
  let sentences: [Sentence]

  /// The sentences of a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - minimumWords: Sentences of fewer words are passed over: many articles say "He declined to comment."
  ///   - offsets: What the places of shared sentences are going to count.
  ///   - splitter: Finds the sentences.
  /// - Complexity: O(bytes).
  public init(
    _ text: String, minimumWords: Int = 8, offsets: Offsets = .utf8,
    splitter: SentenceSplitter = SentenceSplitter()
  ) {
    let ranges = splitter.sentences(in: text)
    var buffer = PaddedText(capacity: ranges.reduce(0) { max($0, $1.count) })
    let scanner = WordScanner(lowercases: true, shortest: 1)
    let converter = TextOffsets(offsets == .utf8 ? "" : text)
    var sentences: [Sentence] = []
    var text = text
    text.withUTF8 { bytes in
      for range in ranges {
        var fold = WordFold()
        buffer.with(UnsafeBufferPointer(rebasing: bytes[range]), lowercasing: true) { base, count in
          scanner.scan(base, count: count, into: &fold)
        }
        guard fold.count >= minimumWords else { continue }
        let place = offsets == .utf8 ? range : converter.scalarRange(ofUTF8: range)
        sentences.append(Sentence(hash: fold.hash, range: range, place: place))
      }
    }
    self.sentences = sentences
  }
}
