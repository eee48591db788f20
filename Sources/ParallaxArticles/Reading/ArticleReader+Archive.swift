extension ArticleReader {
  /// One article a page of a web archive (WARC 1.0 and 1.1).
  ///
  /// Pages are responses with HTML, and records of text, as converted archives have them; other records are
  /// passed over.
  func readArchive<E: Error>(
    _ head: [UInt8], _ stream: inout ByteStream, _ known: Known,
    _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let path = stream.path
    var scanner = WARCScanner(maximumContentBytes: extractor.configuration.maximumPageBytes + (64 << 10))
    var count = 0
    func take(_ result: Result<WARCScanner.Record, ArticleError>) throws(E) {
      switch result {
      case .failure(let error):
        count += 1
        try body(.failure(ArticleError(error.code, error.message, path: path)))
      case .success(let record):
        guard let content = record.page else { return }
        count += 1
        try body(article(record, content, number: count, known, path: path))
      }
    }
    var chunk = head
    while !chunk.isEmpty {
      try scanner.scan(chunk, take)
      if scanner.hasFailed { return }
      do {
        chunk = try stream.next()
      } catch {
        try body(.failure(error))
        return
      }
    }
    try scanner.finish(take)
    if count == 0 { try body(.failure(ArticleError(.noText, "holds no page", path: path))) }
  }

  private func article(
    _ record: WARCScanner.Record, _ content: WARCScanner.Page, number: Int, _ known: Known, path: String
  ) -> Result<Article, ArticleError> {
    do throws(ArticleError) {
      let url = record.header("warc-target-uri")
      let found = Known(
        id: record.header("warc-record-id") ?? String(number),
        hasOwnID: record.header("warc-record-id") != nil, outlet: known.outlet, url: url,
        language: known.language)
      return .success(
        try located(url.map { "\(path) (\($0))" } ?? path, nil) { () throws(ArticleError) in
          var article: Article
          if content.isHTML {
            article = try extractor.extract(content.bytes, id: found.id)
          } else {
            let decoded = TextDecoding.decoded(content.bytes)
            article = Article(id: found.id, original: decoded.text, warnings: decoded.warnings)
            article.encoding = decoded.encoding
          }
          if record.isCut { article.warnings.append("the record is longer than the limit and was cut") }
          return try finished(article, found, path: path, line: nil)
        })
    } catch {
      return .failure(error)
    }
  }
}
