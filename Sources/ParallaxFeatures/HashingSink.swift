import ParallaxText

/// Keeps the words of a document joined by spaces, so that every n-gram is a stretch of its bytes.
struct HashingSink: WordSink, ~Copyable {
  private let stopWords: TermTable
  private let hasStopWords: Bool
  private var bytes: UnsafeMutablePointer<UInt8> = .allocate(capacity: 1 << 12)
  private var capacity = 1 << 12
  private var length = 0
  /// Where each word starts and ends.
  private var words: [(start: Int, end: Int)] = []

  init(stopWords: [String]) {
    var table = TermTable(capacity: stopWords.count)
    table.insert(stopWords: stopWords)
    hasStopWords = table.count > 0
    self.stopWords = table
  }

  deinit { bytes.deallocate() }

  /// Begins a document.
  mutating func begin() {
    length = 0
    words.removeAll(keepingCapacity: true)
  }

  /// The number of words, stop words aside.
  var count: Int { words.count }

  /// The hash of the n-gram of `n` words that begins at a word.
  @inline(__always) func hash(_ first: Int, _ n: Int) -> Int32 {
    let start = words[first].start
    return MurmurHash3.hash(bytes + start, count: words[first &+ n &- 1].end &- start)
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
    words.append((length, length &+ size))
    bytes[length &+ size] = 0x20
    length &+= size &+ 1
  }

  @inline(__always) private mutating func reserve(_ more: Int) {
    if length &+ more > capacity { grow(more) }
  }

  @inline(never) private mutating func grow(_ more: Int) {
    capacity = max(length + more, 2 * capacity)
    let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    wider.update(from: bytes, count: length)
    bytes.deallocate()
    bytes = wider
  }
}
