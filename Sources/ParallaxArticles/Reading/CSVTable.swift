/// The rows of a comma-separated file that is small enough to hold, such as a manifest.
struct CSVTable {
  let rows: [CSVScanner.Row]

  /// Parses a text.
  ///
  /// - Throws: ``ArticleError`` with code `malformed` and the line where a quoted field begins that never
  ///   ends, or where something follows a closing quote.
  init(_ text: String) throws(ArticleError) {
    var rows: [CSVScanner.Row] = []
    var scanner = CSVScanner(maximumRowBytes: .max)
    func take(_ result: Result<CSVScanner.Row, ArticleError>) throws(ArticleError) {
      rows.append(try result.get())
    }
    try scanner.scan(Array(text.utf8), take)
    try scanner.finish(take)
    self.rows = rows
  }
}
