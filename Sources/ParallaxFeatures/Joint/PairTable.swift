import ParallaxText

/// A hash table from two words to the number of their pair, from 1 up, for lookups of pairs that are often not there.
///
/// A slot holds both words and the number in 64 bits, and a cache line eight slots, which are compared without a
/// branch. A line is filled in order, so that its last slot tells whether the search goes on in the next one.
struct PairTable: ~Copyable {
  /// The most words: their numbers lie below it.
  static let mostWords = 1 << wordBits
  /// The most pairs: as many numbers, 0 left out, as the lowest bits of a slot hold.
  static let mostPairs = 1 << numberBits - 1

  private static let (wordBits, numberBits) = (21, 22)
  private static let width = 8

  private let slots: UnsafeMutablePointer<UInt64>
  /// The number of lines less one, of which there is a power of two.
  private let mask: Int
  private let shift: UInt64
  /// The number of pairs.
  private(set) var count = 0

  /// Room for some pairs: five of the eight slots of a line at most, on average.
  init(capacity: Int) {
    let lines = max(2, (capacity / 5 + 1).nextPowerOfTwo)
    mask = lines - 1
    shift = UInt64(64 - lines.trailingZeroBitCount)
    slots = LargeAllocation.allocate(UInt64.self, count: lines * Self.width)
    slots.initialize(repeating: 0, count: lines * Self.width)
  }

  deinit { slots.deallocate() }

  @inline(__always) private static func key(_ first: Int32, _ second: Int32) -> UInt64 {
    let words = UInt64(UInt32(bitPattern: first)) &<< UInt64(wordBits) | UInt64(UInt32(bitPattern: second))
    return words &<< UInt64(numberBits)
  }

  /// The line where the search for a key begins.
  @inline(__always) private borrowing func home(_ key: UInt64) -> Int {
    let product = (key ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return Int(truncatingIfNeeded: (product.high ^ product.low) &>> shift)
  }

  /// The number of a pair, or 0 where it is not in the table.
  @inline(__always) borrowing func number(of first: Int32, _ second: Int32) -> Int32 {
    let key = Self.key(first, second)
    var place = home(key)
    while true {
      let line = slots + Self.width &* place
      var found: UInt64 = 0
      for slot in 0..<Self.width {
        // Nothing but the number is left of the slot of the same words.
        let rest = line[slot] ^ key
        found |= rest &>> UInt64(Self.numberBits) == 0 ? rest : 0
      }
      if found != 0 || line[Self.width &- 1] == 0 { return Int32(truncatingIfNeeded: found) }
      place = (place &+ 1) & mask
    }
  }

  /// Asks for the place where a pair would be found.
  @inline(__always) borrowing func prefetch(_ first: Int32, _ second: Int32) {
    VectorKernels.prefetch(slots + Self.width &* home(Self.key(first, second)))
  }

  /// The number of a pair, which is new where ``count`` grew.
  ///
  /// - Precondition: there is room; the words lie below ``mostWords``.
  mutating func insert(_ first: Int32, _ second: Int32) -> Int32 {
    let known = number(of: first, second)
    if known != 0 { return known }
    let key = Self.key(first, second)
    var slot = Self.width * home(key)
    while slots[slot] != 0 { slot = (slot &+ 1) & (Self.width &* (mask &+ 1) &- 1) }
    count += 1
    slots[slot] = key | UInt64(count)
    return Int32(truncatingIfNeeded: count)
  }
}
