/// Collects the entries of one sparse row in any order and hands them out by ascending column.
///
/// A row is sorted by radix, least digit first; short rows by insertion. A column and its value travel as
/// one 64-bit word.
struct RowSorter: ~Copyable {
  private let passes: Int
  private let digitBits: UInt64
  /// How often each column was counted in this row.
  private let counts: UnsafeMutablePointer<Int32>
  private let starts: UnsafeMutablePointer<Int>
  private var entries: UnsafeMutablePointer<UInt64>
  private var spare: UnsafeMutablePointer<UInt64>
  private var capacity = 1024
  /// The number of entries of the row so far.
  private(set) var count = 0

  /// Creates a sorter; one that `counts` columns needs room for each of them.
  init(columnCount: Int, counts: Bool) {
    let bits = max(1, Int.bitWidth - max(1, columnCount - 1).leadingZeroBitCount)
    passes = (bits + 8) / 9
    digitBits = UInt64((bits + passes - 1) / passes)
    let room = counts ? columnCount + 1 : 1
    self.counts = LargeAllocation.allocate(Int32.self, count: room)
    self.counts.initialize(repeating: 0, count: room)
    starts = .allocate(capacity: 512)
    entries = .allocate(capacity: capacity)
    spare = .allocate(capacity: capacity)
  }

  deinit {
    counts.deallocate()
    starts.deallocate()
    entries.deallocate()
    spare.deallocate()
  }

  /// Makes room for `more` entries.
  @inline(__always) mutating func reserve(_ more: Int) {
    if count &+ more >= capacity { grow(more) }
  }

  @inline(never) private mutating func grow(_ more: Int) {
    capacity = max(count + more + 1, 2 * capacity)
    let wider = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    wider.update(from: entries, count: count)
    entries.deallocate()
    spare.deallocate()
    entries = wider
    spare = .allocate(capacity: capacity)
  }

  /// Adds an entry of a column that the row does not hold yet; nothing where the column is negative.
  @inline(__always) mutating func add(_ value: Float, column: Int32) {
    entries[count] = UInt64(UInt32(bitPattern: column)) &<< 32 | UInt64(value.bitPattern)
    count &+= column >= 0 ? 1 : 0
  }

  /// Counts one occurrence of a column; ``takeCounts()`` turns the counts into entries.
  @inline(__always) mutating func count(_ column: Int32) {
    let before = counts[Int(column)]
    counts[Int(column)] = before &+ 1
    entries[count] = UInt64(UInt32(bitPattern: column)) &<< 32
    count &+= before == 0 ? 1 : 0
  }

  /// Gives every counted column its count as value.
  mutating func takeCounts() {
    for i in 0..<count {
      let column = Int(entries[i] &>> 32)
      entries[i] |= UInt64(Float(counts[column]).bitPattern)
      counts[column] = 0
    }
  }

  /// Writes the row in column order from the given pointers on, empties the sorter, and returns how many
  /// entries there were.
  mutating func drain(_ columns: UnsafeMutablePointer<Int32>, _ values: UnsafeMutablePointer<Float>) -> Int {
    if count <= 48 { sortByInsertion() } else { sortByRadix() }
    for i in 0..<count {
      columns[i] = Int32(truncatingIfNeeded: entries[i] &>> 32)
      values[i] = Float(bitPattern: UInt32(truncatingIfNeeded: entries[i]))
    }
    defer { count = 0 }
    return count
  }

  private func sortByInsertion() {
    var i = 1
    while i < count {
      let entry = entries[i]
      var place = i
      while place > 0, entries[place &- 1] > entry {
        entries[place] = entries[place &- 1]
        place &-= 1
      }
      entries[place] = entry
      i &+= 1
    }
  }

  private mutating func sortByRadix() {
    let mask: UInt64 = 1 &<< digitBits &- 1
    for pass in 0..<passes {
      let shift = 32 &+ UInt64(truncatingIfNeeded: pass) &* digitBits
      starts.update(repeating: 0, count: Int(mask) + 1)
      for i in 0..<count { starts[Int(entries[i] &>> shift & mask)] &+= 1 }
      var next = 0
      for digit in 0...Int(mask) {
        let size = starts[digit]
        starts[digit] = next
        next &+= size
      }
      for i in 0..<count {
        let digit = Int(entries[i] &>> shift & mask)
        spare[starts[digit]] = entries[i]
        starts[digit] &+= 1
      }
      swap(&entries, &spare)
    }
  }
}
