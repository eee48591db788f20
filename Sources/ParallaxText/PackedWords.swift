/// A set of short lower-case ASCII words, each packed into one number, for look-up without allocation.
///
/// - Complexity: `contains` is O(log n).
struct PackedWords: Sendable {
  private let words: [UInt128]

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
  }

  func contains(_ word: UInt128) -> Bool {
    if word == 0 { return false }
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low < words.count && words[low] == word
  }
}
