import ParallaxText

/// Finds the columns of the terms of a text: the vocabulary as hash tables, made once and never changed.
///
/// Its conformance to `Sendable` is unchecked because it holds raw tables; nothing writes to them after
/// `init`.
final class TermIndex: @unchecked Sendable {
  let table: TermTable
  private let grams: GramTable
  /// The column of each word, -1 for a stop word and for one that only occurs inside n-grams.
  private let wordColumns: [Int32]
  /// The column of each n-gram, the n-gram -1 first; -1 for one that only begins longer ones.
  private let gramColumns: [Int32]
  private let stopWordCount: Int32
  private let minimumN: Int
  private let maximumN: Int

  init(_ vocabulary: Vocabulary, configuration: TFIDFVectorizer.Configuration) {
    minimumN = configuration.minimumN
    maximumN = configuration.maximumN
    var table = TermTable(capacity: vocabulary.count + configuration.stopWords.count)
    var grams = GramTable(capacity: configuration.maximumN > 1 ? vocabulary.count : 1)
    table.insert(stopWords: configuration.stopWords)
    stopWordCount = Int32(table.count)
    var words = [Int32](repeating: -1, count: table.count)
    var pairs: [Int32] = []
    words.reserveCapacity(words.count + vocabulary.count)
    vocabulary.termBytes.withUnsafeBufferPointer { bytes in
      for column in 0..<vocabulary.count {
        let term = UnsafeBufferPointer(rebasing: bytes[vocabulary.bytes(at: column)])
        // The number of the words so far: a word's, then an n-gram's.
        var number: Int32?
        var start = 0
        while start < term.count {
          var end = start
          while end < term.count, configuration.maximumN == 1 || term[end] != 0x20 { end += 1 }
          if end > start {
            let word = table.insert(UnsafeBufferPointer(rebasing: term[start..<end]))
            if words.count < table.count { words.append(-1) }
            number = number.map { grams.insert(prefix: $0, word: word) } ?? word
            if pairs.count < grams.count { pairs.append(-1) }
          }
          start = end + 1
        }
        guard let number else { continue }
        if number >= 0 { words[Int(number)] = Int32(column) } else { pairs[Int(-number - 1)] = Int32(column) }
      }
    }
    self.table = table
    self.grams = grams
    wordColumns = words
    gramColumns = pairs
  }

  /// Calls `body` with the column of every known term of a document, and where its words stand in `ids`.
  ///
  /// The places are those of the term's first and last word; words unknown to the table are -1.
  @inline(__always) func forEachTerm(
    _ ids: UnsafeMutablePointer<Int32>, count: Int, _ body: (Int32, Int, Int) -> Void
  ) {
    wordColumns.withUnsafeBufferPointer { words in
      if minimumN == 1 {
        for i in 0..<count where ids[i] >= 0 {
          let column = words[Int(ids[i])]
          if column >= 0 { body(column, i, i) }
        }
      }
    }
    guard maximumN > 1 else { return }
    for start in 0..<count where ids[start] >= 0 {
      var number = ids[start]
      var n = 2
      while n <= maximumN, start &+ n <= count, ids[start &+ n &- 1] >= 0 {
        number = grams.id(prefix: number, word: ids[start &+ n &- 1])
        if number == 0 { break }
        if n >= minimumN {
          let column = gramColumns[Int(-number - 1)]
          if column >= 0 { body(column, start, start &+ n &- 1) }
        }
        n &+= 1
      }
    }
  }

  /// Whether a word's number is that of a stop word.
  @inline(__always) func isStopWord(_ id: Int32) -> Bool { id >= 0 && id < stopWordCount }
}

/// Numbers the words of a document by an index, -1 for words it does not know.
struct LookupSink: WordSink, ~Copyable {
  private let index: TermIndex
  private(set) var ids: UnsafeMutablePointer<Int32> = .allocate(capacity: 1024)
  private var capacity = 1024
  private(set) var count = 0
  /// Where each word stands in the document, where ranges are kept.
  private(set) var ranges: [Range<Int>] = []
  private var waiting: [Range<Int>] = []
  private let keepsRanges: Bool
  private var batch = WordBatch()
  /// How many of the words are known.
  private(set) var known = 0

  init(_ index: TermIndex, keepsRanges: Bool = false) {
    self.index = index
    self.keepsRanges = keepsRanges
  }

  deinit { ids.deallocate() }

  /// Begins a document of at most `capacity` words.
  mutating func begin(capacity needed: Int) {
    count = 0
    known = 0
    ranges.removeAll(keepingCapacity: true)
    guard needed > capacity else { return }
    ids.deallocate()
    ids = .allocate(capacity: needed)
    capacity = needed
  }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    if keepsRanges { waiting.append(start..<end) }
    if batch.append(low, high, length: length) { finish() }
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    finish()
    take(index.table.longID(bytes, length), start..<end)
  }

  /// Numbers the words still waiting; to be called at the end of a document.
  @inline(never) mutating func finish() {
    for (i, word) in batch.all.enumerated() {
      let id = index.table.id(word.low, word.high, hash: word.hash, length: word.length)
      take(id, keepsRanges ? waiting[i] : 0..<0)
    }
    batch.removeAll()
    waiting.removeAll(keepingCapacity: true)
  }

  @inline(__always) private mutating func take(_ id: Int32, _ range: Range<Int>) {
    if index.isStopWord(id) { return }
    ids[count] = id
    count &+= 1
    known &+= id >= 0 ? 1 : 0
    if keepsRanges { ranges.append(range) }
  }
}
