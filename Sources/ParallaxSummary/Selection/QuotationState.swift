/// Whether the reading of a paragraph stands inside a quotation, sentence by sentence.
///
/// Marks are " “ ” « ». A single quotation mark may be an apostrophe and is not looked at.
struct QuotationState {
  /// Whether a straight mark is open.
  private var isStraightOpen = false
  /// How many curly or angle marks are open.
  private var depth = 0
  /// Bytes of the last sentence inside marks, marks included.
  private var quoted = 0
  /// Letters and digits of the last sentence outside of marks.
  private var lettersOutside = 0
  private var hasMarks = false

  /// Whether the last sentence closed a quotation that was not open.
  private(set) var isCut = false

  /// Whether a quotation is open.
  var isOpen: Bool { isStraightOpen || depth > 0 }

  /// Whether the last sentence was quotation and nothing else: nobody is named as its speaker.
  var isAllQuoted: Bool { hasMarks && lettersOutside < 3 }

  /// The share of the last sentence's bytes inside marks.
  func share(of count: Int) -> Double { count > 0 ? Double(quoted) / Double(count) : 0 }

  /// Passes over a sentence of so many bytes without marks.
  mutating func skip(_ count: Int) {
    quoted = isOpen ? count : 0
    (isCut, hasMarks) = (false, false)
  }

  /// Reads a sentence.
  mutating func read(_ bytes: UnsafeRawBufferPointer) {
    (quoted, lettersOutside) = (0, 0)
    (isCut, hasMarks) = (false, false)
    for index in bytes.indices {
      let byte = bytes[index]
      let mark = byte == 0x22 ? (isStraightOpen ? -1 : 1) : byte >= 0xC2 ? Self.mark(bytes, index) : 0
      if mark != 0 {
        hasMarks = true
        if byte == 0x22 {
          isStraightOpen.toggle()
        } else if mark < 0, depth == 0 {
          isCut = true
        } else {
          depth += mark
        }
      }
      if isOpen || mark != 0 {
        quoted += 1
      } else if (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte >= 0xC3 && byte != 0xE2 {
        lettersOutside += 1
      }
    }
  }

  /// 1 for a mark that opens a quotation at an offset, -1 for one that closes it: “ ” « ».
  private static func mark(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    if bytes[index] == 0xC2 {
      guard index + 1 < bytes.count else { return 0 }
      return bytes[index + 1] == 0xAB ? 1 : bytes[index + 1] == 0xBB ? -1 : 0
    }
    guard bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
    return bytes[index + 2] == 0x9C ? 1 : bytes[index + 2] == 0x9D ? -1 : 0
  }
}
