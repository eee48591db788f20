import Foundation

extension ArticleReader {
  /// Reads the files that a manifest names; an article's id is its path as the manifest gives it.
  func readManifest<E: Error>(
    _ path: String, _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let rows: [(line: Int, known: Known, path: String)]
    do {
      rows = try manifestRows(path)
    } catch {
      try body(.failure(ArticleError(error.code, error.message, path: path, line: error.line)))
      return
    }
    if rows.isEmpty { try body(.failure(ArticleError(.noText, "the manifest names no article", path: path))) }
    // Foundation's own way to the folder of a name crashes on one of a single letter.
    let folder = path.contains("/") ? (path as NSString).deletingLastPathComponent : ""
    for row in rows {
      if row.path.isEmpty {
        try body(.failure(ArticleError(.malformed, "the row has no path", path: path, line: row.line)))
        continue
      }
      let file = row.path.hasPrefix("/") ? row.path : (folder as NSString).appendingPathComponent(row.path)
      try readFile(file, row.known) { (result: Result<Article, ArticleError>) throws(E) in
        try body(result.mapError { Self.located($0, manifest: path, row: row.line) })
      }
    }
  }

  /// An error of a file, as an error of the row that names it.
  private static func located(_ error: ArticleError, manifest: String, row: Int) -> ArticleError {
    ArticleError(error.code, error.description, path: manifest, line: row)
  }

  /// Names of columns, as far as a message holds them.
  private static func listed(_ columns: [String]) -> String {
    let names = columns.joined(separator: ", ")
    return names.count > 120 ? names.prefix(120) + "…" : names
  }

  private func manifestRows(_ path: String) throws(ArticleError) -> [(line: Int, known: Known, path: String)]
  {
    var stream = try ByteStream(path: path, chunkBytes: configuration.chunkBytes)
    let bytes = try stream.rest(limit: configuration.maximumTextBytes)
    let text = TextDecoding.decode(bytes).text
    if let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[" {
      throw ArticleError(
        .malformed,
        "this is JSON, and a manifest is a table in CSV; give records of articles without --manifest")
    }
    let rows = try CSVTable(text).rows
    guard let header = rows.first else { throw ArticleError(.noText, "the manifest is empty") }
    let columns = header.fields.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
    guard columns.contains("path") else {
      throw ArticleError(
        .malformed, "found the columns \(Self.listed(columns)); one must be named path",
        line: header.line)
    }
    return rows.dropFirst().map { row in
      func value(_ names: String...) -> String? { value(names) }
      func value(_ names: [String]) -> String? {
        for name in names {
          guard let column = columns.firstIndex(of: name.lowercased()), column < row.fields.count else {
            continue
          }
          let field = row.fields[column].trimmingCharacters(in: .whitespaces)
          if !field.isEmpty { return field }
        }
        return nil
      }
      let file = value("path") ?? ""
      let known = Known(
        id: value("id") ?? file, outlet: value(configuration.fieldNames?.outlet ?? ["outlet", "source"]),
        title: value("title"),
        date: value("date"),
        url: value("url"), language: value("language"), author: value("author"), event: value("event"))
      return (row.line, known, file)
    }
  }
}
