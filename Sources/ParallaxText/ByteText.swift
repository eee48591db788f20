/// A checked view of the bytes of a text, valid inside the closure that provides it.
///
/// The only place of the module that holds a pointer for the sentence, token and quotation scanners. Reading
/// outside the text gives 0, so rules may look around freely; 0 is in no class of theirs.
struct ByteText {
  private let base: UnsafeBufferPointer<UInt8>

  /// The number of bytes.
  let count: Int

  init(_ base: UnsafeBufferPointer<UInt8>) {
    self.base = base
    count = base.count
  }

  @inline(__always)
  subscript(_ index: Int) -> UInt8 {
    UInt(bitPattern: index) < UInt(bitPattern: count) ? base[index] : 0
  }

  /// The scalar that starts at an offset and its length; a byte that starts no well-formed sequence is
  /// U+FFFD of length 1, and the end of the text is U+0000 of length 0.
  func scalar(at index: Int) -> (value: UInt32, length: Int) {
    guard index >= 0, index < count else { return (0, 0) }
    let b = UInt32(self[index])
    if b < 0x80 { return (b, 1) }
    if b < 0xC2 { return (0xFFFD, 1) }
    let b1 = UInt32(self[index + 1])
    guard b1 & 0xC0 == 0x80 else { return (0xFFFD, 1) }
    if b < 0xE0 { return ((b & 0x1F) << 6 | (b1 & 0x3F), 2) }
    let b2 = UInt32(self[index + 2])
    guard b2 & 0xC0 == 0x80 else { return (0xFFFD, 1) }
    if b < 0xF0 {
      let value = (b & 0x0F) << 12 | (b1 & 0x3F) << 6 | (b2 & 0x3F)
      return value < 0x800 || (0xD800...0xDFFF).contains(value) ? (0xFFFD, 1) : (value, 3)
    }
    let b3 = UInt32(self[index + 3])
    guard b < 0xF5, b3 & 0xC0 == 0x80 else { return (0xFFFD, 1) }
    let value = (b & 0x07) << 18 | (b1 & 0x3F) << 12 | (b2 & 0x3F) << 6 | (b3 & 0x3F)
    return (0x10000...0x10FFFF).contains(value) ? (value, 4) : (0xFFFD, 1)
  }

  /// The scalar that ends right before an offset and its length.
  func scalar(before index: Int) -> (value: UInt32, length: Int) {
    guard index > 0, index <= count else { return (0, 0) }
    let last = self[index - 1]
    if last < 0x80 { return (UInt32(last), 1) }
    for length in 2...4 where self[index - length] & 0xC0 != 0x80 {
      let found = scalar(at: index - length)
      return found.length == length ? found : (0xFFFD, 1)
    }
    return (0xFFFD, 1)
  }

