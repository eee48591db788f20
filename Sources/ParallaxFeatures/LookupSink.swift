import ParallaxText

/// Numbers the words of a document by an index, -1 for words it does not know; stop words are left out.
struct LookupSink: WordSink, ~Copyable {
  private let index: TermIndex
  private(set) var ids: UnsafeMutablePointer<Int32>
  private var capacity: Int
  private(set) var count = 0
  /// Where each word stands in the document, where ranges are kept.
  private(set) var ranges: [Range<Int>] = []
  private var waiting: [Range<Int>] = []
  private let keepsRanges: Bool
  private var batch = WordBatch()

  init(_ index: TermIndex, keepsRanges: Bool = false) {
    self.index = index
    self.keepsRanges = keepsRanges
    capacity = 2 * WordBatch.capacity
    ids = .allocate(capacity: capacity)
  }

  deinit { ids.deallocate() }

  /// Begins a document.
  mutating func begin() {
    count = 0
    ranges.removeAll(keepingCapacity: true)
  }

  private mutating func reserve(_ more: Int) {
    guard count &+ more > capacity else { return }
    let wider = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * capacity)
    wider.update(from: ids, count: count)
    ids.deallocate()
    ids = wider
    capacity *= 2
  }

  /// How many of the words are known.
  var known: Int { (0..<count).count { ids[$0] >= 0 } }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    if keepsRanges { waiting.append(start..<end) }
    let hash = TermTable.hash(low, high)
    VectorKernels.prefetch(index.table.entries + index.table.home(hash))
    if batch.append(low, high, length: length, hash: hash) { finish() }
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    finish()
    reserve(WordBatch.capacity)
    take(index.table.longID(bytes, length))
    if keepsRanges, ranges.count < count { ranges.append(start..<end) }
  }

  /// Numbers the words still waiting; to be called at the end of a document.
  @inline(never) mutating func finish() {
    let words = batch.all
    reserve(WordBatch.capacity)
    for (i, word) in words.enumerated() {
      take(index.table.id(word.low, word.high, hash: word.hash, length: word.length))
      if keepsRanges, ranges.count < count { ranges.append(waiting[i]) }
    }
    batch.removeAll()
    if keepsRanges { waiting.removeAll(keepingCapacity: true) }
  }

  @inline(__always) private mutating func take(_ id: Int32) {
    ids[count] = id
    count &+= id == TermIndex.stopWord ? 0 : 1
  }
}
