import ParallaxText

/// Numbers the words of a document by a table, -1 for words it does not know; stop words are left out.
struct LookupSink: WordSink, ~Copyable {
  private let words: WordTable
  private(set) var ids: UnsafeMutablePointer<Int32>
  private var capacity: Int
  private(set) var count = 0
  /// Where each word begins in the document, and where it ends, in two halves; where places are kept.
  private var places: UnsafeMutablePointer<Int32>
  /// The same of the words that wait.
  private let waitingPlaces: UnsafeMutablePointer<Int32>
  private let keepsPlaces: Bool
  private var batch = WordBatch()

  init(_ words: WordTable, keepsPlaces: Bool = false) {
    self.words = words
    self.keepsPlaces = keepsPlaces
    capacity = 16 * WordBatch.capacity
    ids = .allocate(capacity: capacity)
    places = .allocate(capacity: keepsPlaces ? 2 * capacity : 0)
    waitingPlaces = .allocate(capacity: keepsPlaces ? 2 * WordBatch.capacity : 0)
  }

  deinit {
    ids.deallocate()
    places.deallocate()
    waitingPlaces.deallocate()
  }

  /// Where each word begins; as long as nothing is added.
  var starts: UnsafePointer<Int32> { UnsafePointer(places) }
  /// Where each word ends; as long as nothing is added.
  var ends: UnsafePointer<Int32> { UnsafePointer(places + capacity) }

  /// Begins a document.
  mutating func begin() { count = 0 }

  private mutating func reserve(_ more: Int) {
    guard count &+ more > capacity else { return }
    let wider = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * capacity)
    wider.update(from: ids, count: count)
    ids.deallocate()
    ids = wider
    if keepsPlaces {
      let wider = UnsafeMutablePointer<Int32>.allocate(capacity: 4 * capacity)
      wider.update(from: places, count: count)
      (wider + 2 * capacity).update(from: places + capacity, count: count)
      places.deallocate()
      places = wider
    }
    capacity *= 2
  }

  /// How many of the words are known.
  var known: Int { (0..<count).count { ids[$0] >= 0 } }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    if keepsPlaces {
      waitingPlaces[2 &* batch.count] = Int32(truncatingIfNeeded: start)
      waitingPlaces[2 &* batch.count &+ 1] = Int32(truncatingIfNeeded: end)
    }
    let hash = TermTable.hash(low, high)
    VectorKernels.prefetch(words.table.entries + words.table.home(hash))
    if batch.append(low, high, length: length, hash: hash) { finish() }
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    finish()
    reserve(WordBatch.capacity)
    if keepsPlaces { place(Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end)) }
    take(words.table.longID(bytes, length))
  }

  /// Numbers the words still waiting; to be called at the end of a document.
  @inline(never) mutating func finish() {
    let waiting = batch.all
    reserve(WordBatch.capacity)
    for (i, word) in waiting.enumerated() {
      if keepsPlaces { place(waitingPlaces[2 &* i], waitingPlaces[2 &* i &+ 1]) }
      take(words.table.id(word.low, word.high, hash: word.hash, length: word.length))
    }
    batch.removeAll()
  }

  /// Notes where the word stands that is taken next; a stop word's place is overwritten.
  @inline(__always) private func place(_ start: Int32, _ end: Int32) {
    places[count] = start
    places[capacity &+ count] = end
  }

  @inline(__always) private mutating func take(_ id: Int32) {
    ids[count] = id
    count &+= id == TermIndex.stopWord ? 0 : 1
  }
}
