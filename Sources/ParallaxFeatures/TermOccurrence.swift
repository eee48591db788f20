/// One place in a document where a term of the vocabulary stands.
public struct TermOccurrence: Sendable, Hashable {
  /// The column of the term.
  public let term: Int
  /// Where it stands: UTF-8 byte offsets, for an n-gram from its first word to its last.
  public let range: Range<Int>

  /// Creates an occurrence.
  public init(term: Int, range: Range<Int>) {
    self.term = term
    self.range = range
  }
}
