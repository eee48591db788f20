/// Reads scalars, word boundaries and white space out of the valid UTF-8 of a Swift string.
struct NameScanner {
  /// The text.
  let bytes: UnsafeBufferPointer<UInt8>
  /// The bitmap of `WordScalars`.
  let words: UnsafeBufferPointer<UInt64>

  /// Whether the scalar at a position belongs to a word, and its length in bytes.
  @inline(__always)
  func classify(at position: Int) -> (isWord: Bool, length: Int) {
    let byte = bytes[position]
    if byte < 128 { return (words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1, 1) }
    let (scalar, length) = scalar(at: position)
    let isWord =
      scalar.value < 0x10000
      ? words[Int(scalar.value >> 6)] >> UInt64(scalar.value & 63) & 1 == 1 : WordScalars.isWord(scalar)
    return (isWord, length)
  }

  /// The scalar that begins at a position, and its length in bytes.
  func scalar(at position: Int) -> (Unicode.Scalar, length: Int) {
    let first = UInt32(bytes[position])
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length > 1, position + length <= bytes.count else {
      return (Unicode.Scalar(UInt8(truncatingIfNeeded: first & 0x7F)), 1)
    }
    var value = first & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// Whether a word could end at a position: the text ends there, or no word scalar follows.
  func isBoundary(at position: Int) -> Bool {
    position >= bytes.count || !classify(at: position).isWord
  }

  /// Where the white space that begins at a position ends; nil where it holds a paragraph break.
  func endOfSpace(from start: Int) -> Int? {
    var position = start
    var lineBreaks = 0
    while position < bytes.count {
      let (scalar, length) = scalar(at: position)
      guard WordScalars.isSpace(scalar) else { break }
      if scalar == "\u{2029}" { return nil }
      let isSecondHalf = scalar == "\n" && position > start && bytes[position - 1] == 13
      if [0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028].contains(scalar.value), !isSecondHalf { lineBreaks += 1 }
      if lineBreaks > 1 { return nil }
      position += length
    }
    return position
  }
}
