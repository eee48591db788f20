import ParallaxText

/// The words of a text as numbers, in order: a hash of each, one of its first bytes, and where it starts.
struct HashedWords: WordSink {
  /// A hash of each word.
  private(set) var words: [UInt64] = []
  /// The first five bytes of each word: what inflected forms of a word mostly share.
  private(set) var stems: [UInt64] = []
  /// The UTF-8 offset of each word.
  private(set) var starts: [Int] = []

  var count: Int { words.count }

  mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    stems.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }

  private static let stemMask: UInt64 = 0xFF_FFFF_FFFF

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    words.append(TermTable.hash(low, high))
    stems.append(low & Self.stemMask)
    starts.append(start)
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    words.append(TermTable.hash(bytes, length))
    var stem: UInt64 = 0
    for place in 0..<5 { stem |= UInt64(bytes[place]) << UInt64(8 * place) }
    stems.append(stem)
    starts.append(start)
  }
}

/// A small table from numbers to numbers by open addressing: the words of a claim, or a list of cues.
struct NumberTable: Sendable {
  private var keys: [UInt64]
  private var values: [Int32]
  private let mask: Int

  /// Creates a table that is at most a quarter full.
  init(capacity: Int) {
    var size = 8
    while size < 4 * capacity { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [Int32](repeating: -1, count: size)
    mask = size - 1
  }

  /// The value of a key, or -1.
  @inline(__always) func value(of key: UInt64) -> Int32 {
    var place = Self.place(key) & mask
    while values[place] >= 0 {
      if keys[place] == key { return values[place] }
      place = (place &+ 1) & mask
    }
    return -1
  }

  /// Sets the value of a key, which must be 0 or more.
  mutating func set(_ key: UInt64, to value: Int32) {
    precondition(value >= 0, "the value \(value) of a table of numbers")
    var place = Self.place(key) & mask
    while values[place] >= 0, keys[place] != key { place = (place &+ 1) & mask }
    keys[place] = key
    values[place] = value
  }

  @inline(__always) private static func place(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 33)
  }
}
