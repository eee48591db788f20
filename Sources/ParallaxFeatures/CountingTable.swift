import ParallaxText

/// A table of words that counts them: in the document at hand, and the documents each occurred in.
///
/// The words of a document are noted by their slots, each once, and taken out when it ends. Slots stay where
/// they are until the table grows, so room is made before a batch of words, never within one.
struct CountingTable: ~Copyable {
  private(set) var table: TermTable
  private var touched: UnsafeMutablePointer<UInt32> = .allocate(capacity: 1024)
  private var touchedCapacity = 1024
  /// The number of different words of the document at hand.
  private(set) var touchedCount = 0

  /// Creates a table without words.
  init() { table = TermTable() }

  deinit { touched.deallocate() }

  /// Gives stop words the first numbers; to be called before any document.
  mutating func insert(stopWords: [String]) { table.insert(stopWords: stopWords) }

  /// Asks for the place of a word that is looked up soon.
  @inline(__always) borrowing func prefetch(_ hash: UInt64) {
    VectorKernels.prefetch(table.entries + table.home(hash))
  }

  /// Makes room for `more` words, all of which may be new.
  @inline(__always) private mutating func reserve(_ more: Int) {
    if touchedCount &+ more >= touchedCapacity || !table.hasRoom(for: more) { makeRoom(more) }
  }

  @inline(never) private mutating func makeRoom(_ more: Int) {
    if touchedCount + more >= touchedCapacity {
      touchedCapacity = 2 * touchedCapacity + more
      let wider = UnsafeMutablePointer<UInt32>.allocate(capacity: touchedCapacity)
      wider.update(from: touched, count: touchedCount)
      touched.deallocate()
      touched = wider
    }
    while !table.hasRoom(for: more) {
      let ids = (0..<touchedCount).map { table.entries[Int(touched[$0])].id }
      table.grow()
      var slots = [UInt32](repeating: 0, count: table.count)
      for slot in 0...table.mask where table.entries[slot].length != 0 {
        slots[Int(table.entries[slot].id)] = UInt32(truncatingIfNeeded: slot)
      }
      for (i, id) in ids.enumerated() { touched[i] = slots[Int(id)] }
    }
  }

  /// Counts words, adding those that are new, and writes the number of each.
  @inline(__always) mutating func insert(
    _ words: UnsafeBufferPointer<WordBatch.Word>, ids: UnsafeMutablePointer<Int32>
  ) {
    reserve(words.count)
    let (entries, touched) = (table.entries, touched)
    var found = touchedCount
    for i in 0..<words.count {
      let word = words[i]
      let slot = table.slot(word.low, word.high, hash: word.hash, length: word.length)
      let entry = entries + slot
      if entry.pointee.length == 0 {
        let length = UInt32(truncatingIfNeeded: word.length)
        let id = Int32(truncatingIfNeeded: table.count)
        _ = table.add(TermTable.Entry(low: word.low, high: word.high, length: length, id: id), at: slot)
      }
      ids[i] = entry.pointee.id
      found = CountingTable.count(entry, slot, touched, found)
    }
    touchedCount = found
  }

  /// Counts a word of more than 16 bytes, and returns its number.
  mutating func insertLong(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    reserve(1)
    let id = table.insertLong(bytes, length)
    let slot = table.slotOfLong(bytes, length)
    touchedCount = CountingTable.count(table.entries + slot, slot, touched, touchedCount)
    return id
  }

  /// Counts an occurrence, and notes the slot where it is the first; returns how many are noted.
  @inline(__always) private static func count(
    _ entry: UnsafeMutablePointer<TermTable.Entry>, _ slot: Int, _ touched: UnsafeMutablePointer<UInt32>,
    _ found: Int
  ) -> Int {
    let before = entry.pointee.occurrences
    entry.pointee.occurrences = before &+ 1
    touched[found] = UInt32(truncatingIfNeeded: slot)
    return found &+ (before == 0 ? 1 : 0)
  }

  /// Ends the document: hands out each of its words numbered `first` or higher with its count, and counts the
  /// document for it.
  @inline(__always) mutating func flush(
    from first: Int32, _ body: (_ id: Int32, _ count: UInt32, _ isTaken: Bool) -> Void
  ) {
    let (entries, touched) = (table.entries, touched)
    for i in 0..<touchedCount {
      let entry = entries + Int(touched[i])
      let isTaken = entry.pointee.id >= first
      body(entry.pointee.id, entry.pointee.occurrences, isTaken)
      entry.pointee.occurrences = 0
      entry.pointee.documents &+= isTaken ? 1 : 0
    }
    touchedCount = 0
  }

  /// The number of documents of each word.
  borrowing func documentFrequencies() -> [Int32] {
    var result = [Int32](repeating: 0, count: table.count)
    for slot in 0...table.mask where table.entries[slot].length != 0 {
      result[Int(table.entries[slot].id)] = table.entries[slot].documents
    }
    return result
  }
}
