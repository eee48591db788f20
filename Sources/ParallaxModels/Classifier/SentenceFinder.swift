/// Finds the sentence around a place of what models read of a text: by a table of the sentence of every byte.
package struct SentenceFinder: Sendable {
  /// The sentences: UTF-8 offsets into the text.
  package let ranges: [Range<Int>]
  private let textStart: Int32
  /// The sentence of each byte of the text, the number of sentences for none.
  private let table: [Int32]
  /// Where each sentence ends in what models read, and behind them the end of none.
  private let ends: [Int32]

  /// Creates a finder of sentences, which ascend and lie apart, of a text that begins at an offset of what models read.
  package init(_ ranges: [Range<Int>], _ textStart: Int) {
    self.ranges = ranges
    self.textStart = Int32(clamping: textStart)
    ends = ranges.map { Int32(clamping: $0.upperBound + textStart) } + [.max]
    let end = ranges.last?.upperBound ?? 0
    table = [Int32](unsafeUninitializedCapacity: end) { table, written in
      table.initialize(repeating: Int32(clamping: ranges.count))
      for (sentence, range) in ranges.enumerated() {
        for place in range { table[place] = Int32(truncatingIfNeeded: sentence) }
      }
      written = end
    }
  }
}

extension ScoreParts {
  /// What the parts add to the score in each sentence: those of a part are shared evenly among its places.
  ///
  /// A place that runs from the title into the text, or over the end of a sentence, belongs to none; the former does
  /// not count among the places.
  package func amounts(bySentenceOf finder: SentenceFinder) -> [Double] {
    let none = finder.ranges.count
    // What is in no sentence goes to one more, which takes no branch.
    var sums = [Double](repeating: 0, count: none + 1)
    sums.withUnsafeMutableBufferPointer { sums in
      finder.withTables { table, sentenceEnds, textStart in
        starts.withUnsafeBufferPointer { starts in
          ends.withUnsafeBufferPointer { ends in
            for part in parts {
              let places = part.places
              guard let first = places.first else { continue }
              var count = places.count
              // Places ascend, so that the first tells whether there is any in the title.
              if starts[first] < textStart {
                for place in places where starts[place] < textStart && ends[place] >= textStart { count -= 1 }
              }
              let share = part.amount / Double(count)
              for place in places {
                let offset = Int(starts[place] &- textStart)
                let isInText = UInt(bitPattern: offset) < UInt(bitPattern: table.count)
                let sentence = isInText ? Int(table[offset]) : none
                sums[ends[place] <= sentenceEnds[sentence] ? sentence : none] += share
              }
            }
          }
        }
      }
    }
    sums.removeLast()
    return sums
  }
}

extension SentenceFinder {
  fileprivate func withTables(
    _ body: (UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Int32>, Int32) -> Void
  ) {
    table.withUnsafeBufferPointer { table in ends.withUnsafeBufferPointer { body(table, $0, textStart) } }
  }
}
