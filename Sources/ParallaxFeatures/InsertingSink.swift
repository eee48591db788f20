import ParallaxText

/// Numbers the words of a document and counts them, adding new ones to its table.
struct InsertingSink: WordSink, ~Copyable {
  private(set) var table = TermTable()
  /// The counts of the words of this document.
  var tally = Tally()
  /// Whether the numbers of the words are kept in order, as n-grams need them.
  var keepsIDs = false
  /// Whether words count as terms by themselves.
  var countsWords = true
  private(set) var ids: UnsafeMutablePointer<Int32> = .allocate(capacity: 1024)
  private var capacity = 1024
  /// The number of words kept, stop words aside.
  private(set) var count = 0
  private var stopWordCount: Int32 = 0
  private var batch = WordBatch()
  private var touched: UInt64 = 0

  deinit { ids.deallocate() }

  /// Gives stop words the first numbers; to be called before any document.
  mutating func insert(stopWords: [String]) {
    table.insert(stopWords: stopWords)
    stopWordCount = Int32(table.count)
  }

  /// Begins a document.
  mutating func begin() { count = 0 }

  private mutating func reserve(_ more: Int) {
    guard count &+ more > capacity else { return }
    let wider = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * capacity)
    wider.update(from: ids, count: count)
    ids.deallocate()
    ids = wider
    capacity *= 2
  }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    if batch.append(low, high, length: length) { finish() }
  }

  /// Numbers the words still waiting; to be called at the end of a document.
  @inline(never) mutating func finish() {
    let words = batch.all
    var loaded: UInt64 = 0
    for word in words { loaded ^= table.touch(word.hash) }
    touched = loaded
    tally.reserve(terms: table.count &+ words.count, touches: words.count &+ 1)
    reserve(WordBatch.capacity)
    // Numbers first, counts after them: without lookups between them the counts overlap too.
    let numbers = batch.numbers
    for i in 0..<words.count {
      let word = words[i]
      numbers[i] = table.insert(word.low, word.high, hash: word.hash, length: word.length)
    }
    for i in 0..<words.count { take(numbers[i]) }
    batch.removeAll()
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    finish()
    tally.reserve(terms: table.count + 1, touches: 2)
    reserve(WordBatch.capacity)
    take(table.insertLong(bytes, length))
  }

  @inline(__always) private mutating func take(_ id: Int32) {
    if id < stopWordCount { return }
    if countsWords { tally.count(Int(id)) }
    if keepsIDs {
      ids[count] = id
      count &+= 1
    }
  }
}
