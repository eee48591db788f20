import ParallaxMath

/// What one scan of a document tells a vectorizer: its row, how many of its words are known, and where every term
/// of the row stands.
package struct DocumentTerms: Sendable {
  /// The row, as ``TFIDFVectorizer/transform(_:)-(String)`` gives it.
  package let row: SparseVector
  /// The words, stop words aside, that the vocabulary knows.
  package let known: Int
  /// The words, stop words aside.
  package let total: Int
  /// Where the places of each entry of the row begin in ``starts``, and their number at the end.
  package let offsets: [Int32]
  /// Where each place begins, in UTF-8 bytes; those of one entry ascend.
  package let starts: [Int32]
  /// Where each place ends.
  package let ends: [Int32]
}

extension TFIDFVectorizer {
  /// Reads a document once for all that is asked of it.
  ///
  /// - Precondition: the document is shorter than 2 GiB.
  /// - Complexity: O(bytes + terms).
  package func terms(of document: String) -> DocumentTerms {
    precondition(document.utf8.count <= Int(Int32.max), "a document of \(document.utf8.count) bytes")
    var lexer = Lexer(configuration, capacity: document.utf8.count)
    var sink = LookupSink(index, keepsRanges: true)
    lexer.scan(document, into: &sink)
    sink.finish()
    // The column in the high half and the number of the occurrence in the low one: sorted by column, the
    // occurrences of each follow each other in text order.
    var sorter = RadixSorter<UInt64>(limit: vocabulary.count, lowestBit: 32)
    var places: [(start: Int32, end: Int32)] = []
    places.reserveCapacity(configuration.termsPerWord * sink.count + 1)
    let ranges = sink.ranges
    index.forEachTerm(sink.ids, count: sink.count) { column, first, last in
      sorter.reserve(1)
      sorter.add(UInt64(UInt32(bitPattern: column)) &<< 32 | UInt64(places.count))
      places.append(
        (
          Int32(truncatingIfNeeded: ranges[first].lowerBound),
          Int32(truncatingIfNeeded: ranges[last].upperBound)
        ))
    }
    sorter.sort()
    let count = sorter.count
    var columns: [Int32] = []
    var values: [Float] = []
    var offsets: [Int32] = []
    columns.reserveCapacity(count)
    values.reserveCapacity(count)
    offsets.reserveCapacity(count + 1)
    var previous: Int32 = -1
    for entry in 0..<count {
      let column = Int32(truncatingIfNeeded: sorter.entries[entry] &>> 32)
      if column == previous {
        values[values.count - 1] += 1
      } else {
        columns.append(column)
        values.append(1)
        offsets.append(Int32(truncatingIfNeeded: entry))
        previous = column
      }
    }
    offsets.append(Int32(truncatingIfNeeded: count))
    let starts = [Int32](unsafeUninitializedCapacity: count) { starts, written in
      for entry in 0..<count { starts[entry] = places[Int(sorter.entries[entry] & 0xFFFF_FFFF)].start }
      written = count
    }
    let ends = [Int32](unsafeUninitializedCapacity: count) { ends, written in
      for entry in 0..<count { ends[entry] = places[Int(sorter.entries[entry] & 0xFFFF_FFFF)].end }
      written = count
    }
    weigh(&values, columns)
    return DocumentTerms(
      row: SparseVector(indices: columns, values: values, dimension: vocabulary.count), known: sink.known,
      total: sink.count, offsets: offsets, starts: starts, ends: ends)
  }
}
