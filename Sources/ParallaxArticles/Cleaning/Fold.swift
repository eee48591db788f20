/// The form in which short lines are matched with phrases.
enum Fold {
  /// A line in lower-case ASCII letters, with plain quotes and hyphens, single spaces, and no space before
  /// punctuation (so that text written "Read more : …" by a tokenizer matches as well).
  static func folded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var offset = 0
    var pendingSpace = false
    while offset < bytes.count {
      let space = bytes.spaceLength(at: offset, to: bytes.count)
      if space > 0 {
        pendingSpace = !result.isEmpty
        offset += space
        continue
      }
      let byte = bytes[offset]
      if pendingSpace {
        if !isTight(byte), result.last != 0x28 { result.append(0x20) }
        pendingSpace = false
      }
      switch byte {
      case 0x41...0x5A: result.append(byte | 0x20)
      case 0xE2 where offset + 2 < bytes.count && bytes[offset + 1] == 0x80:
        append(punctuation: bytes[offset + 2], to: &result)
        offset += 2
      default: result.append(byte)
      }
      offset += 1
    }
    return result
  }

  /// Whether nothing but its own sentence stands before a mark.
  private static func isTight(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: true
    default: false
    }
  }

  /// Appends the plain form of a scalar of the block U+2000, given by its last byte.
  private static func append(punctuation last: UInt8, to result: inout [UInt8]) {
    switch last {
    case 0x98, 0x99, 0x9A, 0x9B: result.append(0x27)
    case 0x9C, 0x9D, 0x9E, 0x9F: result.append(0x22)
    case 0x90...0x95: result.append(0x2D)
    case 0xA6: result += [0x2E, 0x2E, 0x2E]
    default: result += [0xE2, 0x80, last]
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
      guard line.starts(with: item) else { return false }
      return item.last == 0x3A || line.count == item.count || !line[item.count].isWordByte
    }
  }

  /// Whether a line begins with the bytes of one of the phrases, be it within a word.
  func startsLine(_ line: [UInt8]) -> Bool { items.contains { line.starts(with: $0) } }

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
    return items.contains { $0.count == end && line.starts(with: $0) }
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
      if self[offset] == first, self[offset..<offset + phrase.count].elementsEqual(phrase) { return offset }
      offset += 1
    }
    return nil
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
