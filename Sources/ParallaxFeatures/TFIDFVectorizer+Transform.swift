import ParallaxMath
import ParallaxText

extension TFIDFVectorizer {
  /// The row of one document; terms outside the vocabulary are ignored, a document without a known term
  /// gives an empty row.
  ///
  /// - Complexity: O(bytes + n log n) in the document's own terms; nothing depends on the vocabulary.
  public func transform(_ document: String) -> SparseVector {
    var lexer = Lexer(configuration, capacity: document.utf8.count)
    var sink = LookupSink(index.words)
    lexer.scan(document, into: &sink)
    sink.finish()
    var found: [Int32] = []
    index.forEachTerm(sink.ids, count: sink.count) { column, _, _ in found.append(column) }
    found.sort()
    var columns: [Int32] = []
    var values: [Float] = []
    for column in found {
      if columns.last == column {
        values[values.count - 1] += 1
      } else {
        columns.append(column)
        values.append(1)
      }
    }
    weigh(&values, columns)
    return SparseVector(indices: columns, values: values, dimension: vocabulary.count)
  }

  /// Turns the counts of some columns into their weights.
  func weigh(_ values: inout [Float], _ columns: [Int32]) {
    let count = values.count
    values.withUnsafeMutableBufferPointer { values in
      columns.withUnsafeBufferPointer { columns in
        idf.withUnsafeBufferPointer { idf in
          guard let values = values.baseAddress, let columns = columns.baseAddress, let idf = idf.baseAddress
          else { return }
          weighting.weigh(values, columns, count: count, idf: idf)
        }
      }
    }
  }

  /// The rows of documents, in their order: a matrix of documents x terms.
  public func transform(_ documents: some Sequence<String>) -> SparseMatrix {
    rows(of: documents) { _, _ in }
  }

  /// The rows of documents, in their order, telling of each how many of its words are known and how many
  /// there are, as ``tokenCounts(in:)`` does, without a second scan.
  package func rows(
    of documents: some Sequence<String>, telling tell: (_ known: Int, _ total: Int) -> Void
  ) -> SparseMatrix {
    idf.withUnsafeBufferPointer { idf in
      guard let idf = idf.baseAddress else {
        // A vocabulary without terms has rows without entries.
        return makeRows(documents) { document, _ in tell(0, tokenCounts(in: document).total) }
      }
      return configuration.wordRange == (1, 1)
        ? wordRows(documents, telling: tell) : gramRows(documents, idf: idf, telling: tell)
    }
  }

  /// Words are counted as they are found.
  private func wordRows(
    _ documents: some Sequence<String>, telling tell: (_ known: Int, _ total: Int) -> Void
  ) -> SparseMatrix {
    wordRowMakers.withValue { maker in
      weighting.withFrequencies { frequencies in
        makeRows(documents) { document, entries in
          maker.lexer.scan(document, into: &maker.sink)
          maker.sink.finish()
          maker.sorter.reserve(maker.sink.foundCount)
          var (known, total) = (0, 0)
          maker.sink.flush { id, count, idf in
            maker.sorter.add(frequencies[count] * idf, column: id)
            known &+= id >= 0 ? Int(count) : 0
            total &+= id == TermIndex.stopWord ? 0 : Int(count)
          }
          tell(known, total)
          entries.append(upTo: maker.sorter.count) { columns, values in
            let count = maker.sorter.drain(columns, values)
            weighting.normalize(values, count: count)
            return count
          }
        }
      }
    }
  }

  /// The words of a document are numbered first, and looked up as n-grams then.
  private func gramRows(
    _ documents: some Sequence<String>, idf: UnsafePointer<Float>,
    telling tell: (_ known: Int, _ total: Int) -> Void
  ) -> SparseMatrix {
    gramRowMakers.withValue { maker in
      makeRows(documents) { document, entries in
        maker.sink.begin()
        maker.lexer.scan(document, into: &maker.sink)
        maker.sink.finish()
        tell(maker.sink.known, maker.sink.count)
        maker.sorter.reserve(configuration.termsPerWord * maker.sink.count + 1)
        index.forEachTerm(maker.sink.ids, count: maker.sink.count) { column, _, _ in
          maker.sorter.add(1, column: column)
        }
        appendRow(&maker.sorter, idf, to: &entries)
      }
    }
  }

  /// Appends the weighted row of terms that were collected one by one.
  @inline(__always) func appendRow(
    _ sorter: inout RowSorter, _ idf: UnsafePointer<Float>, to entries: inout EntryBuffer
  ) {
    entries.append(upTo: sorter.count) { columns, values in
      let count = RowSorter.join(columns, values, count: sorter.drain(columns, values))
      weighting.weigh(values, columns, count: count, idf: idf)
      return count
    }
  }

  /// The matrix of the rows that `append` makes of documents.
  @inline(__always) func makeRows<Documents: Sequence>(
    _ documents: Documents, _ append: (Documents.Element, inout EntryBuffer) -> Void
  ) -> SparseMatrix {
    var offsets = [0]
    var entries = EntryBuffer()
    for document in documents {
      append(document, &entries)
      offsets.append(entries.count)
      // The first documents tell how much room all will take.
      if offsets.count == 9 || offsets.count == 257 {
        let share = Double(documents.underestimatedCount) / Double(offsets.count - 1)
        entries.reserve(Int(1.1 * share * Double(entries.count)))
      }
    }
    return SparseMatrix(
      uncheckedColumnCount: vocabulary.count, rowOffsets: offsets, columnIndices: entries.terms,
      values: entries.values)
  }

  /// The places of a document where terms of the vocabulary stand, by their start, then their length.
  ///
  /// - Precondition: the document is shorter than 2 GiB.
  public func occurrences(in document: String) -> [TermOccurrence] {
    var lexer = Lexer(configuration, capacity: document.utf8.count)
    var sink = LookupSink(index.words, keepsPlaces: true)
    lexer.scan(document, into: &sink)
    sink.finish()
    let (starts, ends) = (sink.starts, sink.ends)
    var result: [TermOccurrence] = []
    index.forEachTerm(sink.ids, count: sink.count) { column, first, last in
      result.append(
        TermOccurrence(term: Int(column), range: Int(starts[first])..<Int(ends[last])))
    }
    result.sort {
      ($0.range.lowerBound, $0.range.upperBound, $0.term) < (
        $1.range.lowerBound, $1.range.upperBound, $1.term
      )
    }
    return result
  }

  /// How many of a document's words, stop words aside, the vocabulary knows, and how many there are.
  public func tokenCounts(in document: String) -> (known: Int, total: Int) {
    var lexer = Lexer(configuration, capacity: document.utf8.count)
    var sink = LookupSink(index.words)
    lexer.scan(document, into: &sink)
    sink.finish()
    return (sink.known, sink.count)
  }
}
