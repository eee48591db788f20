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
  public init(of text: String) {
    spans = VoiceFinder().spans(in: text)
    var counts = [Int](repeating: 0, count: Voice.allCases.count)
    var next = 0
    for word in Tokenizer(analyzer: .words).tokens(in: text) {
      while next < spans.count, spans[next].range.upperBound <= word.range.lowerBound { next += 1 }
      let isInside = next < spans.count && spans[next].range.contains(word.range.lowerBound)
      counts[Self.place(of: isInside ? spans[next].voice : .narrator)] += 1
    }
    self.counts = counts
    wordCount = counts.reduce(0, +)
  }

  /// The share of the words in a voice; nil for a text without words.
  public func share(of voice: Voice) -> Double? {
    wordCount > 0 ? Double(counts[Self.place(of: voice)]) / Double(wordCount) : nil
  }

  private static func place(of voice: Voice) -> Int { Voice.allCases.firstIndex(of: voice) ?? 0 }
}
