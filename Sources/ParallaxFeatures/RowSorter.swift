/// Collects the entries of one sparse row in any order and hands them out by ascending column.
///
/// A column and its value travel as one 64-bit word.
struct RowSorter: ~Copyable {
  private var sorter: RadixSorter<UInt64>

  init(columnCount: Int) { sorter = RadixSorter(limit: columnCount, lowestBit: 32) }

  /// The number of entries of the row so far.
  var count: Int { sorter.count }

  /// Makes room for `more` entries.
  @inline(__always) mutating func reserve(_ more: Int) { sorter.reserve(more) }

  /// Adds an entry for which there is room; nothing where the column is negative.
  @inline(__always) mutating func add(_ value: Float, column: Int32) {
    let entry = UInt64(UInt32(bitPattern: column)) &<< 32 | UInt64(value.bitPattern)
    sorter.add(entry, keeping: column >= 0)
  }

  /// Writes the row in column order from the given pointers on, empties the sorter, and returns how many
  /// entries there were.
  @inline(never) mutating func drain(
    _ columns: UnsafeMutablePointer<Int32>, _ values: UnsafeMutablePointer<Float>
  ) -> Int {
    sorter.sort()
    let (entries, count) = (sorter.entries, sorter.count)
    for i in 0..<count {
      columns[i] = Int32(truncatingIfNeeded: entries[i] &>> 32)
      values[i] = Float(bitPattern: UInt32(truncatingIfNeeded: entries[i]))
    }
    sorter.removeAll()
    return count
  }

  /// Adds up entries of one column, which follow each other, and returns how many columns there are.
  static func join(
    _ columns: UnsafeMutablePointer<Int32>, _ values: UnsafeMutablePointer<Float>, count: Int
  ) -> Int {
    guard count > 0 else { return 0 }
    var last = 0
    for i in 1..<max(1, count) {
      if columns[i] == columns[last] {
        values[last] += values[i]
      } else {
        last &+= 1
        columns[last] = columns[i]
        values[last] = values[i]
      }
    }
    return last + 1
  }
}
