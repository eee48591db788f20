/// When two sentences are taken to tell the same.
public struct AlignmentOptions: Sendable, Hashable {
  /// The least likeness of two sentences told by two outlets, 0 to 1.
  public var threshold = 0.38
  /// Below this likeness to every sentence of the others a sentence counts as found in none of them.
  public var noveltyCeiling = 0.25
  /// The share of runs of three words from which two sentences are one copy.
  public var copyShare = 0.7

  /// Creates the defaults.
  public init() {}
}
