/// A hash table from the bytes of a term to a small number, given in order of arrival.
///
/// Open addressing with linear probing, at most half full. Terms of up to 16 bytes, nearly all of them, are
/// held in their entry as two words and compared without touching memory elsewhere; longer ones lie in an
/// arena. The hash has no seed: the same terms give the same table in every run. Its highest bits are the
/// place, so that a table is doubled from end to end: every entry goes to twice its old place or right
/// behind.
struct TermTable: ~Copyable {
  /// One slot; `length` is 0 where it is free.
  struct Entry {
    /// The first 8 bytes, or the hash of a long term.
    var low: UInt64
    /// The next 8 bytes, or where a long term lies in the arena.
    var high: UInt64
    var length: UInt32
    var id: Int32
    /// For ``CountingTable``: how often the term occurred in the document at hand, and in how many documents.
    ///
    /// Here, because a count elsewhere would be one more line to wait for with every word; and with them an
    /// entry is half a cache line, so that none straddles two.
    var occurrences: UInt32 = 0
    var documents: Int32 = 0

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

  private(set) var entries: UnsafeMutablePointer<Entry>
  /// The number of slots less one.
  private(set) var mask: Int
  private var shift: UInt64
  private(set) var arena: [UInt8] = []
  /// The number of terms, and so the next id.
  private(set) var count = 0

  init(capacity: Int = 1 << 14) {
    let slots = max(16, (2 * capacity).nextPowerOfTwo)
    entries = TermTable.emptyEntries(slots)
    mask = slots - 1
    shift = TermTable.shift(slots)
  }

  deinit { entries.deallocate() }

  private static func emptyEntries(_ count: Int) -> UnsafeMutablePointer<Entry> {
    let entries = LargeAllocation.allocate(Entry.self, count: count)
    entries.initialize(repeating: Entry(low: 0, high: 0, length: 0, id: -1), count: count)
    return entries
  }

  private static func shift(_ slots: Int) -> UInt64 { UInt64(64 - slots.trailingZeroBitCount) }

  /// A hash whose highest bits depend on every bit of both words.
  @inline(__always) static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: high ^ 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
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

  /// Where the search for a term of a hash begins.
  @inline(__always) borrowing func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> shift) }

  /// The slot of a short term of a known hash, or the free one where it would stand.
  @inline(__always) borrowing func slot(_ low: UInt64, _ high: UInt64, hash: UInt64, length: Int) -> Int {
    var slot = home(hash)
    while true {
      let entry = entries + slot
      if entry.pointee.holds(low, high, length) || entry.pointee.length == 0 { return slot }
      slot = (slot &+ 1) & mask
    }
  }

  /// The id of a short term of a known hash, or -1, which is what free slots hold.
  @inline(__always) borrowing func id(_ low: UInt64, _ high: UInt64, hash: UInt64, length: Int) -> Int32 {
    entries[slot(low, high, hash: hash, length: length)].id
  }

  /// The id of a short term of a known hash, which is new where `count` grew.
  @inline(__always) mutating func insert(_ low: UInt64, _ high: UInt64, hash: UInt64, length: Int) -> Int32 {
    let slot = slot(low, high, hash: hash, length: length)
    if entries[slot].length != 0 { return entries[slot].id }
    return add(Entry(low: low, high: high, length: UInt32(length), id: Int32(count)), at: slot)
  }

  /// Whether `more` terms can be added before the table has to grow.
  @inline(__always) borrowing func hasRoom(for more: Int) -> Bool { 2 &* (count &+ more) <= mask }

  /// Adds a term at its free slot; where there was room, slots stay where they are.
  @inline(never) mutating func add(_ entry: Entry, at slot: Int) -> Int32 {
    entries[slot] = entry
    count += 1
    if 2 * count > mask { grow() }
    return entry.id
  }

  /// The id of a long term, or -1.
  borrowing func longID(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    entries[slotOfLong(bytes, length, TermTable.hash(bytes, length))].id
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

  /// The slot of a long term, or the free one where it would stand.
  borrowing func slotOfLong(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int {
    slotOfLong(bytes, length, TermTable.hash(bytes, length))
  }

  private borrowing func slotOfLong(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64) -> Int {
    var slot = home(TermTable.hash(hash, 0))
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
    guard let first = term.baseAddress else { return false }
    if term.count > 16 {
      let before = count
      guard insertLong(first, term.count) == Int32(before), count > before else { return false }
      entries[slotOfLong(first, term.count)].id = id
      return true
    }
    let (low, high) = packed(term)
    let slot = slot(low, high, hash: TermTable.hash(low, high), length: term.count)
    guard entries[slot].length == 0 else { return false }
    _ = add(Entry(low: low, high: high, length: UInt32(term.count), id: id), at: slot)
    return true
  }

  /// The id of a term given as bytes, or -1.
  borrowing func id(of term: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let first = term.baseAddress else { return -1 }
    if term.count > 16 { return longID(first, term.count) }
    let (low, high) = packed(term)
    return id(low, high, hash: TermTable.hash(low, high), length: term.count)
  }

  /// Doubles the table.
  mutating func grow() {
    let old = entries
    let oldCount = mask + 1
    entries = TermTable.emptyEntries(2 * oldCount)
    mask = 2 * oldCount - 1
    shift -= 1
    for i in 0..<oldCount where old[i].length != 0 {
      let entry = old[i]
      let isLong = entry.length > 16
      var slot = home(isLong ? TermTable.hash(entry.low, 0) : TermTable.hash(entry.low, entry.high))
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
