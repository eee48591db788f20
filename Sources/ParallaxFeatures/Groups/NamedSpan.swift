/// A stretch of a document that counts as one term, whatever words it has: a name.
public struct NamedSpan: Sendable, Hashable {
  /// Where it stands: UTF-8 byte offsets.
  public let range: Range<Int>
  /// The term it counts as, case kept, so that "US" is not "us".
  public let form: String

  /// Creates a span.
  public init(range: Range<Int>, form: String) {
    self.range = range
    self.form = form
  }
}
