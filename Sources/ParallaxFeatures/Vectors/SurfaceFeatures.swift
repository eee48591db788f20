#if canImport(Glibc)
  internal import Glibc
#endif

/// A few numbers on how a text is written, whatever its words are: marks, length of words, adverbs.
public struct SurfaceFeatures: Sendable, Hashable, Codable {
  /// Creates the measure.
  public init() {}

  /// The names of the numbers, in their order.
  public static let names = [
    "words", "quotation_marks", "exclamations", "questions", "adverbs", "digits", "word_length", "commas",
    "dashes", "capitals", "reported",
  ]

  /// The numbers of a text, of which shares are per word.
  ///
  /// - Complexity: O(bytes).
  public func values(of text: String) -> [Double] { values(of: text, TokenSlice(text)) }

  /// The numbers of a text whose tokens are known.
  package func values(of text: String, _ slice: TokenSlice) -> [Double] {
    var (words, letters, adverbs, reported) = (0, 0, 0, 0)
    let content = slice.tokens.content
    content.bytes.withUnsafeBufferPointer { bytes in
      content.isWord.withUnsafeBufferPointer { isWord in
        content.ranges.withUnsafeBufferPointer { ranges in
          for token in slice.range where isWord[token] {
            let (end, length) = (ranges[token].upperBound, ranges[token].count)
            words += 1
            letters += length
            guard length > 3 else { continue }
            if bytes[end - 2] == UInt8(ascii: "l"), bytes[end - 1] == UInt8(ascii: "y") { adverbs += 1 }
            if length == 4, bytes[end - 4] == UInt8(ascii: "s"), bytes[end - 3] == UInt8(ascii: "a"),
              bytes[end - 2] == UInt8(ascii: "i"), bytes[end - 1] == UInt8(ascii: "d")
            {
              reported = 1
            }
          }
        }
      }
    }
    let marks = Marks(text)
    let perWord = 1 / Double(max(1, words))
    return [
      log(1 + Double(words)), Double(marks.quotations), Double(marks.exclamations), Double(marks.questions),
      Double(adverbs) * perWord, Double(marks.digits) * perWord, Double(letters) * perWord,
      Double(marks.commas) * perWord, Double(marks.dashes) * perWord, Double(marks.capitals) * perWord,
      Double(reported),
    ]
  }

  /// How often the marks of a text occur.
  private struct Marks {
    private(set) var quotations = 0
    private(set) var exclamations = 0
    private(set) var questions = 0
    private(set) var digits = 0
    private(set) var commas = 0
    private(set) var dashes = 0
    private(set) var capitals = 0

    init(_ text: String) {
      var text = text
      text.withUTF8 { bytes in
        bytes.forEachUncommonByte { index in
          switch bytes[index] {
          case UInt8(ascii: "\""): quotations += 1
          case UInt8(ascii: "!"): exclamations += 1
          case UInt8(ascii: "?"): questions += 1
          case UInt8(ascii: ","): commas += 1
          case UInt8(ascii: "-"): dashes += 1
          case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
          case UInt8(ascii: "A")...UInt8(ascii: "Z"): capitals += 1
          case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
            // Curly quotation marks, then the en and the em dash.
            if bytes[index + 2] == 0x9C || bytes[index + 2] == 0x9D { quotations += 1 }
            if bytes[index + 2] == 0x93 || bytes[index + 2] == 0x94 { dashes += 1 }
          default: break
          }
        }
      }
    }
  }
}
