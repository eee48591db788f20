/// A place in a text where an actor is named.
public struct Mention: Sendable, Hashable {
  /// In what way the actor is named; the numbers are positions in the actor's lists.
  public enum Kind: Sendable, Hashable {
    /// By a name.
    case alias(form: Int)
    /// By a form of a designation.
    case designation(term: Int, form: Int)
    /// By a word of a designation's family, which is counted apart.
    case related(term: Int, form: Int)
  }

  /// The position of the actor in its gazetteer.
  public let actor: Int
  /// In what way the actor is named.
  public let kind: Kind
  /// Where: UTF-8 byte offsets into the text.
  public let range: Range<Int>

  /// Creates a mention.
  public init(actor: Int, kind: Kind, range: Range<Int>) {
    self.actor = actor
    self.kind = kind
    self.range = range
  }
}
