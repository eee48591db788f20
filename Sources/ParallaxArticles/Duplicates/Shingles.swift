/// Runs of words (shingles) as 64-bit hashes.
enum Shingles {
  /// The hashes of every run of `length` words, in their order, repetitions included.
  ///
  /// The hash of a run is Σ w_i B^(length - 1 - i) mod 2^64, B odd, mixed. Where there are words, but fewer than
  /// `length`, all of them are the one run.
  ///
  /// - Complexity: O(words).
  static func hashes(of words: [UInt64], length: Int) -> [UInt64] {
    guard !words.isEmpty else { return [] }
    let base: UInt64 = 0xD134_2543_DE82_EF95
    let size = min(length, words.count)
    // What the word that leaves the window counts for.
    let leading = (1..<size).reduce(1 as UInt64) { power, _ in power &* base }
    var value = words[..<size].reduce(0 as UInt64) { $0 &* base &+ $1 }
    return [UInt64](unsafeUninitializedCapacity: words.count - size + 1) { hashes, count in
      words.withUnsafeBufferPointer { words in
        hashes.initializeElement(at: 0, to: WordHash.mixed(value))
        count = 1
        var next = size
        while next < words.count {
          value = (value &- words[next &- size] &* leading) &* base &+ words[next]
          hashes.initializeElement(at: count, to: WordHash.mixed(value))
          count &+= 1
          next &+= 1
        }
      }
    }
  }

  /// Hashes in order, each once.
  static func set(_ hashes: some Sequence<UInt64>) -> [UInt64] {
    var sorted = Array(hashes)
    sorted.sort()
    var count = 0
    for hash in sorted where count == 0 || sorted[count - 1] != hash {
      sorted[count] = hash
      count += 1
    }
    sorted.removeLast(sorted.count - count)
    return sorted
  }

  /// |A ∩ B| / |A ∪ B| of two sets as ``set(_:)`` gives them; 0 where both are empty.
  ///
  /// - Complexity: O(|A| + |B|).
  static func jaccard(_ first: [UInt64], _ second: [UInt64]) -> Double {
    let shared = first.withUnsafeBufferPointer { a in
      second.withUnsafeBufferPointer { b in
        var (i, j, shared) = (0, 0, 0)
        // Without branches: which of two random numbers is the smaller cannot be predicted.
        while i < a.count, j < b.count {
          let (x, y) = (a[i], b[j])
          shared &+= x == y ? 1 : 0
          i &+= x <= y ? 1 : 0
          j &+= y <= x ? 1 : 0
        }
        return shared
      }
    }
    let union = first.count + second.count - shared
    return union == 0 ? 0 : Double(shared) / Double(union)
  }
}
