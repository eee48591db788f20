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
    var sink = LookupSink(index, keepsPlaces: true)
    lexer.scan(document, into: &sink)
    sink.finish()
    // The column in the high half and the number of the occurrence in the low one: sorted by column, the
    // occurrences of each follow each other in text order.
    var sorter = RadixSorter<UInt64>(limit: vocabulary.count, lowestBit: 32)
    let most = configuration.termsPerWord * sink.count + 1
    sorter.reserve(most)
    // The first and the last word of each occurrence.
    let words = UnsafeMutablePointer<(first: Int32, last: Int32)>.allocate(capacity: most)
    defer { words.deallocate() }
    index.forEachTerm(sink.ids, count: sink.count) { column, first, last in
      words[sorter.count] = (Int32(truncatingIfNeeded: first), Int32(truncatingIfNeeded: last))
      sorter.add(UInt64(UInt32(bitPattern: column)) &<< 32 | UInt64(truncatingIfNeeded: sorter.count))
    }
    sorter.sort()
    let (entries, count) = (sorter.entries, sorter.count)
    var columns: [Int32] = []
    var values: [Float] = []
    var offsets: [Int32] = []
    columns.reserveCapacity(count)
    values.reserveCapacity(count)
    offsets.reserveCapacity(count + 1)
    var entry = 0
    while entry < count {
      let column = entries[entry] &>> 32
      let first = entry
      repeat { entry &+= 1 } while entry < count && entries[entry] &>> 32 == column
      columns.append(Int32(truncatingIfNeeded: column))
      values.append(Float(entry &- first))
      offsets.append(Int32(truncatingIfNeeded: first))
    }
    offsets.append(Int32(truncatingIfNeeded: count))
    let (wordStarts, wordEnds) = (sink.starts, sink.ends)
    let starts = [Int32](unsafeUninitializedCapacity: count) { starts, written in
      for entry in 0..<count {
        starts[entry] = wordStarts[Int(words[Int(truncatingIfNeeded: entries[entry] & 0xFFFF_FFFF)].first)]
      }
      written = count
    }
    let ends = [Int32](unsafeUninitializedCapacity: count) { ends, written in
      for entry in 0..<count {
        ends[entry] = wordEnds[Int(words[Int(truncatingIfNeeded: entries[entry] & 0xFFFF_FFFF)].last)]
      }
      written = count
    }
    weigh(&values, columns)
    return DocumentTerms(
      row: SparseVector(indices: columns, values: values, dimension: vocabulary.count), known: sink.known,
      total: sink.count, offsets: offsets, starts: starts, ends: ends)
  }
}
