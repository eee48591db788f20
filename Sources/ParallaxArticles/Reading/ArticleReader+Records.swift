extension ArticleReader {
  /// One article a line.
  func readLines<E: Error>(
    _ head: [UInt8], _ stream: inout ByteStream, _ known: Known,
    _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let path = stream.path
    let parser: JSONArticleParser
    do {
      parser = try JSONArticleParser(configuration.fieldNames ?? .lines)
    } catch {
      try body(.failure(ArticleError(error.code, error.message, path: path)))
      return
    }
    var scanner = LineScanner(maximumLineBytes: configuration.maximumLineBytes)
    var number = 0
    var count = 0
    func take(_ piece: LineScanner.Piece) throws(E) {
      number += 1
      guard let result = record(piece, parser, known, path: path, line: number) else { return }
      count += 1
      try body(result)
    }
    var chunk = head
    while !chunk.isEmpty {
      try scanner.scan(chunk, take)
      do {
        try stream.next(into: &chunk)
      } catch {
        try body(.failure(error))
        return
      }
    }
    try scanner.finish(take)
    if count == 0 { try body(.failure(ArticleError(.noText, "holds no record", path: path))) }
  }

  /// The article of a line; nil for a blank one.
  private func record(
    _ piece: LineScanner.Piece, _ parser: JSONArticleParser, _ known: Known, path: String, line: Int
  ) -> Result<Article, ArticleError>? {
    guard case .line(let bytes) = piece else {
      let limit = configuration.maximumLineBytes.inBinaryUnits
      return .failure(
        ArticleError(
          .limit, "the line is longer than \(limit) and was skipped; split it", path: path, line: line))
    }
    if bytes.isBlank { return nil }
    do throws(ArticleError) {
      return .success(
        try located(path, line) { () throws(ArticleError) in
          let (json, warnings) = try parser.parse(bytes)
          let found = Known(
            id: json.id ?? String(line), hasOwnID: json.id != nil, hasNumericID: json.hasNumericID,
            outlet: json.outlet ?? known.outlet,
            title: json.title, date: json.date, url: json.url, language: json.language, author: json.author,
            event: json.event)
          var article =
            json.isHTML
            ? try extractor.extract(json.text, id: found.id) : Article(id: found.id, original: json.text)
          article.warnings = warnings + article.warnings
          return try finished(article, found, path: path, line: line)
        })
    } catch {
      return .failure(error)
    }
  }

  /// One article a row of a table with a header.
  func readTable<E: Error>(
    _ head: [UInt8], _ stream: inout ByteStream, _ known: Known,
    _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let path = stream.path
    var scanner = CSVScanner(maximumRowBytes: configuration.maximumLineBytes)
    var columns: TableColumns?
    var hasFailed = false
    var count = 0
    func take(_ result: Result<CSVScanner.Row, ArticleError>) throws(E) {
      if hasFailed { return }
      switch result {
      case .failure(let error):
        count += 1
        try body(.failure(ArticleError(error.code, error.message, path: path, line: error.line)))
      case .success(let row):
        if let columns {
          count += 1
          try body(article(row, columns, known, path: path))
          return
        }
        do throws(ArticleError) {
          columns = try TableColumns(header: row.fields, names: configuration.fieldNames ?? .tables)
        } catch {
          hasFailed = true
          count += 1
          try body(.failure(ArticleError(error.code, error.message, path: path, line: row.line)))
        }
      }
    }
    var chunk = head
    while !chunk.isEmpty, !hasFailed {
      try scanner.scan(chunk, take)
      do {
        chunk = try stream.next()
      } catch {
        try body(.failure(error))
        return
      }
    }
    try scanner.finish(take)
    if count == 0 { try body(.failure(ArticleError(.noText, "holds no record", path: path))) }
  }

  private func article(
    _ row: CSVScanner.Row, _ columns: TableColumns, _ known: Known, path: String
  ) -> Result<Article, ArticleError> {
    do throws(ArticleError) {
      return .success(
        try located(path, row.line) { () throws(ArticleError) in
          let found = Known(
            id: columns.value(.id, row.fields) ?? String(row.line),
            hasOwnID: columns.value(.id, row.fields) != nil,
            outlet: columns.value(.outlet, row.fields) ?? known.outlet,
            title: columns.value(.title, row.fields), date: columns.value(.date, row.fields),
            url: columns.value(.url, row.fields), language: columns.value(.language, row.fields),
            author: columns.value(.author, row.fields), event: columns.value(.event, row.fields))
          if let html = columns.value(.html, row.fields), columns.value(.text, row.fields) == nil {
            return try finished(try extractor.extract(html, id: found.id), found, path: path, line: row.line)
          }
          let text = columns.value(.text, row.fields) ?? ""
          return try finished(Article(id: found.id, original: text), found, path: path, line: row.line)
        })
    } catch {
      return .failure(error)
    }
  }
}

/// Which column of a table holds what.
struct TableColumns {
  enum Field: Int { case text, html, id, title, outlet, date, url, language, author, event }

  private let columns: [Int?]

  /// - Throws: ``ArticleError`` of code `malformed` where no column holds a text.
  init(header: [String], names: FieldNames) throws(ArticleError) {
    let folded = header.map { PageMetadata.plain($0).lowercased() }
    columns = names.lists.map { list in
      list.lazy.compactMap { name in folded.firstIndex(of: name.lowercased()) }.first
    }
    if columns[Field.text.rawValue] == nil, columns[Field.html.rawValue] == nil {
      throw ArticleError(
        .malformed,
        "found the columns \(header.joined(separator: ", ")); one must hold the text: name it text, or say "
          + "which; or name files in a column path"
      )
    }
  }

  /// A field of a row; nil where there is none or it is empty.
  func value(_ field: Field, _ row: [String]) -> String? {
    guard let column = columns[field.rawValue], column < row.count else { return nil }
    return row[column].nonEmpty
  }
}
