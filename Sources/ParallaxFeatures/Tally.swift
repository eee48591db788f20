/// Counts of the terms of one document in a dense array, with a list of the terms touched, and the number
/// of documents each term occurred in.
struct Tally: ~Copyable {
  /// Side by side, because the end of a document needs both.
  private struct Cell: BitwiseCopyable {
    var count: Int32
    var frequency: Int32
  }

  private var cells: UnsafeMutablePointer<Cell>
  private var capacity: Int
  private var touched: UnsafeMutablePointer<Int32>
  private var touchedCapacity: Int
  private(set) var touchedCount = 0

  init() {
    capacity = 1024
    cells = .allocate(capacity: capacity)
    cells.initialize(repeating: Cell(count: 0, frequency: 0), count: capacity)
    touchedCapacity = 1024
    touched = .allocate(capacity: touchedCapacity)
  }

  deinit {
    cells.deallocate()
    touched.deallocate()
  }

  /// Makes room for terms numbered below `terms` and for `touches` more counts before the next flush.
  @inline(__always) mutating func reserve(terms: Int, touches: Int) {
    if terms > capacity || touchedCount &+ touches > touchedCapacity { grow(terms, touches) }
  }

  @inline(never) private mutating func grow(_ terms: Int, _ touches: Int) {
    if terms > capacity {
      let wider = max(terms, 2 * capacity)
      let new = LargeAllocation.allocate(Cell.self, count: wider)
      new.update(from: cells, count: capacity)
      (new + capacity).initialize(repeating: Cell(count: 0, frequency: 0), count: wider - capacity)
      cells.deallocate()
      cells = new
      capacity = wider
    }
    let needed = touchedCount + touches
    if needed > touchedCapacity {
      let wider = max(needed, 2 * touchedCapacity)
      let new = UnsafeMutablePointer<Int32>.allocate(capacity: wider)
      new.update(from: touched, count: touchedCount)
      touched.deallocate()
      touched = new
      touchedCapacity = wider
    }
  }

  /// Counts one occurrence of a term below the reserved number.
  @inline(__always) mutating func count(_ term: Int) {
    let before = cells[term].count
    cells[term].count = before &+ 1
    touched[touchedCount] = Int32(truncatingIfNeeded: term)
    touchedCount &+= before == 0 ? 1 : 0
  }

  /// Ends the document: writes its terms and counts to room for `touchedCount` entries, and counts the
  /// document for each term.
  ///
  /// Terms are written as they are, or as n-grams are numbered (-1 and down) where `asGrams`.
  mutating func flush(
    asGrams: Bool = false, terms: UnsafeMutablePointer<Int32>, counts: UnsafeMutablePointer<Float>
  ) {
    let flip: Int32 = asGrams ? -1 : 0
    for i in 0..<touchedCount {
      let term = touched[i]
      let cell = cells[Int(term)]
      counts[i] = Float(cell.count)
      cells[Int(term)] = Cell(count: 0, frequency: cell.frequency &+ 1)
      terms[i] = term ^ flip
    }
    touchedCount = 0
  }

  /// The number of documents the first `count` terms occurred in.
  borrowing func documentFrequencies(count: Int) -> [Int32] {
    var result = [Int32](repeating: 0, count: count)
    for i in 0..<min(count, capacity) { result[i] = cells[i].frequency }
    return result
  }
}
