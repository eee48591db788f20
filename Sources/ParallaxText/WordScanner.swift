/// What a ``WordScanner`` hands its words to.
@usableFromInline package protocol WordSink: ~Copyable {
  /// A word of at most 16 bytes, case-folded as asked, as two little-endian words padded with zeros.
  /// `start` and `end` are its UTF-8 offsets in the text, `length` the bytes of its folded form.
  mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int)
  /// A word whose folded form is longer than 16 bytes.
  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int)
}

/// Finds the words of scikit-learn's default pattern, `(?u)\b\w\w+\b` on the lowercased text: maximal runs
/// of two or more word characters.
///
/// The text is classified 64 bytes at a time into a mask of "ASCII word character or non-ASCII byte"; only
/// runs that hold a non-ASCII byte are decoded, so that a text pays for its accents and curly quotes alone
/// (86 % of news articles hold some).
@usableFromInline package struct WordScanner: Sendable {
  /// Whether words are lowercased (full Unicode mapping, final sigma included).
  @usableFromInline package let lowercases: Bool
  @usableFromInline let characters: WordCharacters

  /// The zero bytes that must follow a text, so that 64-byte loads stay inside its buffer.
  @inlinable package static var padding: Int { 64 }

  /// Creates a scanner.
  package init(lowercases: Bool = true) {
    self.lowercases = lowercases
    characters = .shared
  }

  /// Hands every word of a text to a sink, in order.
  ///
  /// - Precondition: ``padding`` zero bytes follow the `count` bytes at `base`.
  @inlinable package func scan<Sink: WordSink & ~Copyable>(
    _ base: UnsafePointer<UInt8>, count: Int, into sink: inout Sink
  ) {
    let raw = UnsafeRawPointer(base)
    var runStart = -1
    var runIsASCII = true
    var block = 0
    while block < count {
      var (words, highs) = WordScanner.classes(raw + block)
      if runStart >= 0 {
        // A run came over from the block before: find where it ends.
        let length = (~words).trailingZeroBitCount
        let mask = WordScanner.lowBits(length)
        if highs & mask != 0 { runIsASCII = false }
        if length == 64 {
          block &+= 64
          continue
        }
        emit(base, count, runStart, block &+ length, runIsASCII, into: &sink)
        runStart = -1
        words &= ~mask
      }
      while words != 0 {
        let offset = words.trailingZeroBitCount
        let length = (~(words >> UInt64(offset))).trailingZeroBitCount
        let isASCII = (highs >> UInt64(offset)) & WordScanner.lowBits(length) == 0
        if offset &+ length >= 64 {
          runStart = block &+ offset
          runIsASCII = isASCII
          break
        }
        emit(base, count, block &+ offset, block &+ offset &+ length, isASCII, into: &sink)
        words &= ~WordScanner.lowBits(offset &+ length)
      }
      block &+= 64
    }
    if runStart >= 0 { emit(base, count, runStart, count, runIsASCII, into: &sink) }
  }

  @inlinable @inline(__always) static func lowBits(_ count: Int) -> UInt64 {
    // A "smart" shift: 64 gives all ones.
    count >= 64 ? ~0 : (1 &<< UInt64(count)) &- 1
  }

  /// The masks of word bytes (ASCII `[0-9A-Za-z_]` or non-ASCII) and of non-ASCII bytes of 64 bytes.
  ///
  /// Each test is an addition that carries into the top bit of its byte: comparisons of SIMD types compile
  /// to loops over lanes, additions and logic to vector instructions.
  @inlinable @inline(__always) static func classes(_ p: UnsafeRawPointer) -> (words: UInt64, highs: UInt64) {
    typealias Bytes = SIMD8<UInt64>
    @inline(__always) func every(_ byte: UInt64) -> Bytes { Bytes(repeating: byte &* 0x0101_0101_0101_0101) }
    let bytes = p.loadUnaligned(as: Bytes.self)
    let low = bytes & every(0x7F)
    let folded = low | every(0x20)
    let letters = (folded &+ every(0x80 - 0x61)) & ~(folded &+ every(0x80 - 0x7B))
    let digits = (low &+ every(0x80 - 0x30)) & ~(low &+ every(0x80 - 0x3A))
    let underscores = ~((low ^ every(0x5F)) &+ every(0x7F))
    let words = letters | digits | underscores | bytes
    return (topBits(words), topBits(bytes))
  }

  /// The top bit of each of 64 bytes, gathered into one word (the standard library has no movemask).
  @inlinable @inline(__always) static func topBits(_ bytes: SIMD8<UInt64>) -> UInt64 {
    let tops = (bytes &>> SIMD8(repeating: 7)) & SIMD8(repeating: 0x0101_0101_0101_0101)
    var result: UInt64 = 0
    for lane in 0..<8 { result |= ((tops[lane] &* 0x0102_0408_1020_4080) &>> 56) &<< UInt64(8 &* lane) }
    return result
  }

  @inlinable @inline(__always) func emit<Sink: WordSink & ~Copyable>(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ start: Int, _ end: Int, _ isASCII: Bool,
    into sink: inout Sink
  ) {
    if isASCII {
      emitASCII(base, start, end, into: &sink)
    } else {
      decodeRun(base, count, start, end, into: &sink)
    }
  }

  @inlinable @inline(__always) func emitASCII<Sink: WordSink & ~Copyable>(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into sink: inout Sink
  ) {
    let length = end &- start
    if length < 2 { return }
    if length > 16 {
      emitLongASCII(base, start, end, into: &sink)
      return
    }
    let raw = UnsafeRawPointer(base + start)
    var low = raw.loadUnaligned(as: UInt64.self)
    var high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    low &= WordScanner.lowBits(length &* 8)
    high &= length <= 8 ? 0 : WordScanner.lowBits(length &* 8 &- 64)
    if lowercases {
      low = WordScanner.lowercased(low)
      high = WordScanner.lowercased(high)
    }
    sink.word(low, high, length: length, start: start, end: end)
  }

  /// Lowercases eight ASCII bytes at once; bytes of 0x80 and more must not be among them.
  @inlinable @inline(__always) static func lowercased(_ bytes: UInt64) -> UInt64 {
    let fromA = bytes &+ 0x3F3F_3F3F_3F3F_3F3F
    let pastZ = bytes &+ 0x2525_2525_2525_2525
    return bytes | ((fromA & ~pastZ & 0x8080_8080_8080_8080) &>> 2)
  }

  @usableFromInline @inline(never) func emitLongASCII<Sink: WordSink & ~Copyable>(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into sink: inout Sink
  ) {
    let length = end - start
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { buffer in
      for i in 0..<length {
        let byte = base[start + i]
        buffer[i] = lowercases && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      }
      if let first = UnsafePointer(buffer.baseAddress) {
        sink.longWord(first, length: length, start: start, end: end)
      }
    }
  }
}
