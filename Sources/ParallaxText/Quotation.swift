/// A stretch of text between quotation marks, and who said it where a rule finds that.
public struct Quotation: Sendable, Hashable, Codable {
  /// Where it stands, its marks included: UTF-8 byte offsets into the text.
  ///
  /// A quotation that runs over several paragraphs is one for each; all but the last have no closing mark.
  public let range: Range<Int>
  /// What stands between the marks.
  public let content: Range<Int>
  /// How many quotations it stands in.
  public let level: Int
  /// Whether it goes on with the quotation before it, which its paragraph left open.
  public let isContinuation: Bool
  /// The words that name the speaker, such as "the ministry spokesman" or "he".
  public internal(set) var speaker: Range<Int>?
  /// The verb that reports it, such as "said".
  public internal(set) var reportingVerb: Range<Int>?

  /// Creates a quotation.
  public init(
    range: Range<Int>, content: Range<Int>, level: Int = 0, isContinuation: Bool = false,
    speaker: Range<Int>? = nil, reportingVerb: Range<Int>? = nil
  ) {
    self.range = range
    self.content = content
    self.level = level
    self.isContinuation = isContinuation
    self.speaker = speaker
    self.reportingVerb = reportingVerb
  }
}
