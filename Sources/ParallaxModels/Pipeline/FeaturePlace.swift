/// Where a feature stands in an input: a place in one of its texts.
public struct FeaturePlace: Sendable, Hashable {
  /// The text.
  public let field: ClassifierInput.Field
  /// UTF-8 byte offsets in that text.
  public let range: Range<Int>

  /// Creates a place.
  public init(field: ClassifierInput.Field, range: Range<Int>) {
    self.field = field
    self.range = range
  }
}
