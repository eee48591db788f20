import ParallaxText

/// Counts the words of a document that a vectorizer knows, in a copy of its table.
struct CountingLookupSink: WordSink, ~Copyable {
  var words: CountingTable
  private var batch = WordBatch()

  init(_ index: TermIndex) { words = CountingTable(copying: index.words.table) }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    let hash = TermTable.hash(low, high)
    words.prefetch(hash)
    if batch.append(low, high, length: length, hash: hash) { finish() }
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    words.countKnownLong(bytes, length)
  }

  /// Counts the words still waiting; to be called at the end of a document.
  @inline(never) mutating func finish() {
    words.countKnown(batch.all)
    batch.removeAll()
  }
}
