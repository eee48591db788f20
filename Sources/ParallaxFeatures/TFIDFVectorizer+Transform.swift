import ParallaxMath
import ParallaxText

extension TFIDFVectorizer {
  /// The row of one document; terms outside the vocabulary are ignored, a document without a known term
  /// gives an empty row.
  ///
  /// - Complexity: O(bytes + n log n) in the document's own terms; nothing depends on the vocabulary.
  public func transform(_ document: String) -> SparseVector {
    var lexer = Lexer(configuration)
    var sink = LookupSink(index)
    sink.begin(capacity: document.utf8.count + 1)
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
    let count = values.count
    values.withUnsafeMutableBufferPointer { values in
      columns.withUnsafeBufferPointer { columns in
        idf.withUnsafeBufferPointer { idf in
          guard let values = values.baseAddress, let columns = columns.baseAddress, let idf = idf.baseAddress
          else { return }
          weighting.apply(values, columns, count: count, idf: idf)
        }
      }
    }
    return SparseVector(indices: columns, values: values, dimension: vocabulary.count)
  }

  /// The rows of documents, in their order: a matrix of documents x terms.
  public func transform(_ documents: some Sequence<String>) -> SparseMatrix {
    var lexer = Lexer(configuration)
    var sink = LookupSink(index)
    let sorter = RowSorter(columnCount: vocabulary.count)
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    for document in documents {
      sink.begin(capacity: document.utf8.count + 1)
      lexer.scan(document, into: &sink)
      sink.finish()
      var terms = 0
      index.forEachTerm(sink.ids, count: sink.count) { column, _, _ in
        sorter.add(1, column: Int(column))
        terms &+= 1
      }
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: terms + 1) { rowColumns in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: terms + 1) { rowValues in
          guard let firstColumn = rowColumns.baseAddress, let firstValue = rowValues.baseAddress else {
            return
          }
          let count = finishRow(sorter, firstColumn, firstValue)
          columns.append(contentsOf: UnsafeBufferPointer(rebasing: rowColumns[..<count]))
          values.append(contentsOf: UnsafeBufferPointer(rebasing: rowValues[..<count]))
        }
      }
      offsets.append(columns.count)
    }
    return SparseMatrix(
      uncheckedColumnCount: vocabulary.count, rowOffsets: offsets, columnIndices: columns, values: values)
  }

  /// The places of a document where terms of the vocabulary stand, by their start, then their length.
  public func occurrences(in document: String) -> [TermOccurrence] {
    var lexer = Lexer(configuration)
    var sink = LookupSink(index, keepsRanges: true)
    sink.begin(capacity: document.utf8.count + 1)
    lexer.scan(document, into: &sink)
    sink.finish()
    let ranges = sink.ranges
    var result: [TermOccurrence] = []
    index.forEachTerm(sink.ids, count: sink.count) { column, first, last in
      result.append(
        TermOccurrence(term: Int(column), range: ranges[first].lowerBound..<ranges[last].upperBound))
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
    var lexer = Lexer(configuration)
    var sink = LookupSink(index)
    sink.begin(capacity: document.utf8.count + 1)
    lexer.scan(document, into: &sink)
    sink.finish()
    return (sink.known, sink.count)
  }
}
