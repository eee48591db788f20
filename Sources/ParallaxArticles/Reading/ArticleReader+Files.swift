import Foundation

extension ArticleReader {
  /// What is known of an article before its file is opened.
  struct Known {
    var id: String
    var outlet: String?
    var title: String?
    var date: String?
    var url: String?
    var language: String?
  }

  /// How a file is laid out.
  enum Layout {
    case text, lines, unknown

    init(path: String) {
      switch (path as NSString).pathExtension.lowercased() {
      case "txt": self = .text
      case "jsonl", "ndjson", "json": self = .lines
      default: self = .unknown
      }
    }
  }

  /// The first bytes of a stream, and what they say of the rest.
  private struct Opening {
    /// UTF-8, or unknown bytes; byte order mark removed where the rest is JSON Lines.
    var head: [UInt8]
    var isLines: Bool
    var warnings: [String] = []
  }

  /// Reads standard input, or any descriptor.
  func readDescriptor<E: Error>(
    _ descriptor: Int32, name: String, _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let stream = ByteStream(descriptor: descriptor, path: name, chunkBytes: configuration.chunkBytes)
    try readStream(stream, .unknown, Known(id: name), body)
  }

  func readFile<E: Error>(
    _ path: String, _ known: Known, _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let stream: ByteStream
    do {
      stream = try ByteStream(path: path, chunkBytes: configuration.chunkBytes)
    } catch {
      try body(.failure(error))
      return
    }
    try readStream(stream, Layout(path: path), known, body)
  }

  private func readStream<E: Error>(
    _ stream: consuming ByteStream, _ layout: Layout, _ known: Known,
    _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let opening: Opening
    do {
      opening = try open(&stream, layout)
    } catch {
      try body(.failure(error))
      return
    }
    if opening.isLines {
      try readLines(opening.head, &stream, known, body)
    } else {
      try body(text(opening, &stream, known))
    }
  }

  /// Reads until it is known what the stream holds.
  private func open(_ stream: inout ByteStream, _ layout: Layout) throws(ArticleError) -> Opening {
    let path = stream.path
    var head = try stream.next()
    while head.count < 1 << 16, Self.firstCharacter(head) == nil {
      let more = try stream.next()
      if more.isEmpty { break }
      head += more
    }
    var warnings: [String] = []
    if TextDecoding.utf16Order(head) != nil {
      let bytes = try stream.rest(after: head, limit: configuration.maximumTextBytes)
      let (text, notes) = TextDecoding.decode(bytes)
      (head, warnings) = (Array(text.utf8), notes)
    }
    if head.contains(0) { throw Self.binary(path) }
    let isLines = layout == .lines || layout == .unknown && Self.firstCharacter(head) == 0x7B
    if isLines, head.starts(with: Self.byteOrderMark) { head.removeFirst(Self.byteOrderMark.count) }
    return Opening(head: head, isLines: isLines, warnings: warnings)
  }

  /// The whole stream as the text of one article.
  private func text(
    _ opening: Opening, _ stream: inout ByteStream, _ known: Known
  ) -> Result<Article, ArticleError> {
    let path = stream.path
    do throws(ArticleError) {
      let bytes = try stream.rest(after: opening.head, limit: configuration.maximumTextBytes)
      if bytes.contains(0) { throw Self.binary(path) }
      let (text, warnings) = TextDecoding.decode(bytes)
      return .success(try article(text, known, opening.warnings + warnings, path: path, line: nil))
    } catch {
      return .failure(error)
    }
  }

  /// One article a line.
  private func readLines<E: Error>(
    _ head: [UInt8], _ stream: inout ByteStream, _ known: Known,
    _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let path = stream.path
    var scanner = LineScanner(maximumLineBytes: configuration.maximumLineBytes)
    var number = 0
    var count = 0
    func take(_ piece: LineScanner.Piece) throws(E) {
      number += 1
      guard let result = record(piece, known, path: path, line: number) else { return }
      count += 1
      try body(result)
    }
    var chunk = head
    while !chunk.isEmpty {
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

  /// The article of a line; nil for a blank one.
  private func record(
    _ piece: LineScanner.Piece, _ known: Known, path: String, line: Int
  ) -> Result<Article, ArticleError>? {
    guard case .line(let bytes) = piece else {
      let limit = configuration.maximumLineBytes.inBinaryUnits
      return .failure(
        ArticleError(
          .limit, "the line is longer than \(limit) and was skipped; split it", path: path, line: line))
    }
    if bytes.isSpace(bytes.indices) { return nil }
    do {
      let (repaired, warnings) = TextDecoding.decode(bytes)
      let json = try JSONArticle.parse(warnings.isEmpty ? bytes : Array(repaired.utf8))
      let found = Known(
        id: json.id ?? String(line), outlet: json.outlet ?? known.outlet, title: json.title, date: json.date,
        url: json.url, language: json.language)
      return .success(try article(json.text, found, warnings, path: path, line: line))
    } catch {
      return .failure(ArticleError(error.code, error.message, path: path, line: line))
    }
  }

  /// An article, cleaned where that is asked for.
  private func article(
    _ text: String, _ known: Known, _ warnings: [String], path: String, line: Int?
  ) throws(ArticleError) -> Article {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }) else {
      throw ArticleError(.noText, "holds no text", path: path, line: line)
    }
    var article = Article(
      id: known.id, outlet: known.outlet?.nonEmpty, url: known.url?.nonEmpty, title: known.title?.nonEmpty,
      date: known.date?.nonEmpty, language: known.language?.nonEmpty, original: text, warnings: warnings)
    guard let cleaner else {
      article.normalizeDate()
      return article
    }
    article = cleaner.clean(article)
    if article.text.isEmpty {
      throw ArticleError(.noText, "nothing is left of the text after cleaning", path: path, line: line)
    }
    return article
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func binary(_ path: String) -> ArticleError {
    ArticleError(
      .noText, "binary: holds NUL bytes; expected text in UTF-8, or UTF-16 with a mark", path: path)
  }

  /// The first byte that is neither white space nor part of a byte order mark.
  private static func firstCharacter(_ bytes: [UInt8]) -> UInt8? {
    let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    return bytes[start...].first { $0 > 0x20 }
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}
