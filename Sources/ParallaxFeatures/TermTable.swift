/// A hash table from the bytes of a term to a small number, given in order of arrival.
///
/// Open addressing with linear probing, at most half full. Terms of up to 16 bytes, nearly all of them,
/// are held in their entry as two words and compared without touching memory elsewhere; longer ones lie
/// in an arena. The hash has no seed: the same terms give the same table in every run.
struct TermTable: ~Copyable {
  /// One cache-friendly slot; `length` is 0 where it is free.
  struct Entry {
    /// The first 8 bytes, or the hash of a long term.
    var low: UInt64
    /// The next 8 bytes, or where a long term lies in the arena.
    var high: UInt64
    var length: UInt32
    var id: Int32
    /// Fills the entry up to half a cache line, so that none straddles two.
    var reserved: UInt64 = 0

    init(low: UInt64, high: UInt64, length: UInt32, id: Int32) {
      self.low = low
      self.high = high
      self.length = length
      self.id = id
    }

    /// Whether this is the entry of a short term; one branch instead of three.
    @inline(__always) func holds(_ low: UInt64, _ high: UInt64, _ length: Int) -> Bool {
      (self.low ^ low) | (self.high ^ high) | (UInt64(self.length) ^ UInt64(truncatingIfNeeded: length)) == 0
    }
  }

  var entries: UnsafeMutablePointer<Entry>
  var mask: Int
  private(set) var arena: [UInt8] = []
  /// The number of terms, and so the next id.
  var count = 0

  init(capacity: Int = 1 << 14) {
    let slots = max(16, (2 * capacity).nextPowerOfTwo)
    entries = TermTable.emptyEntries(slots)
    mask = slots - 1
  }

  deinit { entries.deallocate() }

  private static func emptyEntries(_ count: Int) -> UnsafeMutablePointer<Entry> {
    let entries = LargeAllocation.allocate(Entry.self, count: count)
    entries.initialize(repeating: Entry(low: 0, high: 0, length: 0, id: -1), count: count)
    return entries
  }

