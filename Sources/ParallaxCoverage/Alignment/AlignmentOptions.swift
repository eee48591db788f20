import ParallaxSummary

/// When two sentences are taken to tell the same.
public struct AlignmentOptions: Sendable, Hashable {
  /// The least likeness of two sentences told by two outlets, 0 to 1.
  public var threshold = 0.38
  /// The least share of a sentence's content that a sentence told with it has too, 0 to 1, by the rarity of its words.
  public var contentShare = 0.4
  /// The share of content from which two shared words are enough; below it, four are needed.
  public var fewWordsShare = 0.6
  /// The share of content from which a sentence that denies is told with one that does not.
  public var denialShare = 0.8
  /// Below this likeness to every sentence of the others a sentence may count as found in none of them.
  public var noveltyCeiling = 0.25
  /// The share of a sentence's terms from which it counts as told by two neighbouring sentences of another outlet.
  public var toldShare = 0.3
  /// The share of runs of three words from which two sentences are one copy.
  public var copyShare = 0.7
  /// How common words are in news; without it, words are as rare as they are in the event.
  public var background: BackgroundFrequencies?

  /// Creates the defaults.
  public init() {}
}
