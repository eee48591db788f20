/// Ranks sentences by their place, the first best: the baseline every method must beat.
public struct LeadRanker: SentenceRanker, Hashable {
  /// Creates a ranker.
  public init() {}

  /// "lead".
  public var method: String { "lead" }

  /// (n - i) / n for the sentence at index i of n.
  public func scores(for sentences: [Range<Int>], in text: String) -> [Double] {
    let count = Double(sentences.count)
    return sentences.indices.map { (count - Double($0)) / count }
  }
}
