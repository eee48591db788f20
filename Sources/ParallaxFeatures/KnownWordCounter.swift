import ParallaxText

/// Counts the words of a document that a vectorizer knows.
///
/// Common words are counted where they are found (``CommonWords``), others by their number. What is counted belongs
/// to a counter, the table of all words to everyone: a counter is small, and is made again for every document by
/// taking back what it counted.
struct KnownWordCounter: WordSink, ~Copyable {
  /// What is known of a word by its number.
  private struct Rare: BitwiseCopyable {
    var occurrences: UInt32 = 0
    var idf: Float = 0
  }

  private let words: WordTable
  /// What the next two are parts of.
  private let memory: UnsafeMutableRawPointer
  private let common: UnsafeMutablePointer<CommonWords.Entry>
  /// By number, from that of stop words on.
  private let rare: UnsafeMutablePointer<Rare>
  /// The places of the common words of the document at hand, each once.
  private let commonFound: UnsafeMutablePointer<UInt32>
  private var commonFoundCount = 0
  /// The same of the others.
  private let rareFound: UnsafeMutablePointer<UInt32>
  private var rareFoundCount = 0
  private var waiting = WordBatch()
  /// The numbers of the words that wait, as they are found.
  private let ids: UnsafeMutablePointer<Int32> = .allocate(capacity: WordBatch.capacity)

  /// Creates a counter of a vocabulary of words.
  ///
  /// - Parameters:
  ///   - words: The numbers of the words, which are their columns; of stop words ``TermIndex/stopWord``.
  ///   - common: Those that are looked for first.
  ///   - idf: The idf of each column.
  init(_ words: WordTable, common: CommonWords, idf: [Float]) {
    self.words = words
    let numbers = idf.count + KnownWordCounter.numbersBelowZero
    let commonBytes = CommonWords.placeCount * MemoryLayout<CommonWords.Entry>.stride
    // Side by side and in a huge page, even where they are small: every word reads one of them.
    let bytes = max(LargeAllocation.leastBytes, commonBytes + numbers * MemoryLayout<Rare>.stride)
    memory = UnsafeMutableRawPointer(LargeAllocation.allocate(UInt8.self, count: bytes))
    self.common = memory.bindMemory(to: CommonWords.Entry.self, capacity: CommonWords.placeCount)
    for (place, entry) in common.entries.enumerated() { (self.common + place).initialize(to: entry) }
    rare = (memory + commonBytes).bindMemory(to: Rare.self, capacity: numbers)
    rare.initialize(repeating: Rare(), count: numbers)
    for (column, value) in idf.enumerated() {
      rare[column + KnownWordCounter.numbersBelowZero].idf = value
    }
    // One more than there can be: the next one is written before it is known whether it is to stay.
    commonFound = .allocate(capacity: CommonWords.placeCount + 1)
    rareFound = .allocate(capacity: numbers + 1)
  }

  deinit {
    memory.deallocate()
    commonFound.deallocate()
    rareFound.deallocate()
    ids.deallocate()
  }

  /// Stop words and unknown words have the numbers -2 and -1.
  private static let numbersBelowZero = 2

  /// The number of different words of the document at hand, of which the unknown ones are one.
  var foundCount: Int { commonFoundCount &+ rareFoundCount }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    let hash = TermTable.hash(low, high)
    let place = CommonWords.place(hash)
    let entry = common + place
    // Without a branch: which words are common cannot be predicted.
    let difference = entry.pointee.difference(low, high, length)
    let before = entry.pointee.occurrences
    entry.pointee.occurrences = before &+ (difference == 0 ? 1 : 0)
    commonFound[commonFoundCount] = UInt32(truncatingIfNeeded: place)
    commonFoundCount &+= difference | UInt64(before) == 0 ? 1 : 0
    if waiting.append(low, high, length: length, hash: hash, keeping: difference != 0) { finish() }
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    count(words.table.longID(bytes, length))
  }

  /// Counts the words still waiting; to be called at the end of a document.
  @inline(never) mutating func finish() {
    for word in waiting.all { VectorKernels.prefetch(words.table.entries + words.table.home(word.hash)) }
    // Three rounds, so that none waits for what the round before asked for.
    for (i, word) in waiting.all.enumerated() {
      let id = words.table.id(word.low, word.high, hash: word.hash, length: word.length)
      ids[i] = id
      VectorKernels.prefetch(rare + (Int(id) &+ KnownWordCounter.numbersBelowZero))
    }
    for i in 0..<waiting.count { count(ids[i]) }
    waiting.removeAll()
  }

  @inline(__always) private mutating func count(_ id: Int32) {
    let place = Int(id) &+ KnownWordCounter.numbersBelowZero
    let before = rare[place].occurrences
    rare[place].occurrences = before &+ 1
    rareFound[rareFoundCount] = UInt32(truncatingIfNeeded: place)
    rareFoundCount &+= before == 0 ? 1 : 0
  }

  /// Ends the document: hands out each of its words with its count, and is ready for the next.
  ///
  /// All unknown words are one of the number -1, all stop words may be several of ``TermIndex/stopWord``.
  @inline(__always) mutating func flush(_ body: (_ id: Int32, _ count: UInt32, _ idf: Float) -> Void) {
    for found in 0..<commonFoundCount {
      let entry = common + Int(commonFound[found])
      body(entry.pointee.id, entry.pointee.occurrences, entry.pointee.idf)
      entry.pointee.occurrences = 0
    }
    commonFoundCount = 0
    for found in 0..<rareFoundCount {
      let place = Int(rareFound[found])
      let id = Int32(truncatingIfNeeded: place &- KnownWordCounter.numbersBelowZero)
      body(id, rare[place].occurrences, rare[place].idf)
      rare[place].occurrences = 0
    }
    rareFoundCount = 0
  }
}
