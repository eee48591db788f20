/// A text and the place of the one in it whose treatment is asked about.
public struct TargetedText: Sendable, Hashable {
  /// The text.
  public let text: String
  /// Where the target stands: UTF-8 byte offsets into the text, clamped to it.
  public let target: Range<Int>

  /// Creates a text with its target.
  public init(_ text: String, target: Range<Int>) {
    self.text = text
    let end = text.utf8.count
    self.target = min(max(0, target.lowerBound), end)..<min(max(0, target.upperBound), end)
  }
}
