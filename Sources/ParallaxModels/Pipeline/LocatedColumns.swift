/// How often a text has what each column counts, and where.
struct LocatedColumns {
  /// The words of the text.
  let wordCount: Int
  /// Where the places of each column begin, and their number at the end.
  private(set) var offsets: [Int32]
  /// Where each place begins in the text, in UTF-8 bytes; those of a column in the order in which they were added.
  private(set) var starts: [Int32]
  /// Where each place ends.
  private(set) var ends: [Int32]
  /// Where the next place of each column goes.
  private var next: [Int32]

  /// The number of columns.
  var count: Int { offsets.count - 1 }

  /// Columns whose places are to be added: as many as are told for each.
  init(wordCount: Int, placeCounts: [Int32]) {
    self.wordCount = wordCount
    offsets = [0]
    for count in placeCounts { offsets.append(offsets[offsets.count - 1] + count) }
    next = offsets
    starts = [Int32](repeating: 0, count: Int(offsets[placeCounts.count]))
    ends = starts
  }

  /// Adds a place of a column.
  mutating func add(_ start: Int32, _ end: Int32, column: Int) {
    let place = Int(next[column])
    (starts[place], ends[place]) = (start, end)
    next[column] += 1
  }

  /// The places of a column, as places in ``starts`` and ``ends``.
  func places(of column: Int) -> Range<Int> { Int(offsets[column])..<Int(offsets[column + 1]) }
}
