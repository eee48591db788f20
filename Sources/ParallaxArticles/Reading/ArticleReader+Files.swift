import Foundation

extension ArticleReader {
  /// What is known of an article before its file is opened.
  struct Known {
    var id: String
    /// Whether the id is more than the number of a line or record.
    var hasOwnID = true
    /// Whether the id was given as a number.
    var hasNumericID = false
    var outlet: String?
    var title: String?
    var date: String?
    var url: String?
    var language: String?
    var author: String?
    var event: String?
  }

  /// The first bytes of a stream, and what they say of the rest.
  struct Opening {
    /// Bytes as they were read; where the rest is records, without their byte order mark.
    var head: [UInt8]
    var layout: FileLayout
    var warnings: [String] = []
    /// The encoding of the whole stream, where `head` is all of it and decoded already.
    var encoding: String?
  }

  var limits: Decompressor.Limits {
    var limits = Decompressor.Limits()
    limits.bytes = configuration.maximumDecompressedBytes
    return limits
  }

  /// Reads standard input, or any descriptor.
  func readDescriptor<E: Error>(
    _ descriptor: Int32, name: String, _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let stream = ByteStream(
      descriptor: descriptor, path: name, chunkBytes: configuration.chunkBytes, limits: limits)
    try readStream(stream, configuration.layout, Known(id: name), body)
  }

  func readFile<E: Error>(
    _ path: String, _ known: Known, _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let stream: ByteStream
    do {
      stream = try ByteStream(path: path, chunkBytes: configuration.chunkBytes, limits: limits)
    } catch {
      try body(.failure(error))
      return
    }
    try readStream(stream, FileLayout(path: path) ?? configuration.layout, known, body)
  }

  func readStream<E: Error>(
    _ stream: consuming ByteStream, _ layout: FileLayout?, _ known: Known,
    _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let opening: Opening
    do {
      opening = try open(&stream, layout)
    } catch {
      try body(.failure(error))
      return
    }
    switch opening.layout {
    case .lines: try readLines(opening.head, &stream, known, body)
    case .table: try readTable(opening.head, &stream, known, body)
    case .warc: try readArchive(opening.head, &stream, known, body)
    case .html: try body(page(opening, &stream, known))
    case .text: try body(text(opening, &stream, known))
    }
  }

  /// Reads until it is known what the stream holds.
  private func open(_ stream: inout ByteStream, _ layout: FileLayout?) throws(ArticleError) -> Opening {
    var head = try stream.next()
    while head.count < 1 << 16, Self.firstCharacter(head) == nil {
      let more = try stream.next()
      if more.isEmpty { break }
      head += more
    }
    // What may be a page is told by more than its first bytes; other input is not waited for.
    while head.count < 1 << 10, Self.firstCharacter(head) == 0x3C {
      let more = try stream.next()
      if more.isEmpty { break }
      head += more
    }
    let isUTF16 = TextDecoding.utf16Order(head) != nil || TextDecoding.unmarkedUTF16Order(head) != nil
    // UTF-16 is decoded first, whatever it holds; a page is cut to its limit later.
    if isUTF16 {
      let bytes = try stream.rest(after: head, limit: configuration.maximumTextBytes)
      let decoded = TextDecoding.decoded(bytes)
      let utf8 = Array(decoded.text.utf8)
      if utf8.contains(0) { throw Self.binary(stream.path) }
      return Opening(
        head: utf8, layout: Self.layout(layout, utf8), warnings: decoded.warnings, encoding: decoded.encoding)
    }
    let found = Self.layout(layout, head)
    if found == .text || found == .lines || found == .table, head.contains(0) {
      throw Self.binary(stream.path)
    }
    if found == .lines || found == .table, head.starts(with: Self.byteOrderMark) {
      head.removeFirst(Self.byteOrderMark.count)
    }
    return Opening(head: head, layout: found)
  }

  /// A layout as the name tells it; a page saved as text is a page.
  private static func layout(_ named: FileLayout?, _ head: [UInt8]) -> FileLayout {
    if let named, named != .text { return named }
    let found = FileLayout(head: head)
    return named == .text && found != .html ? .text : found
  }

  /// The whole stream as the text of one article.
  private func text(
    _ opening: Opening, _ stream: inout ByteStream, _ known: Known
  ) -> Result<Article, ArticleError> {
    let path = stream.path
    do throws(ArticleError) {
      let bytes = try stream.rest(after: opening.head, limit: configuration.maximumTextBytes)
      if bytes.contains(0) { throw Self.binary(path) }
      let decoded = TextDecoding.decoded(bytes)
      var article = Article(
        id: known.id, original: decoded.text, warnings: opening.warnings + decoded.warnings)
      article.encoding = opening.encoding ?? decoded.encoding
      return .success(try finished(article, known, path: path, line: nil))
    } catch {
      return .failure(error)
    }
  }

  /// The whole stream as one page, as far as the extractor reads.
  private func page(
    _ opening: Opening, _ stream: inout ByteStream, _ known: Known
  ) -> Result<Article, ArticleError> {
    let path = stream.path
    do throws(ArticleError) {
      // One byte beyond the limit tells the extractor that there is more.
      let limit = extractor.configuration.maximumPageBytes + 1
      let bytes = try stream.start(after: opening.head, limit: limit).bytes
      var article = try located(path, nil) { () throws(ArticleError) in
        try extractor.extract(bytes, id: known.id)
      }
      article.encoding = opening.encoding ?? article.encoding
      article.warnings = opening.warnings + article.warnings
      return .success(try finished(article, known, path: path, line: nil))
    } catch {
      return .failure(error)
    }
  }

  /// What a body returns, its errors given a place.
  func located<T>(
    _ path: String, _ line: Int?, _ body: () throws(ArticleError) -> T
  ) throws(ArticleError) -> T {
    do {
      return try body()
    } catch {
      throw ArticleError(error.code, error.message, path: path, line: error.line ?? line)
    }
  }

  /// An article with what is known of it, cleaned where that is asked for.
  func finished(_ read: Article, _ known: Known, path: String, line: Int?) throws(ArticleError) -> Article {
    guard Self.holdsText(read.original) else {
      throw ArticleError(.noText, "holds no text", path: path, line: line)
    }
    var article = read
    article.id = known.id
    article.hasOwnID = known.hasOwnID
    article.hasNumericID = known.hasNumericID
    article.outlet = known.outlet?.nonEmpty ?? read.outlet
    article.url = known.url?.nonEmpty ?? read.url
    article.title = known.title?.nonEmpty ?? read.title
    article.date = known.date?.nonEmpty ?? read.date
    article.language = known.language?.nonEmpty ?? read.language
    article.author = known.author?.nonEmpty ?? read.author
    article.event = known.event?.nonEmpty
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

  private static func holdsText(_ text: String) -> Bool {
    // Nearly every text tells by its first byte.
    if let first = text.utf8.first, first > 0x20, first < 0x7F { return true }
    return text.unicodeScalars.contains { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

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
