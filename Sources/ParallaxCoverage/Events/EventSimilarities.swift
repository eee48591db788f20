import ParallaxMath

/// The similarities of articles that may tell of one event.
struct EventSimilarities {
  /// Two articles and how alike they are.
  struct Pair: Sendable, Hashable {
    let first: Int32
    let second: Int32
    let similarity: Float
  }

  /// The pairs, the smaller number first, in a defined order, each once.
  let pairs: [Pair]

  /// Rows compared by one thread at a time.
  private static let blockSize = 128

  /// Compares rows through an inverted index, in the order of their days: what lies within the window of a row is one
  /// stretch of every list of postings.
  init(_ matrix: SparseMatrix, days: [Int?], configuration: EventGrouper.Configuration, threads: Int) {
    // Articles without a date come last, and are compared with all before them.
    let order = days.indices.sorted { (days[$0] ?? .max, $0) < (days[$1] ?? .max, $1) }
    let rows = matrix.selectingRows(order)
    let search = Search(
      rows: rows, postings: rows.transposed(), order: order.map { Int32($0) },
      windows: Self.windows(order.map { days[$0] }, windowDays: configuration.windowDays),
      datedCount: days.count { $0 != nil }, configuration: configuration)
    let blocks = (0..<(order.count + Self.blockSize - 1) / Self.blockSize).map { block in
      block * Self.blockSize..<min(order.count, (block + 1) * Self.blockSize)
    }
    pairs = concurrentMap(blocks, threads: threads) { search.pairs(of: $0) }.flatMap(\.self)
  }

  /// Where the window of each row begins, in rows by day.
  private static func windows(_ days: [Int?], windowDays: Int) -> [Int] {
    var start = 0
    return days.map { day in
      guard let day else { return 0 }
      while let first = days[start], day - first > windowDays { start += 1 }
      return start
    }
  }
}

/// What comparing rows needs; rows are numbered by day here.
private struct Search: Sendable {
  let rows: SparseMatrix
  /// The rows of each term.
  let postings: SparseMatrix
  /// The article of each row.
  let order: [Int32]
  let windows: [Int]
  /// How many rows have a day.
  let datedCount: Int
  let configuration: EventGrouper.Configuration

  /// The pairs of the rows in a block with rows before them.
  func pairs(of block: Range<Int>) -> [EventSimilarities.Pair] {
    let start = block.reduce(block.upperBound) { min($0, windows[$1]) }
    var sums = [Float](repeating: 0, count: block.upperBound - start)
    var found: [EventSimilarities.Pair] = []
    rows.withPointers { rows in
      postings.withPointers { postings in
        sums.withUnsafeMutableBufferPointer { sums in
          for row in block {
            add(row, rows, postings, sums, start)
            found += nearest(to: row, sums, start)
          }
        }
      }
    }
    return found
  }

  /// Adds the products of a row with all rows before it in its window.
  private func add(
    _ row: Int, _ rows: SparseMatrix.Pointers, _ postings: SparseMatrix.Pointers,
    _ sums: UnsafeMutableBufferPointer<Float>, _ start: Int
  ) {
    let first = Int32(windows[row])
    for entry in rows.entries(ofRow: row) {
      let weight = rows.values[entry]
      let list = postings.entries(ofRow: Int(rows.columns[entry]))
      var (low, high) = (list.lowerBound, list.upperBound)
      while low < high {
        let middle = low + (high - low) / 2
        if postings.columns[middle] < first { low = middle + 1 } else { high = middle }
      }
      while low < list.upperBound, postings.columns[low] < Int32(row) {
        sums[Int(postings.columns[low]) - start] += weight * postings.values[low]
        low += 1
      }
    }
  }

  /// The most similar rows before a row; clears the sums.
  private func nearest(
    to row: Int, _ sums: UnsafeMutableBufferPointer<Float>, _ start: Int
  ) -> [EventSimilarities.Pair] {
    let least = Float(configuration.threshold / 4)
    let undated = Float(configuration.undatedWeight)
    var found: [(similarity: Float, row: Int)] = []
    for other in windows[row]..<row {
      let sum = sums[other - start]
      guard sum > 0 else { continue }
      sums[other - start] = 0
      // Rounding may leave a cosine just above one.
      let similarity = min(1, row < datedCount ? sum : sum * undated)
      if similarity >= least { found.append((similarity, other)) }
    }
    if found.count > configuration.neighbors {
      found.sort { (-$0.similarity, $0.row) < (-$1.similarity, $1.row) }
      found.removeLast(found.count - configuration.neighbors)
    }
    return found.map { similarity, other in
      let (a, b) = (order[row], order[other])
      return EventSimilarities.Pair(first: min(a, b), second: max(a, b), similarity: similarity)
    }
  }
}
