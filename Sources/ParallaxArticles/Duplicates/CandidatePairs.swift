/// The pairs of texts whose signatures agree in one band at least.
struct CandidatePairs {
  /// The most texts of one bucket of which every pair is a candidate.
  static let bucketLimit = 256
  /// Pairs are made unique once there are this many.
  private static let sortLimit = 1 << 22

  /// Pairs of texts, the earlier in the upper half; ascending, each once.
  private(set) var pairs: [UInt64] = []
  /// Buckets of more texts than ``bucketLimit``: of these only the pairs that join something are looked at.
  private(set) var largeBuckets: [[Int]] = []

  /// Finds the candidates among some texts.
  ///
  /// - Parameters:
  ///   - keys: The keys of every text, band by band, text by text.
  ///   - bands: The number of bands.
  ///   - texts: The texts to compare, as places among `keys`, ascending.
  ///   - numbers: The number of each of these places.
  /// - Complexity: O(bands · n log n + pairs).
  init(keys: [UInt32], bands: Int, texts: [Int], numbers: [Int32]) {
    var entries = [UInt64](repeating: 0, count: texts.count)
    var limit = Self.sortLimit
    for band in 0..<bands {
      for (place, text) in texts.enumerated() {
        entries[place] = UInt64(keys[text * bands + band]) << 32 | UInt64(UInt32(numbers[text]))
      }
      entries.sort()
      var start = 0
      while start < entries.count {
        var end = start + 1
        while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
        if end - start > 1 { add(entries[start..<end]) }
        start = end
      }
      if pairs.count > limit {
        removeRepetitions()
        limit = max(Self.sortLimit, 2 * pairs.count)
      }
    }
    removeRepetitions()
  }

  private mutating func removeRepetitions() {
    pairs.sort()
    let count = pairs.withUnsafeMutableBufferPointer { Shingles.unique($0) }
    pairs.removeLast(pairs.count - count)
  }

  private mutating func add(_ bucket: ArraySlice<UInt64>) {
    let members = bucket.map { $0 & 0xFFFF_FFFF }
    guard members.count <= Self.bucketLimit else {
      largeBuckets.append(members.map(Int.init))
      return
    }
    for (place, second) in members.enumerated() {
      for first in members[..<place] { pairs.append(first << 32 | second) }
    }
  }
}
