/// What ``DuplicateFinder`` needs of a text, made by ``DuplicateSketcher``.
public struct DuplicateSketch: Sendable, Hashable {
  /// A hash of each band of the signature; none where the text has no words.
  let keys: [UInt32]
  /// The hash of each shingle, in the text's order.
  let shingles: [UInt64]
  /// A hash of all words in their order: the same for texts that differ in case and marks alone.
  let fingerprint: UInt64

  /// The number of different shingles.
  public var shingleCount: Int { Shingles.set(shingles).count }

  /// The Jaccard similarity |A ∩ B| / |A ∪ B| of the sets of shingles of two texts; 0 where both are empty.
  ///
  /// - Complexity: O(n log n) in the number of shingles.
  public func jaccard(with other: DuplicateSketch) -> Double {
    Shingles.jaccard(Shingles.set(shingles), Shingles.set(other.shingles))
  }
}
