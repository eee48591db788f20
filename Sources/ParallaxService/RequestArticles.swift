import Foundation
import Parallax

/// The articles of a request, in the order given, each read or with what is wrong with it.
///
/// JSON is one article or `{"articles": […]}`; NDJSON has an article a line; a text or a page is one article.
struct RequestArticles: Sendable {
  typealias Entry = Result<Article, ArticleError>

  let entries: [Entry]
  /// Whether the answer is to be a line for each article, as the request was.
  let isLines: Bool

  private static let reader = ArticleReader(
    configuration: .init(
      maximumLineBytes: 4 << 20, maximumTextBytes: 16 << 20, maximumDecompressedBytes: 16 << 20))

  /// Refuses fields that nothing reads: an option that is misspelt would change nothing, and nobody would know.
  ///
  /// - Parameters:
  ///   - fields: The fields of a body of JSON.
  ///   - options: What is read beside the articles.
  static func check(_ fields: RequestFields, options: [String] = []) throws(ServiceError) {
    if options.contains("gazetteer"), fields["actors"] != nil {
      throw ServiceError(.invalid, "\"actors\" is no field; expected them as \"gazetteer\"")
    }
    try fields.allow(articleFields.filter { !options.contains($0) } + ["articles"] + options)
    guard fields["articles"] != nil else { return }
    for name in articleFields where !options.contains(name) && fields[name] != nil {
      throw ServiceError(
        .invalid, "\"\(name)\" has no meaning beside \"articles\"; give it in each of the articles")
    }
  }

  /// Reads the articles of a body that is not JSON, or of the fields of one that is.
  init(
    _ request: ServiceRequest, fields: RequestFields?, limit: Int
  ) throws(ServiceError) {
    isLines =
      fields == nil && ["application/x-ndjson", "application/jsonl"].contains(request.mediaType ?? "")
    if let fields {
      entries = try Self.entries(fields, limit: limit)
    } else if request.mediaType == "text/html" {
      entries = Self.read(request.body, .html, named: "page")
    } else if request.mediaType == "text/plain" {
      entries = Self.read(request.body, .text, named: "text")
    } else {
      entries = Self.read(request.body, .lines, named: "body")
    }
    guard entries.count <= limit else {
      throw ServiceError(
        .tooLarge, "found \(entries.count) articles, expected \(limit) at most; send fewer in one request")
    }
  }

  /// The longest text of an article: no news is longer, and what is said of a text may be fifty times as long.
  private static let maximumTextBytes = 1 << 20

  /// The articles, all of which must be readable.
  ///
  /// - Throws: ``ServiceError`` that tells of the first that is not, by its number.
  func articles() throws(ServiceError) -> [Article] {
    var result: [Article] = []
    for (index, entry) in entries.enumerated() {
      switch entry {
      case .success(let article): result.append(article)
      case .failure(let error):
        let place = entries.count == 1 ? "" : "article \(index + 1): "
        throw ServiceError(
          error.code == .noText ? .noText : error.code == .limit ? .tooLarge : .malformed,
          place + error.message)
      }
    }
    return result
  }

  private static func entries(_ fields: RequestFields, limit: Int) throws(ServiceError) -> [Entry] {
    guard let value = fields["articles"] else {
      var article: [String: Any] = [:]
      for name in articleFields { article[name] = fields[name] }
      return [try record(article, number: nil)]
    }
    guard let list = value as? [Any] else {
      throw ServiceError(.invalid, "\"articles\" is not a list of articles")
    }
    guard list.count <= limit else {
      throw ServiceError(
        .tooLarge, "found \(list.count) articles, expected \(limit) at most; send fewer in one request")
    }
    var result: [Entry] = []
    for (index, item) in list.enumerated() {
      guard let article = item as? [String: Any] else {
        throw ServiceError(.malformed, "article \(index + 1) is not a JSON object")
      }
      result.append(try record(article, number: index + 1))
    }
    return result
  }

  /// Whether the fields of a body are an article, or hold some; `option` is a field that means something else there.
  static func holdsArticles(_ fields: RequestFields, beside option: String) -> Bool {
    (["articles"] + articleFields).contains { $0 != option && fields[$0] != nil }
  }

  private static let articleFields = [
    "id", "text", "content", "body", "html", "title", "outlet", "source", "date", "url", "language", "author",
    "event",
  ]

  private static func record(_ article: [String: Any], number: Int?) throws(ServiceError) -> Entry {
    let place = number.map { "article \($0): " } ?? ""
    let fields = RequestFields(object: article)
    // Of crawled lines the reader takes what it can; who sends JSON is told what is wrong with it.
    for name in articleFields {
      do throws(ServiceError) {
        try fields.requireText(name, orInteger: name == "id" || name == "event")
      } catch {
        throw ServiceError(error.code, place + error.message)
      }
    }
    var article = article
    if article["id"] == nil || article["id"] is NSNull { article["id"] = String(number ?? 1) }
    let bytes: [UInt8]
    do { bytes = try ServiceJSON.encode(fields: article) } catch {
      throw ServiceError(.malformed, "article \(number ?? 1) cannot be read: \(error)")
    }
    let entries = read(bytes, .lines, named: "article")
    // Who sends an article by itself is told at once; of crawled lines the others are worth more than a day.
    if let date = article["date"] as? String, !date.isEmpty, case .success(let read)? = entries.first,
      read.date == nil
    {
      throw ServiceError(
        .invalid, place + "the date \"\(date.prefix(40))\" is no day; write it like 2017-01-25")
    }
    return entries.first ?? .failure(ArticleError(.noText, "holds no text"))
  }

  private static func read(_ bytes: [UInt8], _ layout: FileLayout, named name: String) -> [Entry] {
    var entries: [Entry] = []
    reader.read(bytes, name: name, layout: layout) { entry in
      entries.append(
        entry.flatMap { article in
          let count = article.text.utf8.count
          return count <= maximumTextBytes
            ? .success(article)
            : .failure(
              ArticleError(.limit, "the text has \(count) bytes; expected \(maximumTextBytes) at most"))
        })
    }
    return entries
  }
}
