/// A set of short lower-case ASCII words, each packed into one number, for look-up without allocation.
///
/// - Complexity: `contains` is O(1) for most words that are not in the set, O(log n) for the others.
struct PackedWords: Sendable {
  private let words: [UInt128]
  /// A bit for each hash of 12 bits that a word of the set has.
  private let hashes: [UInt64]

  /// Reads words of at most 16 bytes parted by white space.
  init(_ list: StaticString) {
    var found: [UInt128] = []
    list.withUTF8Buffer { bytes in
      var word: UInt128 = 0
      for b in bytes {
        if b > 0x20 {
          word = word << 8 | UInt128(b)
        } else if word != 0 {
          found.append(word)
          word = 0
        }
      }
      if word != 0 { found.append(word) }
    }
    words = found.sorted()
    var hashes = [UInt64](repeating: 0, count: 64)
    for word in words {
      let hash = Self.hash(word)
      hashes[hash >> 6] |= 1 << UInt64(hash & 63)
    }
    self.hashes = hashes
  }

  @inline(__always) private static func hash(_ word: UInt128) -> Int {
    let folded = UInt64(truncatingIfNeeded: word) ^ UInt64(truncatingIfNeeded: word >> 64) &* 31
    return Int(truncatingIfNeeded: (folded &* 0x9E37_79B9_7F4A_7C15) &>> 52)
  }

  func contains(_ word: UInt128) -> Bool {
    if word == 0 { return false }
    let hash = Self.hash(word)
    guard hashes[hash &>> 6] &>> UInt64(truncatingIfNeeded: hash & 63) & 1 == 1 else { return false }
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low < words.count && words[low] == word
  }
}