  @inline(__always) static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: high ^ 0xD6E8_FEB8_6659_FD93)
    let mixed = product.high ^ product.low
    return mixed ^ (mixed >> 32)
  }

  static func hash(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: length)
    var i = 0
    let raw = UnsafeRawPointer(bytes)
    while i &+ 8 <= length {
      hash = TermTable.hash(hash, raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      i &+= 8
    }
    var tail: UInt64 = 0
    while i < length {
      tail = tail << 8 | UInt64(bytes[i])
      i &+= 1
    }
    return TermTable.hash(hash, tail)
  }

  /// Loads the place of a hash, so that it is at hand when its term is looked up.
  ///
  /// Loads without a branch between them overlap; those of lookups wait for each other's mistaken guesses.
  @inline(__always) borrowing func touch(_ hash: UInt64) -> UInt64 {
    entries[Int(truncatingIfNeeded: hash) & mask].low
  }

  /// The id of a short term of a known hash, or -1.
  @inline(__always) borrowing func id(_ low: UInt64, _ high: UInt64, hash: UInt64, length: Int) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = entries + slot
      if entry.pointee.holds(low, high, length) { return entry.pointee.id }
      if entry.pointee.length == 0 { return -1 }
      slot = (slot &+ 1) & mask
    }
  }

  /// The id of a short term of a known hash, which is new where `count` grew.
  @inline(__always) mutating func insert(_ low: UInt64, _ high: UInt64, hash: UInt64, length: Int) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = entries + slot
      if entry.pointee.holds(low, high, length) { return entry.pointee.id }
      if entry.pointee.length == 0 { break }
      slot = (slot &+ 1) & mask
    }
    return add(Entry(low: low, high: high, length: UInt32(length), id: Int32(count)), at: slot)
  }

  @inline(never) private mutating func add(_ entry: Entry, at slot: Int) -> Int32 {
    entries[slot] = entry
    count += 1
    if 2 * count > mask { grow() }
    return entry.id
  }

  /// The id of a long term, or -1.
  borrowing func longID(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    let hash = TermTable.hash(bytes, length)
    let slot = slotOfLong(bytes, length, hash)
    return entries[slot].length == 0 ? -1 : entries[slot].id
  }

  /// The id of a long term, which is new where `count` grew.
  mutating func insertLong(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    let hash = TermTable.hash(bytes, length)
    let slot = slotOfLong(bytes, length, hash)
    if entries[slot].length != 0 { return entries[slot].id }
    let place = UInt64(arena.count)
    arena.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
    return add(Entry(low: hash, high: place, length: UInt32(clamping: length), id: Int32(count)), at: slot)
  }

  private borrowing func slotOfLong(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: TermTable.hash(hash, 0)) & mask
    while true {
      let entry = entries[slot]
      if entry.length == 0 { return slot }
      if entry.low == hash, entry.length == UInt32(clamping: length) {
        let place = Int(entry.high)
        let isSame = arena.withUnsafeBufferPointer { stored in
          (0..<length).allSatisfy { stored[place + $0] == bytes[$0] }
        }
        if isSame { return slot }
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// The id of a term given as bytes, which is new where `count` grew.
  mutating func insert(_ term: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let first = term.baseAddress else { return -1 }
    if term.count > 16 { return insertLong(first, term.count) }
    let (low, high) = packed(term)
    return insert(low, high, hash: TermTable.hash(low, high), length: term.count)
  }

  /// Adds a term given as bytes under a number of the caller's; false where it is there already.
  mutating func insert(_ term: UnsafeBufferPointer<UInt8>, id: Int32) -> Bool {
    let before = count
    guard insert(term) == Int32(before), count > before, let first = term.baseAddress else { return false }
    let slot = slot(of: first, term.count)
    entries[slot].id = id
    return true
  }

  /// The id of a term given as bytes, or -1.
  borrowing func id(of term: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let first = term.baseAddress else { return -1 }
    if term.count > 16 { return longID(first, term.count) }
    let (low, high) = packed(term)
    return id(low, high, hash: TermTable.hash(low, high), length: term.count)
  }

  private borrowing func slot(of bytes: UnsafePointer<UInt8>, _ length: Int) -> Int {
    if length > 16 { return slotOfLong(bytes, length, TermTable.hash(bytes, length)) }
    let (low, high) = packed(UnsafeBufferPointer(start: bytes, count: length))
    var slot = Int(truncatingIfNeeded: TermTable.hash(low, high)) & mask
    while !entries[slot].holds(low, high, length) { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = entries
    let oldCount = mask + 1
    mask = 2 * oldCount - 1
    entries = TermTable.emptyEntries(mask + 1)
    for i in 0..<oldCount where old[i].length != 0 {
      let entry = old[i]
      let isLong = entry.length > 16
      let hash = isLong ? TermTable.hash(entry.low, 0) : TermTable.hash(entry.low, entry.high)
      var slot = Int(truncatingIfNeeded: hash) & mask
      while entries[slot].length != 0 { slot = (slot &+ 1) & mask }
      entries[slot] = entry
    }
    old.deallocate()
  }

  /// Calls `body` with the id and the bytes of every term, in table order.
  borrowing func forEachTerm(_ body: (Int32, UnsafeBufferPointer<UInt8>) -> Void) {
    for slot in 0...mask where entries[slot].length != 0 {
      let entry = entries[slot]
      if entry.length > 16 {
        arena.withUnsafeBufferPointer { stored in
          body(
            entry.id,
            UnsafeBufferPointer(rebasing: stored[Int(entry.high)..<(Int(entry.high) + Int(entry.length))]))
        }
      } else {
        withUnsafeBytes(of: (entry.low.littleEndian, entry.high.littleEndian)) { bytes in
          body(
            entry.id, UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<Int(entry.length)]))
        }
      }
    }
  }
}

extension Int {
  /// The least power of two that is not below this number.
  var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}

extension TermTable {
  /// Adds stop words to an empty table, so that they get the numbers below all other words.
  mutating func insert(stopWords: [String]) {
    for word in stopWords {
      var word = word
      word.withUTF8 { if !$0.isEmpty { _ = insert($0) } }
    }
  }
}
