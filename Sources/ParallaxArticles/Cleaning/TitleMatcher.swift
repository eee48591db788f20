/// Finds copies of a headline, whatever quotes, dashes, spaces and ASCII case they are written with.
struct TitleMatcher {
  /// The letters and digits of the title.
  private let key: [UInt8]
  /// What follows the last letter of the title ("?", "’").
  private let tail: [UInt8]

  /// Fails for a title without letters or digits.
  init?(_ title: [UInt8]) {
    var key: [UInt8] = []
    var end = 0
    var offset = 0
    while offset < title.count {
      let (byte, length) = Self.keyByte(title, offset)
      if let byte {
        key.append(byte)
        end = offset + length
      }
      offset += length
    }
    guard !key.isEmpty else { return nil }
    self.key = key
    tail = Array(title[end...])
  }

  /// The copies of the title at the head of a line: how many, and where the last one ends.
  func copies(in bytes: [UInt8], _ range: Range<Int>) -> (count: Int, end: Int) {
    var count = 0
    var end = range.lowerBound
    while let next = copyEnd(in: bytes, end..<range.upperBound) {
      count += 1
      end = next
      let rest = bytes[end..<range.upperBound]
      if !tail.isEmpty, rest.starts(with: tail) { end += tail.count }
    }
    return (count, end)
  }

  /// Whether a range has no letter or digit.
  static func isBare(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (byte, length) = keyByte(bytes, offset)
      if byte != nil { return false }
      offset += length
    }
    return true
  }

  private func copyEnd(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var position = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (byte, length) = Self.keyByte(bytes, offset)
      offset += length
      guard let byte else { continue }
      if byte != key[position] { return nil }
      position += 1
      if position == key.count { return offset }
    }
    return nil
  }

  /// The byte as it counts in a key, nil for marks and white space; and how many bytes to go on.
  private static func keyByte(_ bytes: [UInt8], _ offset: Int) -> (UInt8?, Int) {
    let byte = bytes[offset]
    switch byte {
    case 0x30...0x39, 0x61...0x7A: return (byte, 1)
    case 0x41...0x5A: return (byte | 0x20, 1)
    case 0..<0x80: return (nil, 1)
    case 0xC2: return (nil, min(2, bytes.count - offset))
    case 0xE2 where offset + 2 < bytes.count && (bytes[offset + 1] == 0x80 || bytes[offset + 1] == 0x81):
      return (nil, 3)
    case 0xEF where offset + 2 < bytes.count && bytes[offset + 1] == 0xBB: return (nil, 3)
    default: return (byte, 1)
    }
  }
}
