/// Collects the hashed terms of one document and hands them out as a row.
///
/// A term is 32 bits, its column and its sign, so that a row and its copy stay in the innermost cache while
/// they are sorted.
struct HashedRow: ~Copyable {
  private var sorter: RadixSorter<UInt32>

  init(columnCount: Int) { sorter = RadixSorter(limit: columnCount, lowestBit: 1) }

  /// The number of terms so far.
  var count: Int { sorter.count }

  /// Makes room for `more` terms.
  mutating func reserve(_ more: Int) { sorter.reserve(more) }

  /// Adds a term for which there is room; its sign is 1 where it counts as -1, else 0.
  @inline(__always) mutating func add(column: UInt32, sign: UInt32) { sorter.add(column &<< 1 | sign) }

  /// Writes the sum of the signs of each column, by ascending column, from the given pointers on, empties the
  /// row, and returns how many columns there are.
  @inline(never) mutating func drain(
    _ columns: UnsafeMutablePointer<Int32>, _ values: UnsafeMutablePointer<Float>
  ) -> Int {
    sorter.sort()
    let (terms, count) = (sorter.entries, sorter.count)
    sorter.removeAll()
    guard count > 0 else { return 0 }
    var last = 0
    var column = terms[0] &>> 1
    var sum: Int32 = 0
    for i in 0..<count {
      let term = terms[i]
      // Without a branch: whether a term comes again cannot be predicted.
      let isNew = term &>> 1 != column
      column = term &>> 1
      sum = (isNew ? 0 : sum) &+ 1 &- Int32(truncatingIfNeeded: (term & 1) &<< 1)
      last &+= isNew ? 1 : 0
      columns[last] = Int32(bitPattern: column)
      values[last] = Float(sum)
    }
    return last + 1
  }
}
