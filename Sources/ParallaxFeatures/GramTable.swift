import ParallaxText

/// A hash table from (shorter n-gram or word, next word) to the n-gram's number, in order of arrival.
///
/// Words are numbered from 0 up, n-grams of two words and more from -1 down, so that one `Int32` names
/// either. Sixteen bytes a slot: a corpus has ten times as many word pairs as words. As in ``TermTable``, the
/// highest bits of the hash are the place, so that doubling the table reads and writes from end to end.
struct GramTable: ~Copyable {
  struct Slot: BitwiseCopyable {
    var key: UInt64
    /// The number of the n-gram; 0, which is never one, where the slot is free.
    var id: Int32
    /// For ``GramCounter``: how often the n-gram occurred in the document at hand.
    var occurrences: UInt32 = 0
  }

  private(set) var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var shift: UInt64
  /// The prefix and the last word of each n-gram; the n-gram -1 is at index 0.
  private(set) var parts: [(prefix: Int32, word: Int32)] = []

  /// The number of n-grams.
  var count: Int { parts.count }

  init(capacity: Int = 16) {
    let size = max(16, (2 * capacity).nextPowerOfTwo)
    slots = GramTable.emptySlots(size)
    mask = size - 1
    shift = UInt64(64 - size.trailingZeroBitCount)
  }

  deinit { slots.deallocate() }

  private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let slots = LargeAllocation.allocate(Slot.self, count: count)
    slots.initialize(repeating: Slot(key: 0, id: 0), count: count)
    return slots
  }

  @inline(__always) static func key(_ prefix: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: prefix)) << 32 | UInt64(UInt32(bitPattern: word))
  }

  /// Where the search for a key begins.
  @inline(__always) borrowing func home(_ key: UInt64) -> Int {
    let product = (key ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return Int(truncatingIfNeeded: (product.high ^ product.low) &>> shift)
  }

  /// The slot of a key, or the free one where it would stand.
  @inline(__always) borrowing func slot(_ key: UInt64) -> Int {
    var slot = home(key)
    while slots[slot].key != key || slots[slot].id == 0 {
      if slots[slot].id == 0 { break }
      slot = (slot &+ 1) & mask
    }
    return slot
  }

  /// The n-gram's number, or 0 where it is not in the table.
  @inline(__always) borrowing func id(prefix: Int32, word: Int32) -> Int32 {
    let key = GramTable.key(prefix, word)
    var place = home(key)
    while true {
      let slot = slots[place]
      let (isSame, isFree) = (slot.key == key, slot.id == 0)
      // One branch: whether a pair is there cannot be predicted, that the search ends here mostly can.
      if UInt8(isSame ? 1 : 0) | UInt8(isFree ? 1 : 0) != 0 { return isSame ? slot.id : 0 }
      place = (place &+ 1) & mask
    }
  }

  /// Asks for the place where an n-gram would be found.
  @inline(__always) borrowing func prefetch(prefix: Int32, word: Int32) {
    VectorKernels.prefetch(slots + home(GramTable.key(prefix, word)))
  }

  /// The n-gram's number, which is new where `count` grew.
  mutating func insert(prefix: Int32, word: Int32) -> Int32 {
    reserve(1)
    let slot = slot(GramTable.key(prefix, word))
    if slots[slot].id == 0 { add(prefix, word, at: slot) }
    return slots[slot].id
  }

  /// Makes room for `more` n-grams, after which slots stay where they are.
  @inline(__always) mutating func reserve(_ more: Int) {
    while 4 &* (parts.count &+ more) > 3 &* mask { grow() }
  }

  /// Adds an n-gram at its free slot, for which there is room.
  @inline(__always) mutating func add(_ prefix: Int32, _ word: Int32, at slot: Int) {
    parts.append((prefix, word))
    slots[slot] = Slot(key: GramTable.key(prefix, word), id: -Int32(truncatingIfNeeded: parts.count))
  }

  @inline(never) private mutating func grow() {
    let old = slots
    let oldCount = mask + 1
    slots = GramTable.emptySlots(2 * oldCount)
    mask = 2 * oldCount - 1
    shift -= 1
    for i in 0..<oldCount where old[i].id != 0 { slots[slot(old[i].key)] = old[i] }
    old.deallocate()
  }
}
