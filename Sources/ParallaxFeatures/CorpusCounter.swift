import ParallaxText

/// Counts the terms of documents as they come: the one pass over the text that a fit takes.
///
/// Words get numbers in order of arrival, stop words the first ones, so that "is a stop word" is one
/// comparison a token.
struct CorpusCounter: ~Copyable {
  private var sink = InsertingSink()
  private var lexer: Lexer
  private let stopWordCount: Int
  private let minimumN: Int
  private let maximumN: Int
  private var words = Tally()
  private var longer = Tally()
  /// The n-grams of two words and more.
  private(set) var grams = GramTable()
  /// The term of each entry: a word's number, or an n-gram's, from -1 down.
  private(set) var terms: [Int32] = []
  /// The count of each entry.
  private(set) var counts: [Float] = []
  /// Where the entries of each document start.
  private(set) var rowOffsets: [Int] = [0]

  init(configuration: TFIDFVectorizer.Configuration) {
    lexer = Lexer(configuration)
    minimumN = configuration.minimumN
    maximumN = configuration.maximumN
    sink.table.insert(stopWords: configuration.stopWords)
    stopWordCount = sink.table.count
  }

  /// Counts one document.
  mutating func add(_ document: String) {
    sink.begin(capacity: document.utf8.count + 1)
    lexer.scan(document, into: &sink)
    sink.finish()
    if stopWordCount > 0 { sink.drop(below: Int32(stopWordCount)) }
    if minimumN == 1 {
      words.reserve(terms: sink.table.count, touches: sink.count + 1)
      for i in 0..<sink.count { words.count(Int(sink.ids[i])) }
      words.flush(terms: &terms, counts: &counts)
    }
    if maximumN > 1 { countGrams() }
    rowOffsets.append(terms.count)
  }

  private mutating func countGrams() {
    let perToken = maximumN - max(2, minimumN) + 1
    longer.reserve(terms: grams.count + (maximumN - 1) * sink.count + 1, touches: perToken * sink.count + 1)
    for start in 0..<sink.count {
      var prefix = sink.ids[start]
      var n = 2
      while n <= maximumN, start &+ n <= sink.count {
        prefix = grams.insert(prefix: prefix, word: sink.ids[start &+ n &- 1])
        if n >= minimumN { longer.count(Int(-prefix - 1)) }
        n &+= 1
      }
    }
    longer.flush(asGrams: true, terms: &terms, counts: &counts)
  }

  /// Makes room for the entries of `count` documents, judged by those counted so far.
  ///
  /// Growing by doubling would touch, and the system would clear, twice the memory.
  mutating func reserve(documents count: Int) {
    guard documentCount > 0 else { return }
    let entries = Int(1.1 * Double(terms.count) / Double(documentCount) * Double(count))
    terms.reserveCapacity(entries)
    counts.reserveCapacity(entries)
    rowOffsets.reserveCapacity(count + 1)
  }

  /// The number of documents counted.
  var documentCount: Int { rowOffsets.count - 1 }
  /// The number of different words, stop words included.
  var wordCount: Int { sink.table.count }
  /// The number of documents of each word.
  var wordFrequencies: [Int32] { words.documentFrequencies(count: wordCount) }
  /// The number of documents of each n-gram; the n-gram -1 first.
  var gramFrequencies: [Int32] { longer.documentFrequencies(count: grams.count) }

  /// The UTF-8 of every word, by number: all bytes, and where each word starts.
  borrowing func wordBytes() -> (bytes: [UInt8], offsets: [Int]) {
    var ranges = [Range<Int>](repeating: 0..<0, count: wordCount)
    var bytes: [UInt8] = []
    sink.table.forEachTerm { id, term in
      ranges[Int(id)] = bytes.count..<(bytes.count + term.count)
      bytes.append(contentsOf: term)
    }
    var ordered: [UInt8] = []
    ordered.reserveCapacity(bytes.count)
    var offsets = [0]
    offsets.reserveCapacity(wordCount + 1)
    for range in ranges {
      ordered.append(contentsOf: bytes[range])
      offsets.append(ordered.count)
    }
    return (ordered, offsets)
  }

  /// Gives up the entries, so that they can be turned into a matrix in place.
  consuming func takeEntries() -> (terms: [Int32], counts: [Float], rowOffsets: [Int]) {
    (terms, counts, rowOffsets)
  }
}

/// Numbers the words of a document, adding new ones to its table.
struct InsertingSink: WordSink, ~Copyable {
  var table = TermTable()
  private(set) var ids: UnsafeMutablePointer<Int32> = .allocate(capacity: 1024)
  private var capacity = 1024
  private(set) var count = 0
  private var batch = WordBatch()

  deinit { ids.deallocate() }

  /// Begins a document of at most `capacity` words.
  mutating func begin(capacity needed: Int) {
    count = 0
    guard needed > capacity else { return }
    ids.deallocate()
    ids = .allocate(capacity: needed)
    capacity = needed
  }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    if batch.append(low, high, length: length) { finish() }
  }

  /// Numbers the words still waiting; to be called at the end of a document.
  @inline(never) mutating func finish() {
    for word in batch.all {
      ids[count] = table.insert(word.low, word.high, hash: word.hash, length: word.length)
      count &+= 1
    }
    batch.removeAll()
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    finish()
    ids[count] = table.insertLong(bytes, length)
    count += 1
  }

  /// Leaves out the words numbered below a limit.
  mutating func drop(below limit: Int32) {
    var kept = 0
    for i in 0..<count where ids[i] >= limit {
      ids[kept] = ids[i]
      kept &+= 1
    }
    count = kept
  }
}
