import ParallaxText

/// Numbers the words of a document and counts them, adding new ones to its table.
struct InsertingSink: WordSink, ~Copyable {
  /// The words, and their counts in this document.
  var words = CountingTable()
  /// Whether the numbers of the words are kept in order, as n-grams need them.
  private let keepsIDs: Bool
  private(set) var ids: UnsafeMutablePointer<Int32> = .allocate(capacity: 1024)
  private var capacity = 1024
  /// The number of words kept, stop words aside.
  private(set) var count = 0
  /// Words are numbered from here on; stop words have the numbers below.
  let firstWord: Int32
  private var batch = WordBatch()

  init(stopWords: [String], keepsIDs: Bool) {
    words.insert(stopWords: stopWords)
    firstWord = Int32(words.table.count)
    self.keepsIDs = keepsIDs
  }

  deinit { ids.deallocate() }

  /// Begins a document.
  mutating func begin() { count = 0 }

  @inline(never) private mutating func grow() {
    let wider = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * capacity)
    wider.update(from: ids, count: count)
    ids.deallocate()
    ids = wider
    capacity *= 2
  }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    let hash = TermTable.hash(low, high)
    words.prefetch(hash)
    if batch.append(low, high, length: length, hash: hash) { finish() }
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    finish()
    if count &+ WordBatch.capacity > capacity { grow() }
    ids[count] = words.insertLong(bytes, length)
    keep(1)
  }

  /// Numbers the words still waiting; to be called at the end of a document.
  @inline(never) mutating func finish() {
    if count &+ WordBatch.capacity > capacity { grow() }
    words.insert(batch.all, ids: ids + count)
    keep(batch.count)
    batch.removeAll()
  }

  /// Keeps the last numbers written, stop words aside.
  @inline(__always) private mutating func keep(_ written: Int) {
    guard keepsIDs else { return }
    if firstWord == 0 {
      count &+= written
      return
    }
    var kept = count
    for i in count..<(count &+ written) {
      ids[kept] = ids[i]
      kept &+= ids[i] >= firstWord ? 1 : 0
    }
    count = kept
  }
}
