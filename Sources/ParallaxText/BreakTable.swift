/// A property of all code points, as a two-level table built once from run-length data.
struct BreakTable: Sendable {
  private let pages: [UInt16]
  private let values: [UInt8]

  /// Reads runs of a capital letter, the value counted from A, and a hexadecimal length in lower case.
  init(_ runs: StaticString) {
    var pages: [UInt16] = []
    var values: [UInt8] = []
    var uniform = [UInt16?](repeating: nil, count: 26)
    var page: [UInt8] = []
    page.reserveCapacity(256)
    // Pages of a single value are kept once.
    func append(_ value: UInt8, _ count: Int) {
      var rest = count
      while rest > 0 {
        let taken = min(rest, 256 - page.count)
        let isWhole = taken == 256
        page.append(contentsOf: repeatElement(value, count: taken))
        rest -= taken
        guard page.count == 256 else { return }
        if isWhole, let known = uniform[Int(value)] {
          pages.append(known)
        } else {
          let index = UInt16(values.count / 256)
          if isWhole { uniform[Int(value)] = index }
          pages.append(index)
          values.append(contentsOf: page)
        }
        page.removeAll(keepingCapacity: true)
      }
    }
    runs.withUTF8Buffer { bytes in
      var value: UInt8 = 0
      var count = 0
      for b in bytes {
        if b >= 0x41, b <= 0x5A {
          append(value, count)
          value = b - 0x41
          count = 0
        } else {
          count = count << 4 | Int(b < 0x3A ? b - 0x30 : b - 0x57)
        }
      }
      append(value, count)
    }
    self.pages = pages
    self.values = values
  }

  @inline(__always)
  subscript(_ scalar: UInt32) -> UInt8 {
    let page = Int(scalar >> 8)
    guard page < pages.count else { return 0 }
    return values[Int(pages[page]) << 8 | Int(scalar & 0xFF)]
  }

  /// Word_Break with Extended_Pictographic.
  static let word = BreakTable(UnicodeBreakData.word)
  /// Sentence_Break.
  static let sentence = BreakTable(UnicodeBreakData.sentence)
}

/// The values of Word_Break, in the order of the table.
enum WordBreak: UInt8 {
  case other, cr, lf, newline, extend, zwj, regionalIndicator, format, katakana, hebrewLetter, aLetter
  case singleQuote, doubleQuote, midNumLet, midLetter, midNum, numeric, extendNumLet, wSegSpace
  case pictographic, pictographicLetter

  var isIgnored: Bool { self == .extend || self == .format || self == .zwj }
  var isLineBreak: Bool { self == .cr || self == .lf || self == .newline }
  var isLetter: Bool { self == .aLetter || self == .hebrewLetter || self == .pictographicLetter }
  var isPictographic: Bool { self == .pictographic || self == .pictographicLetter }
  var joinsLetters: Bool { self == .midLetter || joinsBoth }
  var joinsNumbers: Bool { self == .midNum || joinsBoth }
  private var joinsBoth: Bool { self == .midNumLet || self == .singleQuote }
}

/// The values of Sentence_Break, in the order of the table.
enum SentenceBreak: UInt8 {
  case other, cr, lf, extend, sep, format, sp, lower, upper, oLetter, numeric, aTerm, sContinue, sTerm, close

  var isIgnored: Bool { self == .extend || self == .format }
  var isParagraphSeparator: Bool { self == .sep || self == .cr || self == .lf }
  var isTerminator: Bool { self == .aTerm || self == .sTerm }
}