  /// The range without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let length = spaceLength(at: low)
      if length == 0 { break }
      low += length
    }
    while low < high {
      let length = spaceLength(before: high)
      if length == 0 { break }
      high -= length
    }
    return low..<max(low, high)
  }

  /// The length of the white space scalar at an offset, line breaks included; 0 where there is none.
  @inline(__always)
  func spaceLength(at index: Int) -> Int {
    let b = self[index]
    if b <= 0x20 { return (index < count && b != 0) ? 1 : 0 }
    if b < 0xC2 || b > 0xEF { return 0 }
    return wideSpaceLength(at: index)
  }

  private func wideSpaceLength(at index: Int) -> Int {
    let (value, length) = scalar(at: index)
    return Self.isWideSpace(value) ? length : 0
  }

  /// The length of the white space scalar before an offset; 0 where there is none.
  func spaceLength(before index: Int) -> Int {
    let (value, length) = scalar(before: index)
    if value <= 0x20 { return length == 1 && value != 0 ? 1 : 0 }
    return Self.isWideSpace(value) ? length : 0
  }

  private static func isWideSpace(_ value: UInt32) -> Bool {
    switch value {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// The first offset at or after `index` that holds neither an ASCII small letter nor a space, or the end.
  @inline(__always)
  func skippingCommon(from index: Int) -> Int {
    var i = index
    if let start = base.baseAddress {
      while i &+ 16 <= count {
        let bits = VectorKernels.uncommonBits(start + i)
        if bits != 0 { return i &+ bits.trailingZeroBitCount }
        i &+= 16
      }
    }
    while i < count, self[i] == 0x20 || self[i] &- 0x61 < 26 { i &+= 1 }
    return i
  }

  /// The first offset at or after `index` that holds no space or tabulator; line breaks stop it.
  func skippingBlanks(from index: Int) -> Int {
    var i = index
    while true {
      if self[i] == 0x20 || self[i] == 0x09 {
        i += 1
      } else if self[i] == 0xC2, self[i + 1] == 0xA0 {
        i += 2
      } else {
        return i
      }
    }
  }

  /// The first offset at or after `index` that holds no white space.
  @inline(__always)
  func skippingSpaces(from index: Int) -> Int {
    var i = index
    while true {
      let length = spaceLength(at: i)
      if length == 0 { return i }
      i += length
    }
  }
}

extension ByteText {
  /// What a scalar means to the rules of sentences.
  enum LetterCase { case lower, upper, digit, none }

  /// The case of the scalar at an offset; letters without case count as upper, since they open sentences.
  func letterCase(at index: Int) -> LetterCase {
    let b = self[index]
    if b < 0x80 {
      switch b {
      case 0x61...0x7A: return .lower
      case 0x41...0x5A: return .upper
      case 0x30...0x39: return .digit
      default: return .none
      }
    }
    guard let scalar = Unicode.Scalar(scalar(at: index).value) else { return .none }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter: return .lower
    case .uppercaseLetter, .titlecaseLetter, .otherLetter: return .upper
    case .decimalNumber: return .digit
    default: return .none
    }
  }

  @inline(__always)
  func isASCIILetter(_ index: Int) -> Bool {
    let folded = self[index] | 0x20
    return folded >= 0x61 && folded <= 0x7A
  }

  @inline(__always)
  func isDigit(_ index: Int) -> Bool { self[index] &- 0x30 < 10 }

  /// Whether the byte belongs to a word: an ASCII letter or digit, or any byte of a longer scalar that is
  /// neither a space nor a mark of the General Punctuation block.
  func isWordByte(before index: Int) -> Int {
    let b = self[index - 1]
    if b < 0x80 { return isASCIILetter(index - 1) || isDigit(index - 1) ? 1 : 0 }
    let (value, length) = scalar(before: index)
    if (0x2000...0x206F).contains(value) || value < 0xC0 || Self.isWideSpace(value) { return 0 }
    if (0x3000...0x303F).contains(value) || (0xFF00...0xFF0F).contains(value) { return 0 }
    return length
  }

  /// The ASCII word in a range folded to lower case and packed into one number; 0 where it is longer than
  /// 16 bytes or holds other bytes than letters, digits, apostrophes, stops and hyphens.
  func packedWord(_ range: Range<Int>) -> UInt128 {
    guard range.count <= 16, !range.isEmpty else { return 0 }
    if range.lowerBound >= 0, range.lowerBound &+ 16 <= count { return packedWordWithin(range) }
    var packed: UInt128 = 0
    for i in range {
      var b = self[i]
      if b >= 0x80 { return 0 }
      if b >= 0x41, b <= 0x5A { b |= 0x20 }
      packed = packed << 8 | UInt128(b)
    }
    return packed
  }

  /// The same of a word behind whose beginning sixteen bytes can be read: all bytes at once, because every word of a
  /// text is asked for several times.
  @inline(__always) private func packedWordWithin(_ range: Range<Int>) -> UInt128 {
    let sixteen = UnsafeRawBufferPointer(base).loadUnaligned(
      fromByteOffset: range.lowerBound, as: UInt128.self)
    let packed = UInt128(bigEndian: sixteen) &>> UInt128(truncatingIfNeeded: 128 &- 8 &* range.count)
    if packed & Self.each(0x80) != 0 { return 0 }
    // The highest bit of each byte from 0x41 on, but for those from 0x5B on: capitals.
    let capitals = (packed &+ Self.each(0x3F)) & ~(packed &+ Self.each(0x25)) & Self.each(0x80)
    return packed | capitals &>> 2
  }

  /// A byte sixteen times.
  @inline(__always) private static func each(_ byte: UInt64) -> UInt128 {
    let eight = byte &* 0x0101_0101_0101_0101
    return UInt128(truncatingIfNeeded: eight) &<< 64 | UInt128(truncatingIfNeeded: eight)
  }

  /// How many ASCII letters and digits stand from an offset on, no further than an end inside of the text: eight bytes
  /// at a time where there are as many.
  func alphanumericCount(from start: Int, to end: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var i = start
    while i &+ 8 <= end, i &+ 8 <= count, i >= 0 {
      let eight = UInt64(
        littleEndian: UnsafeRawBufferPointer(base).loadUnaligned(fromByteOffset: i, as: UInt64.self))
      let low = eight & (0x7F &* ones)
      let folded = low | (0x20 &* ones)
      // The highest bit of each byte tells: from the first on, and not past the last.
      let letters = (folded &+ (0x80 - 0x61) &* ones) & ~(folded &+ (0x80 - 0x7B) &* ones)
      let digits = (low &+ (0x80 - 0x30) &* ones) & ~(low &+ (0x80 - 0x3A) &* ones)
      let others = (~(letters | digits) | eight) & (0x80 &* ones)
      if others != 0 { return i &- start &+ others.trailingZeroBitCount / 8 }
      i &+= 8
    }
    while i < end, isASCIILetter(i) || isDigit(i) { i += 1 }
    return i - start
  }
}

extension String {
  /// Calls a closure with a checked view of the string's UTF-8 bytes.
  func withByteText<R>(_ body: (ByteText) -> R) -> R {
    if let result = utf8.withContiguousStorageIfAvailable({ body(ByteText($0)) }) { return result }
    return Array(utf8).withUnsafeBufferPointer { body(ByteText($0)) }
  }
}
