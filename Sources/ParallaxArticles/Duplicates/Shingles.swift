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
  ///
  /// As hashes are spread evenly, as many buckets by their upper bits as there are hashes hold one or two each, which
  /// an insertion sort then puts in order; hashes that come again stand beside each other and cost nothing more.
  ///
  /// - Complexity: O(n), expected.
  static func set(_ hashes: some Collection<UInt64>) -> [UInt64] {
    let bits = max(1, Int.bitWidth - hashes.count.leadingZeroBitCount)
    let shift = UInt64(64 - bits)
    var ends = [Int32](repeating: 0, count: 1 << bits)
    for hash in hashes { ends[Int(hash &>> shift)] &+= 1 }
    var total: Int32 = 0
    for bucket in ends.indices {
      total += ends[bucket]
      ends[bucket] = total
    }
    return [UInt64](unsafeUninitializedCapacity: hashes.count) { sorted, count in
      for hash in hashes {
        let bucket = Int(hash &>> shift)
        ends[bucket] &-= 1
        sorted.initializeElement(at: Int(ends[bucket]), to: hash)
      }
      for start in 0..<hashes.count {
        let hash = sorted[start]
        var place = start
        while place > 0, sorted[place &- 1] > hash {
          sorted[place] = sorted[place &- 1]
          place &-= 1
        }
        sorted[place] = hash
      }
      count = unique(UnsafeMutableBufferPointer(rebasing: sorted[..<hashes.count]))
    }
  }

  /// Moves what is in order to the front, each once, and returns how many there are.
  static func unique(_ sorted: UnsafeMutableBufferPointer<UInt64>) -> Int {
    var count = 0
    for hash in sorted where count == 0 || sorted[count &- 1] != hash {
      sorted[count] = hash
      count &+= 1
    }
    return count
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
