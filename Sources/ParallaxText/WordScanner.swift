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
  ///
  /// ASCII letters are taken as they stand: ``PaddedText`` lowercases them, sixteen at once, while it copies.
  @usableFromInline package let lowercases: Bool
  /// The fewest characters of a word.
  @usableFromInline package let shortest: Int
  @usableFromInline let characters: WordCharacters

  /// The zero bytes that must follow a text, so that 64-byte loads stay inside its buffer.
  @inlinable package static var padding: Int { 64 }

  /// Creates a scanner; with `shortest` 1 a lone character is a word as well (the pattern `(?u)\b\w+\b`).
  ///
  /// - Precondition: `shortest` is 1 or 2.
  package init(lowercases: Bool = true, shortest: Int = 2) {
    precondition(shortest == 1 || shortest == 2, "words of \(shortest) characters")
    self.lowercases = lowercases
    self.shortest = shortest
    characters = .shared
  }

  /// Hands every word of a text to a sink, in order; ASCII letters must be of the case that is wanted.
  ///
  /// - Precondition: ``padding`` zero bytes follow the `count` bytes at `base`.
  @inlinable package func scan<Sink: WordSink & ~Copyable>(
    _ base: UnsafePointer<UInt8>, count: Int, into sink: inout Sink
  ) {
    let raw = UnsafeRawPointer(base)
    // Where a run began that reaches over the end of its block.
    var open = -1
    var openIsASCII = true
    let loners: UInt64 = shortest == 1 ? ~0 : 1 &<< 63
    var block = 0
    while block < count {
      let (all, highs) = VectorKernels.wordMasks(raw + block)
      let carry: UInt64 = open >= 0 ? 1 : 0
      // A lone character is no word, and is taken out here: as a branch it could not be predicted. The
      // last one of a block may go on in the next.
      let words = all & (all &<< 1 | carry | all &>> 1 | loners)
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
    if length < shortest { return }
    if length > 16 {
      sink.longWord(base + start, length: length, start: start, end: end)
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
    sink.word(low, high, length: length, start: start, end: end)
  }
}
