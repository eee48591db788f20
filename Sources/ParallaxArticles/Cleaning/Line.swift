/// A line of an article, with what the rules ask about it.
struct Line {
  /// How a line ends, closing quotes and brackets aside.
  enum Ending {
    /// On a letter, a digit or a bracket around a word: a heading, a caption, a wrapped line.
    case open
    /// On a full stop or an exclamation mark.
    case stop
    /// On a question mark.
    case question
    /// On three dots.
    case ellipsis
    /// On a double quotation mark after a letter or a comma.
    case quote
    /// On a colon, a comma, a semicolon or a dash.
    case pause
  }

  /// From the first byte of the line to the end of its line break.
  let full: Range<Int>
  /// Where the line break begins.
  let breakStart: Int
  /// What is left of the line: white space and cut ends excluded.
  var content: Range<Int>
  /// The spaces before the content.
  let indent: Int
  var wordCount: Int
  var ending: Ending
  /// The content of a short line in the form that phrases are matched in (``Fold/folded(_:)``); empty for
  /// lines longer than ``maximumFoldedBytes``, which are paragraphs.
  var folded: [UInt8]
  /// The rule that removed the whole line.
  var rule: RemovedSpan.Rule?
  /// The probability by which a classifier removed it.
  var score: Double?
  /// Whether the rules that judge a line by itself have seen it as it is.
  var isJudged = false
  /// A hash of the content, once it was asked for.
  var hash: UInt64?
  /// The ends that were cut off, outside `content`.
  var cuts: [RemovedSpan] = []

  static let maximumFoldedBytes = 400

  var isBlank: Bool { content.isEmpty }
  var isActive: Bool { rule == nil && !content.isEmpty }

  init(full: Range<Int>, breakStart: Int, in bytes: [UInt8]) {
    self.full = full
    self.breakStart = breakStart
    content = bytes.trimmed(full.lowerBound..<breakStart)
    indent = content.lowerBound - full.lowerBound
    (wordCount, ending, folded) = (0, .open, [])
    measure(in: bytes)
  }

  /// Computes what depends on `content`, after it has changed.
  mutating func measure(in bytes: [UInt8]) {
    isJudged = false
    hash = nil
    wordCount = bytes.wordCount(content)
    ending = content.isEmpty ? .open : Self.ending(of: content, in: bytes)
    folded = content.count > Self.maximumFoldedBytes ? [] : Fold.folded(bytes, content)
  }

  /// Whether the line reads like a paragraph of text rather than like a label or a heading.
  var isProse: Bool {
    switch ending {
    case .stop, .question: wordCount >= 4
    case .ellipsis: wordCount >= 6
    case .quote: wordCount >= 8
    case .open, .pause: wordCount > 25
    }
  }

  /// Whether the line ends as sentences do.
  var endsSentence: Bool { ending == .stop || ending == .question || ending == .ellipsis }

  private static func ending(of content: Range<Int>, in bytes: [UInt8]) -> Ending {
    var end = content.upperBound
    var passedQuote = false
    while end > content.lowerBound {
      let before = bytes.scalarStart(before: end, from: content.lowerBound)
      switch bytes.scalarValue(at: before, to: end) {
      case 0x22, 0x201D, 0x201C, 0xBB: passedQuote = true
      case 0x27, 0x2019, 0x29, 0x5D, 0x20, 0xA0, 0x2A: break
      case 0x2E:
        if end - content.lowerBound >= 3, bytes[end - 2] == 0x2E, bytes[end - 3] == 0x2E { return .ellipsis }
        return .stop
      case 0x21, 0x3002, 0xFF01, 0x06D4, 0x0964: return .stop
      case 0x3F, 0xFF1F, 0x061F: return .question
      case 0x2026: return .ellipsis
      case 0x3A, 0x3B, 0x2D, 0x2013, 0x2014: return .pause
      case 0x2C: return passedQuote ? .quote : .pause
      default: return passedQuote ? .quote : .open
      }
      end = before
    }
    return .open
  }
}
