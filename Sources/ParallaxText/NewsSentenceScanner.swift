/// One pass over a text that finds the sentences of English news.
///
/// Only a stop, a line break, a bullet or a double quote is looked at; all other bytes are passed over. The
/// rules at a stop stand in `NewsSentenceScanner+Stop.swift`, those of lists and lines in `+Lines.swift`.
struct NewsSentenceScanner {
  let text: ByteText
  var result: [Range<Int>] = []
  /// Where the sentence that is open began, its white space included.
  var start = 0
  /// Whether an odd number of straight double quotes was passed in this paragraph.
  var isInsideQuote = false
  /// The marker expected next while the sentence is an item of a list that runs on in the line.
  var list: ListMarker?
  /// The offset after white space that followed a title's or an initial's stop: a line break there ends nothing.
  var joined = -1

  init(_ text: ByteText) { self.text = text }

  mutating func sentences() -> [Range<Int>] {
    result.reserveCapacity(text.count / 100 + 1)
    var i = beginSentence(at: 0)
    while i < text.count {
      i = text.skippingCommon(from: i)
      switch Self.kinds[Int(text[i])] {
      case .none: i += 1
      case .stop: i = readStop(at: i)
      case .line: i = readLineBreak(at: i)
      case .quote:
        isInsideQuote.toggle()
        i += 1
      case .bracket: i = readBracket(at: i)
      case .colon: i = readColon(at: i)
      case .angle: i = readAngle(at: i)
      case .rule: i = readRule(at: i)
      case .meridiem: i = readTimeStamp(at: i)
      case .lead: i = readMark(at: i)
      }
    }
    close(at: text.count)
    return result
  }

  /// Ends the open sentence before an offset.
  mutating func close(at end: Int) {
    let sentence = text.trimmed(start..<max(start, end))
    if !sentence.isEmpty { result.append(sentence) }
    start = max(start, end)
    list = nil
  }

  /// Ends the open sentence, and gives where to read on in the next one.
  mutating func endSentence(at end: Int) -> Int {
    close(at: end)
    return beginSentence(at: end)
  }

  /// A mark of several bytes: an ellipsis, a bullet, a line or paragraph separator, a full-width stop.
  mutating func readMark(at i: Int) -> Int {
    let (value, length) = text.scalar(at: i)
    switch value {
    case 0x2026: return readStop(at: i)
    case 0x2022, 0x2023, 0x2043, 0x25AA, 0x25CF, 0x25E6:
      // Between two spaces after a word it may be the dot of a menu; it still parts what stands around it.
      if i > start, text.spaceLength(before: i) > 0 { return endSentence(at: i) }
      return i + length
    case 0x2028, 0x85: return readLineBreak(at: i)
    case 0x2029:
      isInsideQuote = false
      return endSentence(at: i + length)
    case 0x3002, 0xFF01, 0xFF1F, 0xFF61, 0x0964, 0x0965, 0x061F, 0x06D4:
      return endSentence(at: closers(from: i + length))
    default: return i + max(1, length)
    }
  }

  private enum Kind: UInt8 { case none, stop, line, quote, bracket, lead, colon, angle, rule, meridiem }

  /// What each byte is to the scan; only leading bytes of the marks above are looked into.
  private static let kinds: [Kind] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x2E, 0x21, 0x3F: .stop
    case 0x0A, 0x0D: .line
    case 0x22: .quote
    case 0x29: .bracket
    case 0x3A, 0x3B: .colon
    case 0x3E: .angle
    case 0x2A, 0x2D, 0x3D, 0x5F: .rule
    case 0x4D: .meridiem
    case 0xC2, 0xD8, 0xDB, 0xE0, 0xE2, 0xE3, 0xEF: .lead
    default: .none
    }
  }
}
