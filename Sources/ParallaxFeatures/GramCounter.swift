import ParallaxText

/// Counts the n-grams of two words and more: in the document at hand, and the documents each occurred in.
struct GramCounter: ~Copyable {
  private(set) var table = GramTable()
  /// The number of documents of each n-gram, the n-gram -1 first; zero where there is none yet.
  private var documents: UnsafeMutablePointer<Int32> = .allocate(capacity: 0)
  private var documentCapacity = 0
  /// The n-gram that ends before each word of the document at hand.
  private var prefixes: UnsafeMutablePointer<Int32> = .allocate(capacity: 1)
  private var touched: UnsafeMutablePointer<Int> = .allocate(capacity: 1)
  private var capacity = 0
  /// The number of different n-grams of the document at hand.
  private(set) var touchedCount = 0

  deinit {
    documents.deallocate()
    prefixes.deallocate()
    touched.deallocate()
  }

  /// Counts the n-grams of `shortest` to `longest` words of a document, given the numbers of its words.
  mutating func count(_ words: UnsafePointer<Int32>, count: Int, shortest: Int, longest: Int) {
    guard count > 1 else { return }
    let lengths = 2...max(2, min(longest, count))
    reserve(count * lengths.count)
    prefixes.update(from: words, count: count)
    // The n-grams of one length after those of the length before, which they extend by a word.
    for n in lengths {
      extend(by: words + (n - 1), count: count - n + 1, counts: n >= shortest)
    }
  }

  private mutating func reserve(_ more: Int) {
    table.reserve(more)
    if table.count + more > documentCapacity {
      let capacity = max(table.count + more, 2 * documentCapacity)
      let wider = LargeAllocation.allocate(Int32.self, count: capacity)
      wider.update(from: documents, count: documentCapacity)
      (wider + documentCapacity).initialize(repeating: 0, count: capacity - documentCapacity)
      documents.deallocate()
      documents = wider
      documentCapacity = capacity
    }
    guard more >= capacity else { return }
    capacity = 2 * more
    prefixes.deallocate()
    touched.deallocate()
    prefixes = .allocate(capacity: capacity)
    touched = .allocate(capacity: capacity)
  }

  /// Replaces each prefix by the number of the n-gram that a word makes of it.
  private mutating func extend(by words: UnsafePointer<Int32>, count: Int, counts: Bool) {
    // The table is far larger than any cache: its slots are asked for well before they are looked at.
    let ahead = 24
    let (prefixes, touched, slots, documents) = (prefixes, touched, table.slots, documents)
    for i in 0..<min(ahead, count) { prefetch(prefixes[i], words[i]) }
    var found = touchedCount
    for i in 0..<count {
      let next = min(i &+ ahead, count &- 1)
      prefetch(prefixes[next], words[next])
      let place = table.slot(GramTable.key(prefixes[i], words[i]))
      if slots[place].id == 0 { table.add(prefixes[i], words[i], at: place) }
      let id = slots[place].id
      prefixes[i] = id
      VectorKernels.prefetch(documents + Int(~id))
      guard counts else { continue }
      let before = slots[place].occurrences
      slots[place].occurrences = before &+ 1
      touched[found] = place
      found &+= before == 0 ? 1 : 0
    }
    touchedCount = found
  }

  @inline(__always) private borrowing func prefetch(_ prefix: Int32, _ word: Int32) {
    VectorKernels.prefetch(table.slots + table.home(GramTable.key(prefix, word)))
  }

  /// Ends the document: writes its n-grams and their counts to room for `touchedCount` entries, and counts
  /// the document for each.
  mutating func flush(_ terms: UnsafeMutablePointer<Int32>, _ counts: UnsafeMutablePointer<Float>) {
    let (touched, slots, documents) = (touched, table.slots, documents)
    for i in 0..<touchedCount {
      let slot = slots + touched[i]
      terms[i] = slot.pointee.id
      counts[i] = Float(slot.pointee.occurrences)
      slot.pointee.occurrences = 0
      documents[Int(~slot.pointee.id)] &+= 1
    }
    touchedCount = 0
  }

  /// The number of documents of each n-gram, the n-gram -1 first.
  borrowing func documentFrequencies() -> [Int32] {
    Array(UnsafeBufferPointer(start: documents, count: table.count))
  }
}
