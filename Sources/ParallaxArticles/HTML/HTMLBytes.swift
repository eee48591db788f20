import Foundation

/// Questions that reading a page's source asks of its bytes.
extension UnsafeBufferPointer<UInt8> {
  /// The offset of a byte, by `memchr`.
  func firstOffset(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress else { return nil }
    guard let found = memchr(base + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether a range spells a lower-case ASCII word in either case.
  func matches(_ range: Range<Int>, _ word: StaticString) -> Bool {
    range.count == word.utf8CodeUnitCount && matches(at: range.lowerBound, word.utf8Start, range.count)
  }

  /// Whether a range spells a lower-case ASCII word in either case.
  func matches(_ range: Range<Int>, _ word: String) -> Bool {
    var word = word
    return word.withUTF8 { bytes in
      guard range.count == bytes.count, let start = bytes.baseAddress else { return false }
      return matches(at: range.lowerBound, start, range.count)
    }
  }

  private func matches(at offset: Int, _ word: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    for index in 0..<length {
      let byte = self[offset + index]
      if byte | (byte.isUpper ? 0x20 : 0) != word[index] { return false }
    }
    return true
  }

  /// Whether a lower-case ASCII word stands somewhere in a range, in either case.
  func contains(_ word: StaticString, in range: Range<Int>) -> Bool {
    let length = word.utf8CodeUnitCount
    guard range.count >= length else { return false }
    return (range.lowerBound...range.upperBound - length).contains { matches(at: $0, word.utf8Start, length) }
  }

  /// Where the end tag of an element begins.
  func firstEndTag(_ name: String, from start: Int) -> Int? {
    var offset = start
    let length = name.utf8.count
    while let mark = firstOffset(of: 0x3C, from: offset) {
      let end = mark + 2 + length
      guard end <= count else { return nil }
      if self[mark + 1] == 0x2F, matches(mark + 2..<end, name), end == count || self[end].endsTagName {
        return mark
      }
      offset = mark + 1
    }
    return nil
  }
}

extension UInt8 {
  var isUpper: Bool { self >= 0x41 && self <= 0x5A }

  var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }

  /// Space, tab, line feed, form feed, carriage return.
  var isHTMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C }

  /// Whether a tag's or an attribute's name ends before this byte.
  var endsTagName: Bool { isHTMLSpace || self == 0x2F || self == 0x3E }
}
