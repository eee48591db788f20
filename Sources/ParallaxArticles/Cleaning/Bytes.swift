/// Questions the rules ask of valid UTF-8.
extension [UInt8] {
  /// The length of the white space scalar at an offset, 0 where there is none; zero-width spaces and byte
  /// order marks count as white space.
  func spaceLength(at offset: Int, to end: Int) -> Int {
    let byte = self[offset]
    if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { return 1 }
    guard byte >= 0xC2 else { return 0 }
    if byte == 0xC2 { return offset + 1 < end && self[offset + 1] == 0xA0 ? 2 : 0 }
    guard byte >= 0xE2, byte <= 0xEF, offset + 2 < end else { return 0 }
    switch (byte, self[offset + 1], self[offset + 2]) {
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return 3
    default: return 0
    }
  }

  /// A range without the white space at its two ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper {
      let length = spaceLength(at: lower, to: upper)
      if length == 0 { break }
      lower += length
    }
    while lower < upper {
      let start = scalarStart(before: upper, from: lower)
      if spaceLength(at: start, to: upper) == 0 { break }
      upper = start
    }
    return lower..<upper
  }

  func isSpace(_ range: Range<Int>) -> Bool { trimmed(range).isEmpty }

  /// The number of stretches between ASCII spaces and tabs.
  func wordCount(_ range: Range<Int>) -> Int {
    guard !range.isEmpty else { return 0 }
    // Without branches, so that the loop is vectorised: a word begins where a space stands before it.
    return withUnsafeBufferPointer { buffer in
      var count = buffer[range.lowerBound] > 0x20 ? 1 : 0
      var offset = range.lowerBound + 1
      while offset < range.upperBound {
        count &+= (buffer[offset] > 0x20 ? 1 : 0) & (buffer[offset &- 1] <= 0x20 ? 1 : 0)
        offset &+= 1
      }
      return count
    }
  }

  /// Where the scalar that ends at `end` begins.
  func scalarStart(before end: Int, from start: Int) -> Int {
    var offset = end - 1
    while offset > start, self[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }

  /// The value of the scalar in a range.
  func scalarValue(at start: Int, to end: Int) -> UInt32 {
    let first = UInt32(self[start])
    switch end - start {
    case 1: return first
    case 2: return (first & 0x1F) << 6 | UInt32(self[start + 1] & 0x3F)
    case 3:
      return (first & 0x0F) << 12 | UInt32(self[start + 1] & 0x3F) << 6 | UInt32(self[start + 2] & 0x3F)
    default: return 0xFFFD
    }
  }

  /// Whether a name could begin here: with a capital, a digit, or a letter outside ASCII.
  func isCapital(at offset: Int, to end: Int) -> Bool {
    guard offset < end else { return false }
    let byte = self[offset]
    return (byte >= 0x41 && byte <= 0x5A) || (byte >= 0xC3 && byte != 0xE2)
  }

  func isDigit(at offset: Int) -> Bool { self[offset] >= 0x30 && self[offset] <= 0x39 }

  /// Whether two stretches hold the same bytes.
  func matches(_ range: Range<Int>, _ other: Range<Int>) -> Bool {
    guard range.count == other.count else { return false }
    return self[range] == self[other]
  }

  func string(_ range: Range<Int>) -> String { UTF8Text.repaired(self[range]) }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether there is nothing but white space.
  var isBlank: Bool {
    // Nearly every line tells by its first byte.
    if let first, first > 0x20, first < 0xC2 { return false }
    let bytes = Array(self)
    return bytes.isSpace(bytes.indices)
  }
}
