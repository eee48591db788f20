/// What a scalar becomes by compatibility decomposition without combining marks.
///
/// Reordering of marks, the other half of NFKD, has nothing left to order once they are gone; so every
/// scalar folds by itself, whatever stands around it.
struct FoldingTable: Sendable {
  /// The code points that have an entry, ascending.
  private var keys: [UInt32] = []
  /// Where the folding of each begins in `values`; one entry more than keys.
  private var starts: [UInt16] = [0]
  private var values: [UInt32] = []
  /// One bit for each 64 code points, set where one of them has an entry.
  private var hasKeys = [UInt64](repeating: 0, count: 0x11_0000 >> 12)

  /// The table, made on first use.
  static let shared = FoldingTable(AccentFoldingData.entries)

  private init(_ entries: StaticString) {
    entries.withUTF8Buffer { bytes in
      var place = 0
      // The hexadecimal number after a letter.
      func number() -> UInt32 {
        var value: UInt32 = 0
        place += 1
        while place < bytes.count, bytes[place] < 0x41 || bytes[place] > 0x5A {
          value = value << 4 | UInt32(bytes[place] < 0x3A ? bytes[place] - 0x30 : bytes[place] - 0x57)
          place += 1
        }
        return value
      }
      func isAt(_ letter: Unicode.Scalar) -> Bool {
        place < bytes.count && bytes[place] == UInt8(ascii: letter)
      }
      var key: UInt32 = 0
      while isAt("K") {
        key += number()
        while isAt("V") { values.append(number()) }
        add(key)
        guard isAt("R") else { continue }
        for _ in 1..<number() {
          values.append(values[values.count - 1] + 1)
          key += 1
          add(key)
        }
      }
    }
  }

  private mutating func add(_ key: UInt32) {
    keys.append(key)
    starts.append(UInt16(truncatingIfNeeded: values.count))
    hasKeys[Int(key >> 12)] |= 1 << UInt64(key >> 6 & 63)
  }

  /// Calls a closure with each scalar that is left of one.
  @inline(__always) func forEachScalar(of scalar: Unicode.Scalar, _ body: (Unicode.Scalar) -> Void) {
    let value = scalar.value
    if value < 0x80 {
      body(scalar)
    } else if hasKeys[Int(value >> 12)] >> UInt64(value >> 6 & 63) & 1 == 1, let entry = entry(of: value) {
      for part in values[entry] { if let part = Unicode.Scalar(part) { body(part) } }
    } else if (0xAC00...0xD7A3).contains(value) {
      FoldingTable.forEachJamo(of: value, body)
    } else if value < 0x300 || scalar.properties.canonicalCombiningClass == .notReordered {
      body(scalar)
    }
  }

  private func entry(of value: UInt32) -> Range<Int>? {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < value { low = middle + 1 } else { high = middle }
    }
    guard low < keys.count, keys[low] == value else { return nil }
    return Int(starts[low])..<Int(starts[low + 1])
  }

  /// The letters of a Hangul syllable (The Unicode Standard, section 3.12).
  private static func forEachJamo(of syllable: UInt32, _ body: (Unicode.Scalar) -> Void) {
    let index = syllable - 0xAC00
    let parts = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28]
    for part in parts where part != 0x11A7 { if let part = Unicode.Scalar(part) { body(part) } }
  }
}
