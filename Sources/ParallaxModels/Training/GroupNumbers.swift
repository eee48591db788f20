import ParallaxMath

/// The groups of texts as numbers from 0, in the order in which they first occur.
struct GroupNumbers {
  /// The group of each text.
  private(set) var ofRow: [Int] = []
  /// The number of texts of each group.
  private(set) var sizes: [Int] = []

  /// Numbers groups; a text without a group is a group of its own.
  init(_ groups: [String?]) {
    var numbers: [String: Int] = [:]
    ofRow.reserveCapacity(groups.count)
    for group in groups {
      let number = group.flatMap { numbers[$0] } ?? sizes.count
      if number == sizes.count { sizes.append(0) }
      if let group { numbers[group] = number }
      sizes[number] += 1
      ofRow.append(number)
    }
  }

  /// The number of groups.
  var count: Int { sizes.count }

  /// For each column, the number of groups with an entry in it.
  ///
  /// - Complexity: O(entries + groups).
  func frequencies(in matrix: SparseMatrix) -> [Int] {
    var frequencies = [Int](repeating: 0, count: matrix.columnCount)
    var last = [Int](repeating: -1, count: matrix.columnCount)
    for (group, rows) in rowsOfGroup.enumerated() {
      for row in rows {
        for entry in matrix.entries(ofRow: row) {
          let column = Int(matrix.columnIndices[entry])
          if last[column] != group {
            last[column] = group
            frequencies[column] += 1
          }
        }
      }
    }
    return frequencies
  }

  private var rowsOfGroup: [[Int]] {
    var result = [[Int]](repeating: [], count: count)
    for (row, group) in ofRow.enumerated() { result[group].append(row) }
    return result
  }
}
