import ParallaxMath

/// Ranks sentences by chance: what a method must beat before anything else.
///
/// The chance is drawn from a seed and the bytes of the text, so that a document always gets the same scores
/// and two documents of one length do not share theirs.
public struct RandomRanker: SentenceRanker, Hashable {
  /// Where the chance comes from.
  public let seed: UInt64

  /// Creates a ranker.
  public init(seed: UInt64 = 0) { self.seed = seed }

  /// "random".
  public var method: String { "random" }

  /// A number from 0 to 1 for each sentence.
  public func scores(for sentences: [Range<Int>], in text: String) -> [Double] {
    // FNV-1a, whose only job here is to tell texts apart.
    let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    var generator = SeededGenerator(seed: seed ^ hash)
    return sentences.map { _ in Double(generator.next() >> 11) * 0x1p-53 }
  }
}
