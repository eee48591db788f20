/// Parts a text by whose words it tells: quotations, what is attributed without marks, and the rest, which is the
/// narrator's.
///
/// Quotations are those of ``QuotationFinder``. A sentence attributes by rule: "according to X", a verb of saying
/// with "that" or a clause behind its subject ("X said the truce had held"), or one at the end ("…, X said").
/// What is attributed is the clause; the words that attribute it are the narrator's. Passive and impersonal forms
/// ("it is said") are the narrator's too.
///
/// - Complexity: O(bytes).
public struct VoiceFinder: Sendable, Hashable {
  /// Creates a finder.
  public init() {}

  /// The stretches that are not the narrator's, in text order, apart from each other.
  public func spans(in text: String) -> [VoicedSpan] {
    spans(in: text, sentences: SentenceSplitter().sentences(in: text))
  }

  /// The same for a text whose sentences are known, as ``SentenceSplitter`` finds them for news.
  public func spans(in text: String, sentences: [Range<Int>]) -> [VoicedSpan] {
    text.withByteText { bytes in
      var marks = QuotationScanner(bytes)
      let found = marks.quotations()
      let voices = VoiceScanner(bytes, sentences: sentences)
      let quotations = voices.attributed(found).filter { $0.level == 0 }
      var spans: [VoicedSpan] = []
      var next = 0
      for sentence in sentences {
        let first = next
        while next < quotations.count, quotations[next].range.lowerBound < sentence.upperBound { next += 1 }
        // A quotation that began in an earlier sentence may still run.
        let overlapping = quotations[max(0, first - 1)..<next].filter { $0.range.overlaps(sentence) }
        if let said = voices.paraphrase(in: sentence, around: overlapping.map(\.range)) {
          // Where all of it is quoted, spaces and marks are left.
          spans += VoiceFinder.cut(said.content, by: overlapping.map(\.range))
            .filter { !voices.words(in: $0, limit: 1).isEmpty }
            .map { VoicedSpan(voice: .attributed, range: $0, speaker: said.speaker) }
        }
      }
      spans += quotations.map { VoicedSpan(voice: .quotation, range: $0.range, speaker: $0.speaker) }
      return spans.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
  }

  /// What is left of a range without the ranges inside of it, which ascend.
  private static func cut(_ range: Range<Int>, by holes: [Range<Int>]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for hole in holes where hole.overlaps(range) {
      if hole.lowerBound > start { parts.append(start..<hole.lowerBound) }
      start = max(start, hole.upperBound)
    }
    if start < range.upperBound { parts.append(start..<range.upperBound) }
    return parts
  }
}

extension Array where Element == VoicedSpan {
  /// The span of another voice around an offset; nil where the narrator speaks.
  ///
  /// - Precondition: the spans ascend and lie apart, as ``VoiceFinder/spans(in:)`` gives them.
  /// - Complexity: O(log count).
  public func span(at offset: Int) -> VoicedSpan? {
    let place = firstIndex(endingAfter: offset)
    return place < count && self[place].range.contains(offset) ? self[place] : nil
  }

  private func firstIndex(endingAfter offset: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The longest quotation in a range half of which is quoted or more; nil of any other range.
  ///
  /// - Precondition: as of ``span(at:)``.
  public func quotation(fillingHalfOf range: Range<Int>) -> VoicedSpan? {
    var (quoted, longest, most) = (0, VoicedSpan?.none, 0)
    for span in self[firstIndex(endingAfter: range.lowerBound)...] {
      if span.range.lowerBound >= range.upperBound { break }
      if span.voice != .quotation { continue }
      let length = span.range.clamped(to: range).count
      quoted += length
      if length > most { (longest, most) = (span, length) }
    }
    return 2 * quoted >= range.count ? longest : nil
  }
}
