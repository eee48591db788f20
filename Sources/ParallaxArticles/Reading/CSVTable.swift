/// The rows of a comma-separated file, or of one with another separator, that is small enough to hold.
package struct CSVTable {
  package let rows: [CSVScanner.Row]

  /// Parses a text.
  ///
  /// - Throws: ``ArticleError`` with code `malformed` and the line where a quoted field begins that never
  ///   ends, or where something follows a closing quote.
  package init(_ text: String, separator: UInt8 = 0x2C) throws(ArticleError) {
    var rows: [CSVScanner.Row] = []
    var scanner = CSVScanner(separator: separator, maximumRowBytes: .max)
    func take(_ result: Result<CSVScanner.Row, ArticleError>) throws(ArticleError) {
      rows.append(try result.get())
    }
    try scanner.scan(Array(text.utf8), take)
    try scanner.finish(take)
    self.rows = rows
  }
}
