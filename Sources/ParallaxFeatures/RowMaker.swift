import ParallaxText

/// What one thread makes the rows of documents with: memory that is worth keeping from document to document.
struct RowMaker<Sink: WordSink & ~Copyable>: ~Copyable {
  /// Finds the words of a document.
  var lexer: Lexer
  /// Looks them up.
  var sink: Sink
  /// Puts the entries of a row into their order.
  var sorter: RowSorter

  init(_ configuration: TFIDFVectorizer.Configuration, sink: consuming Sink, columnCount: Int) {
    lexer = Lexer(configuration)
    self.sink = sink
    sorter = RowSorter(columnCount: columnCount)
  }
}
