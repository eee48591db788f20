/// A small table of numbers by keys that are never zero, with open addressing: asked for every word of a page.
struct KeyTable: Sendable {
  private struct Slot: Sendable {
    var key: UInt64 = 0
    var value: UInt8 = 0
  }

  private let slots: [Slot]
  private let shift: UInt64

  /// Creates a table that is at most a quarter full.
  init(_ values: [UInt64: UInt8]) {
    var bits: UInt64 = 2
    while 1 << bits < 4 * values.count { bits += 1 }
    var slots = [Slot](repeating: Slot(), count: 1 << Int(bits))
    shift = 64 - bits
    // In the order of the keys, so that the table is the same in every run.
    for key in values.keys.sorted() where key != 0 {
      var place = Self.place(of: key, shift)
      while slots[place].key != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = Slot(key: key, value: values[key] ?? 0)
    }
    self.slots = slots
  }

  /// The number of a key; 0 where it has none.
  subscript(key: UInt64) -> UInt8 {
    var place = Self.place(of: key, shift)
    while slots[place].key != key {
      if slots[place].key == 0 { return 0 }
      place = (place + 1) & (slots.count - 1)
    }
    return slots[place].value
  }

  private static func place(of key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }
}
