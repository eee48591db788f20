/// What can be counted of a sentence's bytes eight at a time.
struct ByteCounts {
  /// Runs of bytes above 0x20.
  private(set) var words = 0
  /// Bytes that continue a scalar, so that all bytes less these are the scalars.
  private(set) var continuations = 0
  /// Straight double quotation marks.
  private(set) var straightQuotes = 0

  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  init(_ bytes: UnsafeRawBufferPointer) {
    var carry: UInt64 = 0
    var offset = 0
    while offset &+ 8 <= bytes.count {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)), &carry)
      offset &+= 8
    }
    guard offset < bytes.count else { return }
    // Spaces fill up the last word, which count as nothing.
    var last: UInt64 = 0x2020_2020_2020_2020
    for index in (offset..<bytes.count).reversed() {
      let shift = UInt64(8 * (index - offset))
      last = last & ~(0xFF << shift) | UInt64(bytes[index]) << shift
    }
    add(last, &carry)
  }

  /// Counts in one word; every mask below holds the top bit of the bytes it is about.
  @inline(__always)
  private mutating func add(_ word: UInt64, _ carry: inout UInt64) {
    continuations &+= (word & ~(word << 1) & Self.high).nonzeroBitCount
    // The low seven bits plus 0x5F reach the top bit where they exceed 0x20.
    let ink = ((word & Self.low) &+ 0x5F5F_5F5F_5F5F_5F5F | word) & Self.high
    words &+= (ink & ~(ink << 8 | carry)).nonzeroBitCount
    carry = ink >> 56
    let mark = word ^ 0x2222_2222_2222_2222
    straightQuotes &+= (~((mark & Self.low) &+ Self.low | mark) & Self.high).nonzeroBitCount
  }
}
