/// Ranks sentences by their densest stretch of significant words (Luhn 1958).
///
/// A word is significant where it is no function word and the document holds it at least
/// `minimumFrequency` times. A stretch begins and ends with significant words, no more than `gap` others
/// between neighbours; its weight is (significant words)² / (all words of it), and a sentence's score is
/// its best stretch.
///
/// - Complexity: O(tokens).
public struct Luhn: TermRanker, Hashable {
  /// How often a document must hold a word for it to be significant.
  public let minimumFrequency: Int
  /// The most other words between two significant ones of a stretch.
  public let gap: Int

  /// Creates a ranker.
  public init(minimumFrequency: Int = 2, gap: Int = 4) {
    self.minimumFrequency = minimumFrequency
    self.gap = gap
  }

  /// "luhn".
  public var method: String { "luhn" }

  package func ranking(of document: SentenceTerms) -> SentenceRanking {
    let frequencies = document.termFrequencies
    let scores = (0..<document.sentenceCount).map { sentence -> Double in
      let tokens = document.sequence[
        document.sequenceOffsets[sentence]..<document.sequenceOffsets[sentence + 1]]
      var best = 0.0
      var (first, last, count) = (0, Int.min / 2, 0)
      for (place, term) in tokens.enumerated() where term >= 0 && frequencies[Int(term)] >= minimumFrequency {
        if place - last - 1 > gap { (first, count) = (place, 0) }
        (last, count) = (place, count + 1)
        best = max(best, Double(count * count) / Double(last - first + 1))
      }
      return best
    }
    return SentenceRanking(scores: scores)
  }
}
