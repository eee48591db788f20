public import ParallaxMath

extension LinearModel {
  /// The scores of every row, row after row: `values[row * classCount + class]`.
  ///
  /// The same numbers as one row at a time, for any number of threads.
  ///
  /// - Precondition: the matrix has `featureCount` columns.
  /// - Complexity: O(entries · classes).
  public func decisionValues(of rows: SparseMatrix, threads: Int = 1) -> [Double] {
    precondition(
      rows.columnCount == featureCount, "a matrix of \(rows.columnCount) columns, not \(featureCount)")
    let blockSize = 256
    let blocks = (rows.rowCount + blockSize - 1) / blockSize
    return [Double](unsafeUninitializedCapacity: rows.rowCount * classCount) { buffer, count in
      count = rows.rowCount * classCount
      nonisolated(unsafe) let scores = buffer
      parallelFor(blocks: blocks, threads: threads) { block in
        score(rows, block * blockSize..<min((block + 1) * blockSize, rows.rowCount), into: scores)
      }
    }
  }

  /// Writes the scores of some rows to their place.
  private func score(
    _ rows: SparseMatrix, _ range: Range<Int>, into scores: UnsafeMutableBufferPointer<Double>
  ) {
    rows.columnIndices.withUnsafeBufferPointer { columns in
      rows.values.withUnsafeBufferPointer { values in
        weights.withUnsafeBufferPointer { weights in
          for row in range {
            score(rows.entries(ofRow: row), columns, values, weights, scores, at: row * classCount)
          }
        }
      }
    }
  }

  /// Writes the scores of the entries of one row from a place on.
  func score(
    _ entries: Range<Int>, _ columns: UnsafeBufferPointer<Int32>, _ values: UnsafeBufferPointer<Float>,
    _ weights: UnsafeBufferPointer<Float>, _ scores: UnsafeMutableBufferPointer<Double>, at place: Int
  ) {
    if classCount == 3 {
      scoreOfThree(entries, columns, values, weights, scores, at: place)
    } else if classCount == 2 {
      scoreOfTwo(entries, columns, values, weights, scores, at: place)
    } else {
      for k in 0..<classCount { scores[place &+ k] = Double(intercepts[k]) }
      for entry in entries {
        let start = Int(columns[entry]) &* classCount
        let value = Double(values[entry])
        for k in 0..<classCount { scores[place &+ k] += Double(weights[start &+ k]) * value }
      }
    }
  }

  /// The scores of one row for two classes, with the sums in registers.
  private func scoreOfTwo(
    _ entries: Range<Int>, _ columns: UnsafeBufferPointer<Int32>, _ values: UnsafeBufferPointer<Float>,
    _ weights: UnsafeBufferPointer<Float>, _ scores: UnsafeMutableBufferPointer<Double>, at place: Int
  ) {
    var (a, b) = (Double(intercepts[0]), Double(intercepts[1]))
    for entry in entries {
      let start = Int(columns[entry]) &* 2
      let value = Double(values[entry])
      a += Double(weights[start]) * value
      b += Double(weights[start &+ 1]) * value
    }
    scores[place] = a
    scores[place + 1] = b
  }

  /// The scores of one row for three classes, the most common case here, with the sums in registers.
  private func scoreOfThree(
    _ entries: Range<Int>, _ columns: UnsafeBufferPointer<Int32>, _ values: UnsafeBufferPointer<Float>,
    _ weights: UnsafeBufferPointer<Float>, _ scores: UnsafeMutableBufferPointer<Double>, at place: Int
  ) {
    var (a, b, c) = (Double(intercepts[0]), Double(intercepts[1]), Double(intercepts[2]))
    for entry in entries {
      let start = Int(columns[entry]) &* 3
      let value = Double(values[entry])
      a += Double(weights[start]) * value
      b += Double(weights[start &+ 1]) * value
      c += Double(weights[start &+ 2]) * value
    }
    scores[place] = a
    scores[place + 1] = b
    scores[place + 2] = c
  }
}
