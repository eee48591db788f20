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
    // Where a run began that reaches over the end of its block.
    var open = -1
    var openIsASCII = true
    var block = 0
    while block < count {
      let (all, highs) = WordScanner.classes(raw + block)
      let carry: UInt64 = open >= 0 ? 1 : 0
      // A lone character is no word, and is taken out here: as a branch it could not be predicted. The
      // last one of a block may go on in the next.
      let words = all & (all &<< 1 | carry | all &>> 1 | 1 &<< 63)
      let shifted = words &<< 1 | carry
      var starts = words & ~shifted
      var ends = shifted & ~words
      if open >= 0 {
        let end = ends & (0 &- ends)
        // Without an end, `end - 1` covers the whole block.
        if highs & (end &- 1) != 0 { openIsASCII = false }
        if end == 0 {
          block &+= 64
          continue
        }
        let last = block &+ ends.trailingZeroBitCount
        ends &= ends &- 1
        emit(base, count, open, last, openIsASCII, into: &sink)
        open = -1
      }
      while ends != 0 {
        let start = starts & (0 &- starts)
        let end = ends & (0 &- ends)
        let isASCII = highs & (end &- start) == 0
        let first = block &+ starts.trailingZeroBitCount
        let last = block &+ ends.trailingZeroBitCount
        starts &= starts &- 1
        ends &= ends &- 1
        emit(base, count, first, last, isASCII, into: &sink)
      }
      if starts != 0 {
        let first = starts.trailingZeroBitCount
        open = block &+ first
        openIsASCII = highs &>> UInt64(truncatingIfNeeded: first) == 0
      }
      block &+= 64
    }
    if open >= 0 { emit(base, count, open, count, openIsASCII, into: &sink) }
  }

  /// The masks of word bytes (ASCII `[0-9A-Za-z_]` or non-ASCII) and of non-ASCII bytes of 64 bytes.
  @inlinable @inline(__always) static func classes(_ p: UnsafeRawPointer) -> (words: UInt64, highs: UInt64) {
    typealias Bytes = SIMD16<UInt8>
    let a = p.loadUnaligned(as: Bytes.self)
    let b = p.loadUnaligned(fromByteOffset: 16, as: Bytes.self)
    let c = p.loadUnaligned(fromByteOffset: 32, as: Bytes.self)
    let d = p.loadUnaligned(fromByteOffset: 48, as: Bytes.self)
    let words = gathered(wordBytes(a), wordBytes(b), wordBytes(c), wordBytes(d))
    let any = unsafeBitCast(a | b | c | d, to: SIMD2<UInt64>.self)
    guard (any[0] | any[1]) & 0x8080_8080_8080_8080 != 0 else { return (words, 0) }
    return (words, gathered(highBytes(a), highBytes(b), highBytes(c), highBytes(d)))
  }

  /// 0xFF for each byte that belongs to words, 0 for the others.
  ///
  /// Comparisons must be of vector with vector: with a scalar they compile to loops over lanes.
  @inlinable @inline(__always) static func wordBytes(_ bytes: SIMD16<UInt8>) -> SIMD16<UInt8> {
    typealias Bytes = SIMD16<UInt8>
    let folded = bytes | Bytes(repeating: 0x20)
    let letters = folded &- Bytes(repeating: 0x61) .<= Bytes(repeating: 25)
    let digits = bytes &- Bytes(repeating: 0x30) .<= Bytes(repeating: 9)
    let underscores = bytes .== Bytes(repeating: 0x5F)
    return unsafeBitCast(letters .| digits .| underscores, to: Bytes.self) | highBytes(bytes)
  }

  /// 0xFF for each byte of 0x80 and more, 0 for the others.
  @inlinable @inline(__always) static func highBytes(_ bytes: SIMD16<UInt8>) -> SIMD16<UInt8> {
    let signed = unsafeBitCast(bytes, to: SIMD16<Int8>.self)
    return unsafeBitCast(signed .< SIMD16<Int8>(repeating: 0), to: SIMD16<UInt8>.self)
  }

  /// One bit for each of 64 bytes that are 0xFF or 0 (the standard library has no movemask).
  ///
  /// The bits of the eight lanes are laid beside each other in the bytes of one word, which is then
  /// transposed as a matrix of 8 x 8 bits (Warren, Hacker's Delight, 7-3).
  @inlinable @inline(__always) static func gathered(
    _ a: SIMD16<UInt8>, _ b: SIMD16<UInt8>, _ c: SIMD16<UInt8>, _ d: SIMD16<UInt8>
  ) -> UInt64 {
    typealias Bytes = SIMD16<UInt8>
    let bits =
      (a & Bytes(repeating: 0x01)) | (b & Bytes(repeating: 0x04)) | (c & Bytes(repeating: 0x10))
      | (d & Bytes(repeating: 0x40))
    let lanes = unsafeBitCast(bits, to: SIMD2<UInt64>.self)
    var x = lanes[0] | lanes[1] &<< 1
    var t = (x ^ (x &>> 7)) & 0x00AA_00AA_00AA_00AA
    x ^= t ^ (t &<< 7)
    t = (x ^ (x &>> 14)) & 0x0000_CCCC_0000_CCCC
    x ^= t ^ (t &<< 14)
    t = (x ^ (x &>> 28)) & 0x0000_0000_F0F0_F0F0
    return x ^ t ^ (t &<< 28)
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
    // Without a branch: the lengths of words cannot be predicted.
    let missing = 8 &- length
    let isShort = UInt64(bitPattern: Int64(truncatingIfNeeded: ~(missing &>> 63)))
    low &= ~0 &>> (UInt64(truncatingIfNeeded: missing &* 8) & isShort)
    high &= (~0 &>> UInt64(truncatingIfNeeded: (missing &+ 8) &* 8)) & ~isShort
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
