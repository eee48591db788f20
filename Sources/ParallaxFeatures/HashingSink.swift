import ParallaxText

/// Keeps the words of a document joined by spaces, so that every n-gram is a stretch of its bytes.
struct HashingSink: WordSink, ~Copyable {
  private let stopWords: TermTable
  private let hasStopWords: Bool
  private var bytes: UnsafeMutablePointer<UInt8> = .allocate(capacity: 1 << 12)
  private var capacity = 1 << 12
  private var length = 0
  /// Where each word starts, and where the next one would: one byte, the space, behind its end.
  private var starts: UnsafeMutablePointer<Int> = .allocate(capacity: 1 << 10)
  private var startCapacity = 1 << 10
  /// The number of words, stop words aside.
  private(set) var count = 0

  init(stopWords: [String]) {
    var table = TermTable(capacity: stopWords.count)
    table.insert(stopWords: stopWords)
    hasStopWords = table.count > 0
    self.stopWords = table
  }

  deinit {
    bytes.deallocate()
    starts.deallocate()
  }

  /// Begins a document.
  mutating func begin() {
    length = 0
    count = 0
    starts[0] = 0
  }

  /// Hands out the hash of every n-gram of a number of words in a range.
  @inline(__always) borrowing func forEachHash(
    shortest: Int, longest: Int, _ body: (Int32) -> Void
  ) {
    for first in 0..<count {
      let start = starts[first]
      var hash = MurmurHash3(bytes + start)
      var n = shortest
      while n <= longest, first &+ n <= count {
        body(hash.hash(count: starts[first &+ n] &- 1 &- start))
        n &+= 1
      }
    }
  }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length size: Int, start: Int, end: Int)
  {
    if hasStopWords, stopWords.id(low, high, hash: TermTable.hash(low, high), length: size) >= 0 { return }
    reserve(17)
    let raw = UnsafeMutableRawPointer(bytes + length)
    raw.storeBytes(of: low.littleEndian, as: UInt64.self)
    raw.storeBytes(of: high.littleEndian, toByteOffset: 8, as: UInt64.self)
    close(size)
  }

  mutating func longWord(_ word: UnsafePointer<UInt8>, length size: Int, start: Int, end: Int) {
    if hasStopWords, stopWords.longID(word, size) >= 0 { return }
    reserve(size + 1)
    (bytes + length).update(from: word, count: size)
    close(size)
  }

  @inline(__always) private mutating func close(_ size: Int) {
    bytes[length &+ size] = 0x20
    length &+= size &+ 1
    count &+= 1
    starts[count] = length
  }

  /// Makes room for `more` bytes, for 16 more that are read beside them, and for a word.
  @inline(__always) private mutating func reserve(_ more: Int) {
    if length &+ more &+ 16 > capacity || count &+ 1 == startCapacity { grow(more + 16) }
  }

  @inline(never) private mutating func grow(_ more: Int) {
    if length + more > capacity {
      capacity = max(length + more, 2 * capacity)
      let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      wider.update(from: bytes, count: length)
      bytes.deallocate()
      bytes = wider
    }
    if count + 1 == startCapacity {
      let wider = UnsafeMutablePointer<Int>.allocate(capacity: 2 * startCapacity)
      wider.update(from: starts, count: startCapacity)
      starts.deallocate()
      starts = wider
      startCapacity *= 2
    }
  }
}
