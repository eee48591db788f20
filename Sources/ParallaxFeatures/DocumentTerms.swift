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
    var sink = LookupSink(index.words, keepsPlaces: true)
    lexer.scan(document, into: &sink)
    sink.finish()
    let most = configuration.termsPerWord * sink.count + 1
    // The first and the last word of each occurrence.
    let words = UnsafeMutablePointer<(first: Int32, last: Int32)>.allocate(capacity: most)
    defer { words.deallocate() }
    return documentTerms(
      most: most, total: sink.count, starts: UnsafeBufferPointer(start: sink.starts, count: sink.count),
      ends: UnsafeBufferPointer(start: sink.ends, count: sink.count)
    ) { body in
      var count = 0
      index.forEachTerm(sink.ids, count: sink.count) { column, first, last in
        words[count] = (Int32(truncatingIfNeeded: first), Int32(truncatingIfNeeded: last))
        body(column, count)
        count &+= 1
      }
      return sink.known
    } words: {
      (Int(words[$0].first), Int(words[$0].last))
    }
  }

  /// What is told of a document whose terms are handed out one by one.
  ///
  /// - Parameters:
  ///   - most: no fewer than the terms that are handed out.
  ///   - total: the words.
  ///   - wordStarts: where each word begins.
  ///   - wordEnds: where each word ends.
  ///   - forEachTerm: hands out the column of every term, negative where it is to be left out, and a number for it,
  ///     which tells terms of one column by their place in the text; how many words the vocabulary knows.
  ///   - words: the first and the last word of the term of a number.
  @inline(__always) func documentTerms(
    most: Int, total: Int, starts wordStarts: UnsafeBufferPointer<Int32>,
    ends wordEnds: UnsafeBufferPointer<Int32>, _ forEachTerm: ((Int32, Int) -> Void) -> Int,
    words: (Int) -> (first: Int, last: Int)
  ) -> DocumentTerms {
    // The column in the high half and the number of the occurrence in the low one: sorted by column, the occurrences
    // of each follow each other as they were handed out, in text order.
    var sorter = RadixSorter<UInt64>(limit: vocabulary.count, lowestBit: 32)
    sorter.reserve(most)
    let known = forEachTerm { column, occurrence in
      sorter.add(
        UInt64(UInt32(bitPattern: column)) &<< 32 | UInt64(truncatingIfNeeded: occurrence),
        keeping: column >= 0)
    }
    sorter.sort()
    let (entries, count) = (sorter.entries, sorter.count)
    let columns = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * count + 1)
    defer { columns.deallocate() }
    let offsets = columns + count
    var distinct = 0
    var values = [Float](unsafeUninitializedCapacity: count) { values, written in
      var entry = 0
      while entry < count {
        let column = entries[entry] &>> 32
        let first = entry
        repeat { entry &+= 1 } while entry < count && entries[entry] &>> 32 == column
        columns[distinct] = Int32(truncatingIfNeeded: column)
        offsets[distinct] = Int32(truncatingIfNeeded: first)
        values.initializeElement(at: distinct, to: Float(entry &- first))
        distinct &+= 1
      }
      written = distinct
    }
    offsets[distinct] = Int32(truncatingIfNeeded: count)
    @inline(__always) func places(_ place: (Int) -> Int32) -> [Int32] {
      [Int32](unsafeUninitializedCapacity: count) { places, written in
        for entry in 0..<count {
          places.initializeElement(
            at: entry, to: place(Int(truncatingIfNeeded: entries[entry] & 0xFFFF_FFFF)))
        }
        written = count
      }
    }
    let starts = places { wordStarts[words($0).first] }
    let ends = places { wordEnds[words($0).last] }
    let rowColumns = Array(UnsafeBufferPointer(start: columns, count: distinct))
    weigh(&values, rowColumns)
    return DocumentTerms(
      row: SparseVector(indices: rowColumns, values: values, dimension: vocabulary.count), known: known,
      total: total, offsets: Array(UnsafeBufferPointer(start: offsets, count: distinct + 1)), starts: starts,
      ends: ends)
  }
}
