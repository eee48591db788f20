/// A hash table from (shorter n-gram or word, next word) to the n-gram's number, in order of arrival.
///
/// Words are numbered from 0 up, n-grams of two words and more from -1 down, so that one `Int32` names
/// either. Sixteen bytes a slot: a corpus has ten times as many word pairs as words.
struct GramTable: ~Copyable {
  private struct Slot {
    var key: UInt64
    /// The number of the n-gram; 0, which is never one, where the slot is free.
    var id: Int32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var touched: Int32 = 0
  /// The prefix and the last word of each n-gram; the n-gram -1 is at index 0.
  private(set) var parts: [(prefix: Int32, word: Int32)] = []

  /// The number of n-grams.
  var count: Int { parts.count }

  init(capacity: Int = 16) {
    let size = max(16, (2 * capacity).nextPowerOfTwo)
    slots = LargeAllocation.allocate(Slot.self, count: size)
    slots.initialize(repeating: Slot(key: 0, id: 0), count: size)
    mask = size - 1
  }

  deinit { slots.deallocate() }

  @inline(__always) private static func key(_ prefix: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: prefix)) << 32 | UInt64(UInt32(bitPattern: word))
  }

  @inline(__always) private static func hash(_ key: UInt64) -> Int {
    let product = (key ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return Int(truncatingIfNeeded: product.high ^ product.low)
  }

  /// The n-gram's number, or 0 where it is not in the table.
  @inline(__always) borrowing func id(prefix: Int32, word: Int32) -> Int32 {
    let key = GramTable.key(prefix, word)
    var slot = GramTable.hash(key) & mask
    while slots[slot].id != 0 {
      if slots[slot].key == key { return slots[slot].id }
      slot = (slot &+ 1) & mask
    }
    return 0
  }

  /// The n-gram's number, which is new where `count` grew.
  @inline(__always) mutating func insert(prefix: Int32, word: Int32) -> Int32 {
    let key = GramTable.key(prefix, word)
    var slot = GramTable.hash(key) & mask
    while slots[slot].id != 0 {
      if slots[slot].key == key { return slots[slot].id }
      slot = (slot &+ 1) & mask
    }
    let id = -Int32(parts.count) - 1
    slots[slot] = Slot(key: key, id: id)
    parts.append((prefix, word))
    if 4 * parts.count > 3 * mask { grow() }
    return id
  }

  /// Replaces each prefix by the number of the n-gram that a word makes of it, adding new ones.
  mutating func insert(_ prefixes: UnsafeMutablePointer<Int32>, words: UnsafePointer<Int32>, count: Int) {
    var start = 0
    while start < count {
      let end = min(count, start &+ 128)
      // The table is far larger than any cache: loads without a branch between them overlap.
      var loaded: Int32 = 0
      for i in start..<end {
        loaded ^= slots[GramTable.hash(GramTable.key(prefixes[i], words[i])) & mask].id
      }
      touched = loaded
      for i in start..<end { prefixes[i] = insert(prefix: prefixes[i], word: words[i]) }
      start = end
    }
  }

  private mutating func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = 2 * oldCount - 1
    slots = LargeAllocation.allocate(Slot.self, count: 2 * oldCount)
    slots.initialize(repeating: Slot(key: 0, id: 0), count: 2 * oldCount)
    for i in 0..<oldCount where old[i].id != 0 {
      var slot = GramTable.hash(old[i].key) & mask
      while slots[slot].id != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = old[i]
    }
    old.deallocate()
  }
}
