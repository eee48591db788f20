/// The terms of a feature space in code point order; the place of a term is its column.
public struct Vocabulary: Sendable, Hashable {
  /// The UTF-8 of all terms, one after the other.
  public let termBytes: [UInt8]
  /// Where each term starts in `termBytes`; `count + 1` entries.
  public let termOffsets: [UInt32]

  /// Creates a vocabulary from terms one after the other, checking that they ascend strictly.
  ///
  /// - Throws: ``FeatureError`` of code `vocabulary`, naming the term at fault.
  public init(termBytes: [UInt8], termOffsets: [UInt32]) throws(FeatureError) {
    guard termOffsets.first == 0, termOffsets.last.map(Int.init) == termBytes.count else {
      throw FeatureError(
        .vocabulary,
        "term offsets run from \(termOffsets.first ?? 0) to \(termOffsets.last ?? 0) over \(termBytes.count) "
          + "bytes; expected 0 to their number")
    }
    self.init(uncheckedTermBytes: termBytes, termOffsets: termOffsets)
    // By pointers: a model of a hundred thousand terms is checked each time it is opened.
    let fault = termBytes.withUnsafeBufferPointer { bytes in
      termOffsets.withUnsafeBufferPointer { Self.firstFault(bytes, $0) }
    }
    guard let fault else { return }
    let (start, end) = (termOffsets[fault], termOffsets[fault + 1])
    guard start < end, Int(end) <= termBytes.count else {
      throw FeatureError(
        .vocabulary, "term \(fault) is empty or its offsets \(start)..<\(end) are out of order")
    }
    throw FeatureError(
      .vocabulary, "term \(fault), \"\(term(at: fault))\", is a duplicate or out of code point order")
  }

  /// The first term that is empty, outside of the bytes, or not after the one before it.
  private static func firstFault(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offsets: UnsafeBufferPointer<UInt32>
  ) -> Int? {
    var before = 0..<0
    // The first sixteen bytes of the term before, as a number; where bytes are left to be read so.
    var head: UInt128?
    for i in 0..<(offsets.count - 1) {
      let (start, end) = (Int(offsets[i]), Int(offsets[i + 1]))
      guard start < end, end <= bytes.count else { return i }
      let headBefore = head
      head = start &+ 16 <= bytes.count ? Self.head(bytes, start, end) : nil
      // Most terms differ there, and the larger number is that of the later term: what ended is filled up with zeros.
      if let headBefore, let head, headBefore < head {
        before = start..<end
        continue
      }
      let shared = min(before.count, end - start)
      var k = 0
      // Eight bytes at a time, as long as both terms have them.
      while k &+ 8 <= shared {
        let raw = UnsafeRawBufferPointer(bytes)
        let differing =
          raw.loadUnaligned(fromByteOffset: before.lowerBound &+ k, as: UInt64.self)
          ^ raw.loadUnaligned(fromByteOffset: start &+ k, as: UInt64.self)
        if differing != 0 {
          k &+= differing.littleEndian.trailingZeroBitCount / 8
          break
        }
        k &+= 8
      }
      while k < shared, bytes[before.lowerBound &+ k] == bytes[start &+ k] { k &+= 1 }
      let ascends =
        k == shared ? before.count < end - start : bytes[before.lowerBound &+ k] < bytes[start &+ k]
      guard ascends else { return i }
      before = start..<end
    }
    return nil
  }

  /// The first sixteen bytes of a term as a big-endian number, those behind its end as zeros.
  @inline(__always) private static func head(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> UInt128 {
    let sixteen = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt128.self)
    let missing = max(0, 16 &- (end &- start))
    return UInt128(bigEndian: sixteen) & (~0 &<< UInt128(truncatingIfNeeded: 8 &* missing))
  }

  /// Creates a vocabulary from terms in any order.
  ///
  /// - Throws: ``FeatureError`` of code `vocabulary` where a term is empty or occurs twice.
  public init(terms: [String]) throws(FeatureError) {
    let (bytes, offsets) = Self.sorted(terms)
    try self.init(termBytes: bytes, termOffsets: offsets)
  }

  /// Creates a vocabulary from terms none of which is empty.
  init(distinctTerms terms: Set<String>) {
    let (bytes, offsets) = Self.sorted(terms)
    self.init(uncheckedTermBytes: bytes, termOffsets: offsets)
  }

  private static func sorted(_ terms: some Sequence<String>) -> (bytes: [UInt8], offsets: [UInt32]) {
    let sorted = terms.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    var offsets: [UInt32] = [0]
    for term in sorted { offsets.append(offsets[offsets.count - 1] + UInt32(term.count)) }
    return (Array(sorted.joined()), offsets)
  }

  init(uncheckedTermBytes termBytes: [UInt8], termOffsets: [UInt32]) {
    self.termBytes = termBytes
    self.termOffsets = termOffsets
  }

  /// Whether two vocabularies have the same terms.
  public static func == (first: Vocabulary, second: Vocabulary) -> Bool {
    first.termOffsets.count == second.termOffsets.count && first.termBytes.count == second.termBytes.count
      && first.termOffsets.withUnsafeBytes { offsets in
        second.termOffsets.withUnsafeBytes { areSame(offsets, $0) }
      }
      && first.termBytes.withUnsafeBytes { bytes in second.termBytes.withUnsafeBytes { areSame(bytes, $0) } }
  }

  /// Whether as many bytes are the same: eight at a time, because models ask it of each other's vocabularies.
  private static func areSame(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Bool {
    if first.baseAddress == second.baseAddress { return true }
    var place = 0
    var differing: UInt64 = 0
    while place &+ 8 <= first.count {
      differing |=
        first.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        ^ second.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      place &+= 8
    }
    while place < first.count {
      differing |= UInt64(first[place] ^ second[place])
      place &+= 1
    }
    return differing == 0
  }

  /// The number of terms.
  public var count: Int { termOffsets.count - 1 }

  /// The UTF-8 of a term, as a range into `termBytes`.
  public func bytes(at column: Int) -> Range<Int> { Int(termOffsets[column])..<Int(termOffsets[column + 1]) }

  /// The term of a column.
  public func term(at column: Int) -> String { String(decoding: termBytes[bytes(at: column)], as: UTF8.self) }

  /// The column of a term, nil where it is not in the vocabulary.
  ///
  /// - Complexity: O(log `count`).
  public func index(of term: String) -> Int? {
    let wanted = Array(term.utf8)
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if termBytes[bytes(at: middle)].lexicographicallyPrecedes(wanted) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < count && termBytes[bytes(at: low)].elementsEqual(wanted) ? low : nil
  }

  /// Below zero where term `i` comes before term `j` of another vocabulary, zero where they are the same.
  func order(_ i: Int, _ other: Vocabulary, _ j: Int) -> Int {
    let (a, b) = (termBytes[bytes(at: i)], other.termBytes[other.bytes(at: j)])
    return a.lexicographicallyPrecedes(b) ? -1 : (a.elementsEqual(b) ? 0 : 1)
  }
}
