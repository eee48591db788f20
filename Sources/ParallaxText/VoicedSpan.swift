/// A stretch of text that is not in the article's own voice.
public struct VoicedSpan: Sendable, Hashable, Codable {
  /// Whose words it tells: ``Voice/quotation`` or ``Voice/attributed``.
  public let voice: Voice
  /// Where it stands, quotation marks included: UTF-8 byte offsets into the text.
  public let range: Range<Int>
  /// The words that name the speaker, such as "the ministry spokesman"; nil where no rule finds them.
  public let speaker: Range<Int>?

  /// Creates a span.
  public init(voice: Voice, range: Range<Int>, speaker: Range<Int>? = nil) {
    self.voice = voice
    self.range = range
    self.speaker = speaker
  }
}
