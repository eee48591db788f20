/// The form in which short lines are matched with phrases.
enum Fold {
  /// A line in lower-case ASCII letters, with plain quotes and hyphens, single spaces, and no space before
  /// punctuation (so that text written "Read more : …" by a tokenizer matches as well).
  static func folded(_ bytes: [UInt8]) -> [UInt8] { folded(bytes, bytes.indices) }

  /// The folded form of a range, which is never longer than the range.
  static func folded(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: range.count) { output, count in
      var offset = range.lowerBound
      var hasSpace = false
      func append(_ byte: UInt8) {
        output[count] = byte
        count += 1
      }
      while offset < range.upperBound {
        let byte = bytes[offset]
        if byte <= 0x20 || byte >= 0xC2 {
          let space = bytes.spaceLength(at: offset, to: range.upperBound)
          if space > 0 {
            hasSpace = count > 0
            offset += space
            continue
          }
        }
        if hasSpace {
          if !isTight(byte), output[count - 1] != 0x28 { append(0x20) }
          hasSpace = false
        }
        if byte == 0xE2, offset + 2 < range.upperBound, bytes[offset + 1] == 0x80 {
          plain(punctuation: bytes[offset + 2], append)
          offset += 3
        } else {
          append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
          offset += 1
          // The small letters behind it, which most of any line is.
          while offset < range.upperBound, bytes[offset] &- 0x61 < 26 {
            append(bytes[offset])
            offset += 1
          }
        }
      }
    }
  }

  /// Whether nothing but its own sentence stands before a mark.
  private static func isTight(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: true
    default: false
    }
  }

  /// Appends the plain form of a scalar of the block U+2000, given by its last byte.
  private static func plain(punctuation last: UInt8, _ append: (UInt8) -> Void) {
    switch last {
    case 0x98, 0x99, 0x9A, 0x9B: append(0x27)
    case 0x9C, 0x9D, 0x9E, 0x9F: append(0x22)
    case 0x90...0x95: append(0x2D)
    case 0xA6: for _ in 0..<3 { append(0x2E) }
    default: for byte in [0xE2, 0x80, last] { append(byte) }
    }
  }
}

/// Phrases in folded form.
struct Phrases: ExpressibleByArrayLiteral, Sendable {
  private let items: [[UInt8]]

  init(arrayLiteral elements: String...) { items = elements.map { Array($0.utf8) } }

  /// Whether a line begins with one of the phrases, as whole words.
  func beginsLine(_ line: [UInt8]) -> Bool {
    items.contains { item in
      guard line.hasPrefix(item) else { return false }
      return item.last == 0x3A || line.count == item.count || !line[item.count].isWordByte
    }
  }

  /// Whether a line begins with the bytes of one of the phrases, be it within a word.
  func startsLine(_ line: [UInt8]) -> Bool { items.contains { line.hasPrefix($0) } }

  /// Whether one of the phrases occurs in a line as whole words.
  func occursAsWord(in line: [UInt8]) -> Bool {
    items.contains { item in
      guard let start = line.offset(of: item) else { return false }
      let end = start + item.count
      return (start == 0 || !line[start - 1].isWordByte) && (end == line.count || !line[end].isWordByte)
    }
  }

  /// Whether a line is one of the phrases, marks at its end aside.
  func isLine(_ line: [UInt8]) -> Bool {
    var end = line.count
    while end > 0, !line[end - 1].isWordByte { end -= 1 }
    return items.contains { $0.count == end && line.hasPrefix($0) }
  }

  /// Whether a line contains one of the phrases.
  func occurs(in line: [UInt8]) -> Bool { items.contains { line.offset(of: $0) != nil } }

  /// Whether a word is one of the phrases.
  func contains(_ word: some Collection<UInt8>) -> Bool { items.contains { $0.elementsEqual(word) } }
}

extension [UInt8] {
  /// Where a phrase first occurs.
  func offset(of phrase: [UInt8], from start: Int = 0) -> Int? {
    guard let first = phrase.first, count >= phrase.count else { return nil }
    var offset = start
    while offset <= count - phrase.count {
      if self[offset] == first {
        var length = 1
        while length < phrase.count, self[offset + length] == phrase[length] { length += 1 }
        if length == phrase.count { return offset }
      }
      offset += 1
    }
    return nil
  }

  /// Whether the bytes begin with a phrase.
  func hasPrefix(_ phrase: [UInt8]) -> Bool {
    guard count >= phrase.count else { return false }
    for offset in phrase.indices where self[offset] != phrase[offset] { return false }
    return true
  }

  func offset(of phrase: String, from start: Int = 0) -> Int? { offset(of: Array(phrase.utf8), from: start) }

  func contains(_ phrase: String) -> Bool { offset(of: phrase) != nil }

  func starts(with phrase: String) -> Bool { starts(with: phrase.utf8) }

  /// The words of a folded line: what stands between its spaces.
  var foldedWords: [ArraySlice<UInt8>] { split(separator: 0x20) }
}

extension UInt8 {
  /// Whether the byte belongs to a word: a letter or digit of ASCII, or any other script's.
  var isWordByte: Bool {
    (self >= 0x30 && self <= 0x39) || (self >= 0x41 && self <= 0x5A) || (self >= 0x61 && self <= 0x7A)
      || self >= 0x80
  }

  var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
}
