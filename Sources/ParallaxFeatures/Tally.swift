/// Counts of the terms of one document in a dense array, with a list of the terms touched, and the number
/// of documents each term occurred in.
struct Tally: ~Copyable {
  private var counts: UnsafeMutablePointer<Int32>
  private var frequencies: UnsafeMutablePointer<Int32>
  private var capacity: Int
  private var touched: UnsafeMutablePointer<Int32>
  private var touchedCapacity: Int
  private var touchedCount = 0

  init() {
    capacity = 1024
    counts = .allocate(capacity: capacity)
    counts.initialize(repeating: 0, count: capacity)
    frequencies = .allocate(capacity: capacity)
    frequencies.initialize(repeating: 0, count: capacity)
    touchedCapacity = 1024
    touched = .allocate(capacity: touchedCapacity)
  }

  deinit {
    counts.deallocate()
    frequencies.deallocate()
    touched.deallocate()
  }

  /// Makes room for terms numbered below `terms` and for `touches` counts before the next flush.
  mutating func reserve(terms: Int, touches: Int) {
    if terms > capacity {
      let wider = max(terms, 2 * capacity)
      counts = Tally.grown(counts, from: capacity, to: wider)
      frequencies = Tally.grown(frequencies, from: capacity, to: wider)
      capacity = wider
    }
    if touches > touchedCapacity {
      touched = Tally.grown(touched, from: touchedCapacity, to: touches)
      touchedCapacity = touches
    }
  }

  private static func grown(
    _ old: UnsafeMutablePointer<Int32>, from oldCount: Int, to newCount: Int
  ) -> UnsafeMutablePointer<Int32> {
    let new = LargeAllocation.allocate(Int32.self, count: newCount)
    new.update(from: old, count: oldCount)
    (new + oldCount).initialize(repeating: 0, count: newCount - oldCount)
    old.deallocate()
    return new
  }

  /// Counts one occurrence of a term below the reserved number.
  @inline(__always) mutating func count(_ term: Int) {
    let before = counts[term]
    counts[term] = before &+ 1
    touched[touchedCount] = Int32(truncatingIfNeeded: term)
    touchedCount &+= before == 0 ? 1 : 0
  }

  /// Ends the document: appends its terms and counts, and counts the document for each term.
  ///
  /// Terms are appended as they are, or as n-grams are numbered (-1 and down) where `asGrams`.
  mutating func flush(asGrams: Bool = false, terms: inout [Int32], counts out: inout [Float]) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, touchedCount)) { values in
      for i in 0..<touchedCount {
        let term = Int(touched[i])
        values[i] = Float(counts[term])
        counts[term] = 0
        frequencies[term] &+= 1
        if asGrams { touched[i] = -touched[i] - 1 }
      }
      terms.append(contentsOf: UnsafeBufferPointer(start: touched, count: touchedCount))
      out.append(contentsOf: UnsafeBufferPointer(rebasing: values[..<touchedCount]))
    }
    touchedCount = 0
  }

  /// The number of documents the first `count` terms occurred in.
  borrowing func documentFrequencies(count: Int) -> [Int32] {
    (0..<count).map { $0 < capacity ? frequencies[$0] : 0 }
  }
}
