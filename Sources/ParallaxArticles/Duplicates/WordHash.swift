import ParallaxText

/// 64-bit hashes of words and of runs of words, the same in every run and on every machine.
enum WordHash {
  /// A permutation of 64-bit numbers that spreads every bit over all (the finalizer of SplitMix64; Steele, Lea
  /// & Flood 2014).
  @inline(__always) static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// A hash of two words of eight bytes.
  @inline(__always) static func combined(_ low: UInt64, _ high: UInt64) -> UInt64 {
    let product = (low ^ 0x8BB8_4B93_962E_ACC9).multipliedFullWidth(by: high ^ 0x4B33_A62E_D433_D4A3)
    return product.high ^ product.low
  }

  /// A hash of any number of bytes.
  static func of(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(bytes)
    var hash = UInt64(truncatingIfNeeded: count)
    var offset = 0
    while offset &+ 8 <= count {
      let part = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      hash = combined(hash, mixed(part))
      offset &+= 8
    }
    var rest: UInt64 = 0
    while offset < count {
      rest = rest &<< 8 | UInt64(bytes[offset])
      offset &+= 1
    }
    return combined(hash, mixed(rest))
  }

  /// The hash of one word as a scanner hands it out.
  @inline(__always) static func of(_ low: UInt64, _ high: UInt64) -> UInt64 {
    combined(mixed(low), high)
  }
}

/// Keeps the hash of every word of a text, as many as there is room for, and counts all.
///
/// Room is given rather than grown: an array that is appended to asks with every word whether it is shared.
struct WordHashSink: WordSink {
  private let room: UnsafeMutableBufferPointer<UInt64>
  private(set) var count = 0

  init(_ room: UnsafeMutableBufferPointer<UInt64>) { self.room = room }

  @inline(__always) private mutating func add(_ hash: UInt64) {
    if count < room.count { room.initializeElement(at: count, to: hash) }
    count &+= 1
  }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    add(WordHash.of(low, high))
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    add(WordHash.of(bytes, count: length))
  }

  /// The hashes of the words of a text: runs of letters, digits and underscores in lower case.
  static func hashes(of text: String) -> [UInt64] {
    var buffer = PaddedText(capacity: text.utf8.count)
    return buffer.with(text, lowercasing: true) { base, count in
      // English has a word every six bytes; a text of shorter ones is scanned again, with the room it takes.
      let (hashes, total) = scan(base, count, room: count / 4 + 8)
      return total == hashes.count ? hashes : scan(base, count, room: total).hashes
    }
  }

  private static func scan(
    _ base: UnsafePointer<UInt8>, _ count: Int, room: Int
  ) -> (hashes: [UInt64], total: Int) {
    var total = 0
    let hashes = [UInt64](unsafeUninitializedCapacity: room) { buffer, written in
      var sink = WordHashSink(buffer)
      WordScanner(lowercases: true, shortest: 1).scan(base, count: count, into: &sink)
      total = sink.count
      written = min(total, room)
    }
    return (hashes, total)
  }
}

/// Folds the words of a stretch of text into one hash and counts them.
struct WordFold: WordSink {
  private(set) var hash: UInt64 = 0
  private(set) var count = 0

  @inline(__always) private mutating func add(_ word: UInt64) {
    hash = WordHash.mixed(hash ^ word)
    count &+= 1
  }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    add(WordHash.of(low, high))
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    add(WordHash.of(bytes, count: length))
  }
}
