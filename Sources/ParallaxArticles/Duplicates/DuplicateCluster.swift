/// Texts that are near-duplicates of one another, directly or by way of others.
public struct DuplicateCluster: Sendable, Hashable {
  /// Two texts at or above the threshold.
  public struct Pair: Sendable, Hashable {
    /// The number of the earlier text.
    public let first: Int
    /// The number of the later one.
    public let second: Int
    /// The Jaccard similarity of their sets of shingles, exactly.
    public let jaccard: Double

    /// Creates a pair.
    public init(first: Int, second: Int, jaccard: Double) {
      self.first = first
      self.second = second
      self.jaccard = jaccard
    }
  }

  /// The numbers of the texts in the order they were added, ascending; two at least.
  public let members: [Int]
  /// The pairs that were found, in order.
  public let pairs: [Pair]
}
