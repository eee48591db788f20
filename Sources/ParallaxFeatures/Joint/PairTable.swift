import ParallaxText

/// A hash table from two words to the number of their pair, from 1 up, for lookups of pairs that are often not there.
///
/// Both words together are scattered by a function that can be undone: its upper bits are the line where a pair
/// belongs, and the others, with how many lines on the pair was put, tell it from all others of the line. A cache line
/// holds eight pairs, which are compared at once and without a branch. It is filled in order, so that its last place
/// tells whether the search goes on in the next one.
struct PairTable: ~Copyable {
  /// The most words: two of them fill no more bits than a line's number and a tag have.
  static let mostWords = 1 << 21

  /// The pairs of a line: as many tags, and behind them the numbers of the pairs, 0 where the place is free.
  private static let width = 8
  /// The bits of a tag above which the lines that a pair was put off are counted, and how many can be.
  private static let (tagBits, mostLines) = (UInt64(27), 32)

  private let lines: UnsafeMutablePointer<UInt32>
  /// The number of lines less one, of which there is a power of two.
  private let mask: Int
  /// The bits of the number of a word.
  private let wordBits: UInt64
  /// The bits of the scattered words below those that are the line.
  private let restBits: UInt64
  /// The number of pairs.
  private(set) var count = 0
  private let capacity: Int

  /// Room for some pairs of words of numbers below `wordCount`: five of the eight places of a line, on average.
  ///
  /// - Precondition: there are no more words than ``mostWords``.
  init(capacity: Int, wordCount: Int) {
    precondition(wordCount <= Self.mostWords, "\(wordCount) words")
    wordBits = UInt64(max(2, wordCount).nextPowerOfTwo.trailingZeroBitCount)
    // As many lines as leave no more bits than a tag has; fewer than two words need are not scattered.
    let least = Int(clamping: Int64(2 * wordBits) - Int64(Self.tagBits))
    let lineBits = min(
      2 * wordBits, UInt64(max((capacity / 5 + 1).nextPowerOfTwo.trailingZeroBitCount, least, 1)))
    restBits = 2 * wordBits - lineBits
    mask = 1 << Int(lineBits) - 1
    lines = LargeAllocation.allocate(UInt32.self, count: 2 * Self.width * (mask + 1))
    lines.initialize(repeating: 0, count: 2 * Self.width * (mask + 1))
    self.capacity = min(capacity, Self.width * (mask + 1) - 1)
  }

  deinit { lines.deallocate() }

  /// Both words, scattered over their bits: each step can be undone, so that no two pairs become one.
  @inline(__always) private borrowing func scattered(_ first: Int32, _ second: Int32) -> UInt64 {
    let all = ~0 &>> (64 &- 2 &* wordBits)
    var bits = UInt64(UInt32(bitPattern: first)) &<< wordBits | UInt64(UInt32(bitPattern: second))
    bits = bits &* 0x9E37_79B9_7F4A_7C15 & all
    bits ^= bits &>> wordBits
    bits = bits &* 0xD6E8_FEB8_6659_FD93 & all
    return bits ^ bits &>> wordBits
  }

  @inline(__always) private borrowing func home(_ bits: UInt64) -> Int {
    Int(truncatingIfNeeded: bits &>> restBits) & mask
  }

  @inline(__always) private borrowing func tag(_ bits: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: bits & (1 &<< restBits &- 1))
  }

  @inline(__always) private borrowing func line(_ place: Int) -> UnsafeMutablePointer<UInt32> {
    lines + 2 &* Self.width &* place
  }

  /// The number of a pair of words, or 0 where it is not in the table.
  @inline(__always) borrowing func number(of first: Int32, _ second: Int32) -> Int32 {
    let bits = scattered(first, second)
    var (place, tag) = (home(bits), tag(bits))
    while true {
      let line = line(place)
      let found = VectorKernels.number(ofTag: tag, in: line)
      if found != 0 || line[2 &* Self.width &- 1] == 0 { return Int32(truncatingIfNeeded: found) }
      place = (place &+ 1) & mask
      tag &+= 1 &<< UInt32(Self.tagBits)
    }
  }

  /// Asks for the place where a pair would be found.
  @inline(__always) borrowing func prefetch(_ first: Int32, _ second: Int32) {
    VectorKernels.prefetch(line(home(scattered(first, second))))
  }

  /// The number of a pair of words, which is new where ``count`` grew; 0 where there is no room for it, which by chance
  /// alone does not come about below the capacity.
  mutating func insert(_ first: Int32, _ second: Int32) -> Int32 {
    let known = number(of: first, second)
    guard known == 0, count < capacity else { return known }
    let bits = scattered(first, second)
    var (place, tag) = (home(bits), tag(bits))
    for _ in 0..<Self.mostLines {
      let line = line(place)
      for slot in 0..<Self.width where line[Self.width + slot] == 0 {
        count += 1
        line[slot] = tag
        line[Self.width + slot] = UInt32(truncatingIfNeeded: count)
        return Int32(truncatingIfNeeded: count)
      }
      place = (place &+ 1) & mask
      tag &+= 1 &<< UInt32(Self.tagBits)
    }
    return 0
  }
}
