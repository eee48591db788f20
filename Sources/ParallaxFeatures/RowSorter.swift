/// Collects the entries of one sparse row in any order and hands them out by ascending column.
///
/// A bitmap of the columns with a summary bitmap above it takes the place of a sort: setting a bit and
/// finding the next one cost a few instructions an entry, whatever the length of the row.
struct RowSorter: ~Copyable {
  private let values: UnsafeMutablePointer<Float>
  private let bits: UnsafeMutablePointer<UInt64>
  private let summary: UnsafeMutablePointer<UInt64>
  private let summaryCount: Int

  init(columnCount: Int) {
    let words = columnCount / 64 + 1
    summaryCount = words / 64 + 1
    values = .allocate(capacity: columnCount + 1)
    values.initialize(repeating: 0, count: columnCount + 1)
    bits = .allocate(capacity: words)
    bits.initialize(repeating: 0, count: words)
    summary = .allocate(capacity: summaryCount)
    summary.initialize(repeating: 0, count: summaryCount)
  }

  deinit {
    values.deallocate()
    bits.deallocate()
    summary.deallocate()
  }

  /// Adds to the value of a column.
  @inline(__always) borrowing func add(_ value: Float, column: Int) {
    values[column] += value
    let word = column &>> 6
    bits[word] |= 1 &<< UInt64(column & 63)
    summary[word &>> 6] |= 1 &<< UInt64(word & 63)
  }

  /// Writes the row in column order from the given pointers on, empties the sorter, and returns how many
  /// entries there were.
  borrowing func drain(_ columns: UnsafeMutablePointer<Int32>, _ row: UnsafeMutablePointer<Float>) -> Int {
    var count = 0
    for block in 0..<summaryCount where summary[block] != 0 {
      var live = summary[block]
      summary[block] = 0
      while live != 0 {
        let word = block &* 64 &+ live.trailingZeroBitCount
        live &= live &- 1
        var set = bits[word]
        bits[word] = 0
        while set != 0 {
          let column = word &* 64 &+ set.trailingZeroBitCount
          set &= set &- 1
          columns[count] = Int32(truncatingIfNeeded: column)
          row[count] = values[column]
          values[column] = 0
          count &+= 1
        }
      }
    }
    return count
  }
}
