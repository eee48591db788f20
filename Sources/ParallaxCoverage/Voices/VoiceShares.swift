import ParallaxText

/// How much of one text is in which voice, and who speaks in it.
public struct VoiceShares: Sendable, Hashable {
  /// The stretches that are not the narrator's, in text order.
  public let spans: [VoicedSpan]
  /// The words of the text.
  public let wordCount: Int
  /// The words of each voice, in the order of `Voice.allCases`.
  public let counts: [Int]

  /// Measures a text.
  ///
  /// - Complexity: O(bytes).
  public init(of text: String) { self.init(of: text, sentences: SentenceSplitter().sentences(in: text)) }

  /// Measures a text whose sentences are known.
  public init(of text: String, sentences: [Range<Int>]) {
    spans = VoiceFinder().spans(in: text, sentences: sentences)
    let tokens = Tokenizer(analyzer: .words).tokens(in: text)
    let inSpans = SpanWords.counts(of: tokens.lazy.map(\.range.lowerBound), in: spans.map(\.range))
    var counts = [Int](repeating: 0, count: Voice.allCases.count)
    for (span, count) in zip(spans, inSpans) { counts[Self.place(of: span.voice)] += count }
    counts[Self.place(of: .narrator)] += tokens.count - inSpans.reduce(0, +)
    self.counts = counts
    wordCount = tokens.count
  }

  /// The share of the words in a voice; nil for a text without words.
  public func share(of voice: Voice) -> Double? {
    wordCount > 0 ? Double(counts[Self.place(of: voice)]) / Double(wordCount) : nil
  }

  private static func place(of voice: Voice) -> Int { Voice.allCases.firstIndex(of: voice) ?? 0 }
}

/// Counts words by the spans they begin in.
enum SpanWords {
  /// How many words begin in each span.
  ///
  /// - Parameters:
  ///   - starts: where words begin, ascending.
  ///   - spans: ranges that ascend and lie apart.
  /// - Complexity: O(words + spans).
  static func counts(of starts: some Sequence<Int>, in spans: [Range<Int>]) -> [Int] {
    var counts = [Int](repeating: 0, count: spans.count)
    var next = 0
    for start in starts {
      while next < spans.count, spans[next].upperBound <= start { next += 1 }
      if next < spans.count, spans[next].contains(start) { counts[next] += 1 }
    }
    return counts
  }
}
