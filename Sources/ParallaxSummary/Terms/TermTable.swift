/// A set of byte strings in one arena, found by open addressing; each gets a number in order of arrival.
///
/// The arena belongs to the caller, who passes it to every call and keeps at least eight readable bytes
/// behind the last term.
struct TermTable {
  private struct Entry {
    var hash: UInt64
    var start: Int32
    var count: Int32
  }

  /// The number of an entry plus one, or 0 where the slot is free; a power of two, at most half full.
  private var slots: [Int32]
  private var entries: [Entry] = []

  /// The number of entries.
  var count: Int { entries.count }

  /// Creates a table with room for a number of entries.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
    entries.reserveCapacity(min(capacity, 1024))
  }

  /// Where an entry stands in the arena.
  func range(of entry: Int) -> Range<Int> {
    let start = Int(entries[entry].start)
    return start..<(start + Int(entries[entry].count))
  }

  /// A hash of bytes, and whether all of them are ASCII.
  static func hash(_ arena: UnsafeRawPointer, _ start: Int, _ count: Int) -> (hash: UInt64, isASCII: Bool) {
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var seen: UInt64 = 0
    var offset = 0
    while offset < count {
      let word = Self.word(arena, start &+ offset, count &- offset)
      seen |= word
      hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      offset &+= 8
    }
    return (hash, seen & 0x8080_8080_8080_8080 == 0)
  }

  /// The entry of a term, or nil.
  func find(_ arena: UnsafeRawPointer, _ start: Int, _ count: Int, _ hash: UInt64, in own: UnsafeRawPointer)
    -> Int?
  {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = Int(slots[slot]) &- 1
      if matches(entry, arena, start, count, hash, own) { return entry }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// The entry of a term, added where it is new.
  ///
  /// - Precondition: fewer entries than the capacity the table was created with.
  mutating func insert(_ arena: UnsafeRawPointer, _ start: Int, _ count: Int, _ hash: UInt64) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = Int(slots[slot]) &- 1
      if matches(entry, arena, start, count, hash, arena) { return entry }
      slot = (slot &+ 1) & mask
    }
    precondition(entries.count * 2 < slots.count, "a full table")
    entries.append(Entry(hash: hash, start: Int32(start), count: Int32(count)))
    slots[slot] = Int32(entries.count)
    return entries.count &- 1
  }

  @inline(__always)
  private func matches(
    _ entry: Int, _ arena: UnsafeRawPointer, _ start: Int, _ count: Int, _ hash: UInt64,
    _ own: UnsafeRawPointer
  ) -> Bool {
    let known = entries[entry]
    guard known.hash == hash, Int(known.count) == count else { return false }
    var offset = 0
    while offset < count {
      let left = count &- offset
      guard Self.word(arena, start &+ offset, left) == Self.word(own, Int(known.start) &+ offset, left) else {
        return false
      }
      offset &+= 8
    }
    return true
  }

  /// Up to eight bytes as one number, the ones past `count` cleared.
  @inline(__always)
  private static func word(_ arena: UnsafeRawPointer, _ start: Int, _ count: Int) -> UInt64 {
    let word = UInt64(littleEndian: arena.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    return count >= 8 ? word : word & ((1 << UInt64(truncatingIfNeeded: count &* 8)) &- 1)
  }
}
