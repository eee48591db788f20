import Foundation
import Parallax
import ParallaxCorpus

extension ArticleService {
  private static let jsonTypes = ["application/json"]
  private static let articleTypes = [
    "application/json", "application/x-ndjson", "application/jsonl", "text/plain", "text/html",
  ]

  /// The encodings that a body may have: UTF-8, and of texts what is read where they are not UTF-8.
  private static let readCharsets = [
    "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252",
  ]

  /// The fields of a body of JSON; nil where it is of another kind that is read.
  func fields(
    _ request: ServiceRequest, allowing types: [String] = articleTypes
  ) throws(ServiceError) -> RequestFields? {
    if let encoding = request.headers["content-encoding"]?.lowercased(), encoding != "identity" {
      var error = ServiceError(
        .unsupportedMediaType,
        "the body is compressed (content-encoding: \(encoding.prefix(40))); send it as it is")
      error.headers["accept-encoding"] = "identity"
      throw error
    }
    guard let type = request.mediaType, types.contains(type) else {
      throw ServiceError(
        .unsupportedMediaType,
        "found the content type \"\(request.headers["content-type"] ?? "")\"; expected \(types.joined(separator: ", "))"
      )
    }
    if let charset = request.charset, !Self.readCharsets.contains(charset) {
      throw ServiceError(
        .unsupportedMediaType, "found the encoding \"\(charset.prefix(40))\"; send the body as UTF-8")
    }
    return type == "application/json" ? try RequestFields(json: request.body) : nil
  }

  func clean(_ request: ServiceRequest) throws -> ServiceResponse {
    let fields = try fields(request)
    if let fields { try RequestArticles.check(fields) }
    let articles = try RequestArticles(request, fields: fields, limit: limit(request))
    return try each(articles, of: request) { try ServiceJSON.encode(ArticleRecord($0)) }
  }

  func score(_ request: ServiceRequest) throws -> ServiceResponse {
    let fields = try fields(request)
    if let fields { try RequestArticles.check(fields, options: ["gazetteer"]) }
    let articles = try RequestArticles(request, fields: fields, limit: limit(request))
    let gazetteer = try gazetteer(fields)
    // What is wrong with a request is said while the models are being loaded too.
    let profiler = try engine().profiler(gazetteer)
    return try each(articles, of: request) { ArticleProfileRecord($0, profiler.profile(of: $0)).json }
  }

  func summarize(_ request: ServiceRequest) throws -> ServiceResponse {
    let fields = try fields(request)
    if let fields { try RequestArticles.check(fields, options: ["method", "length", "query"]) }
    let articles = try RequestArticles(request, fields: fields, limit: limit(request))
    let options = fields ?? RequestFields(query: request.query)
    let name = try options.string("method") ?? SummaryMethod.textRank.rawValue
    guard let method = SummaryMethod(named: name), method != .learned else {
      let names = SummaryMethod.allCases.filter { $0 != .learned }.map(\.rawValue)
      throw ServiceError(.invalid, "\"\(name)\" is no method; expected \(names.joined(separator: ", "))")
    }
    let length = try SummaryLength(parsing: options.length("length") ?? "3")
    let query = try options.string("query")
    guard query == nil || method.takesQuery else {
      throw ServiceError(.invalid, "\"query\" has no meaning for \(method.rawValue)")
    }
    let context = SummaryMethod.Context(query: query)
    // What can fail about a method fails before the first article.
    _ = try method.summarizer(in: context, configuration: .init())
    return try each(articles, of: request) { article in
      var context = context
      context.title = article.title
      let summarizer = try method.summarizer(in: context, configuration: .init())
      let summary = summarizer.summary(of: article.text, length: length)
      return try ServiceJSON.encode(SummaryRecord(article, summary))
    }
  }

  func compare(_ request: ServiceRequest) throws -> ServiceResponse {
    let engine = try engine()
    let limit = configuration.maximumComparedArticles
    let fields = try fields(
      request, allowing: ["application/json", "application/x-ndjson", "application/jsonl"])
    if let fields { try RequestArticles.check(fields, options: ["keys", "event", "gazetteer", "length"]) }
    var articles: [Article] = []
    let keys = try fields?.strings("keys", maximum: limit) ?? []
    let event = try fields?.string("event")
    if let fields, keys.isEmpty, event == nil, !RequestArticles.holdsArticles(fields, beside: "event") {
      throw ServiceError(
        .invalid, "nothing to compare; give \"articles\", or the \"keys\" or an \"event\" of the corpus")
    }
    let holdsOwn = fields.map { RequestArticles.holdsArticles($0, beside: "event") } ?? true
    if holdsOwn {
      let own = fields == nil ? limit : min(limit, configuration.maximumArticles)
      articles = try RequestArticles(request, fields: fields, limit: own).articles().map(Self.cleaned)
    }
    articles += try stored(keys, event: event, limit: limit)
    guard articles.count <= limit else { throw Self.tooMany(articles.count, limit) }
    let length = try SummaryLength(parsing: fields?.length("length") ?? "3")
    let analyzer = ArticleAnalyzer(classifiers: engine.analyzer.classifiers, summaryLength: length)
    metrics.count(articles: articles.count)
    let gazetteer = try gazetteer(fields)
    let timer = WorkTimer(configuration.maximumComparisonTime) { self.isEnding || request.isAbandoned }
    var options = engine.comparison
    options.isStopped = { timer.isOver() }
    let report = analyzer.compare(
      articles, gazetteer: gazetteer, stance: engine.stance(gazetteer), wording: engine.wording,
      options: options)
    guard !timer.hasStopped else {
      if isEnding {
        throw ServiceError(.unavailable, "the service is to end; send the comparison again later")
      }
      try request.checkClient()
      throw ServiceError(
        .tooLarge,
        "the comparison took longer than \(configuration.maximumComparisonTime) and was given up; send fewer or shorter "
          + "articles")
    }
    guard request.headers["accept"]?.lowercased().hasPrefix("text/html") == true else {
      return .json(try report.json())
    }
    // The report has a policy of its own for the script within it, and runs from a file: here it is only saved.
    return ServiceResponse(
      headers: [
        "content-type": "text/html; charset=utf-8",
        "content-disposition": "attachment; filename=\"report.html\"",
      ], body: Array(HTMLReport(report, articles: articles).html().utf8))
  }

  /// The articles of the corpus that have one of the keys or belong to the event, each once.
  private func stored(_ keys: [String], event: String?, limit: Int) throws -> [Article] {
    if keys.isEmpty, event == nil { return [] }
    let corpus = try openCorpus()
    var found = try corpus.articles(keys)
    if let event {
      let filter = CorpusFilter(event: event)
      let count = try corpus.count(filter)
      guard count > 0 else { throw ServiceError(.notFound, "the corpus knows no event \"\(event)\"") }
      guard count <= limit else { throw Self.tooMany(count, limit) }
      found += try corpus.articles(corpus.entries(filter, limit: count).map(\.key))
    }
    // An article may be named twice: by its key and its id, or by a key and its event.
    var seen: Set<String> = []
    return found.filter { seen.insert($0.key).inserted }.map(\.article)
  }

  private static func tooMany(_ count: Int, _ limit: Int) -> ServiceError {
    ServiceError(
      .tooLarge,
      "found \(count) articles to compare, expected \(limit) at most; name fewer by their \"keys\", or send fewer"
    )
  }

  private func gazetteer(_ fields: RequestFields?) throws -> Gazetteer? {
    guard let object = fields?["gazetteer"] else { return nil }
    guard object is [String: Any] else {
      throw ServiceError(.invalid, "\"gazetteer\" is not a JSON object")
    }
    return try Gazetteer(json: Data(ServiceJSON.encode(object: object)))
  }

  /// How many articles a request may hold: streams are bounded by the length of the body alone.
  private func limit(_ request: ServiceRequest) -> Int {
    request.mediaType == "application/json" ? configuration.maximumArticles : .max
  }

  /// An answer for each article, cleaned: `{"results": […]}`, or a line each where the request had lines, in
  /// which an article that cannot be read has a line that tells why.
  private func each(
    _ articles: RequestArticles, of request: ServiceRequest,
    _ answer: @escaping @Sendable (Article) throws -> [UInt8]
  ) throws -> ServiceResponse {
    guard articles.isLines else {
      let articles = try articles.articles()
      metrics.count(articles: articles.count)
      return .json(
        ServiceJSON.envelope(
          "results",
          try articles.map {
            try request.checkClient()
            return try answer(Self.cleaned($0))
          }))
    }
    metrics.count(articles: articles.entries.count)
    let entries = articles.entries
    var response = ServiceResponse(headers: ["content-type": "application/x-ndjson; charset=utf-8"])
    response.body = .stream(
      ResponseStream(count: entries.count) { index in
        do {
          return try answer(Self.cleaned(entries[index].get())) + [0x0A]
        } catch {
          return Self.line(error) + [0x0A]
        }
      })
    return response
  }

  static func cleaned(_ article: Article) throws(ServiceError) -> Article {
    let clean = ArticleCleaner().clean(article)
    if clean.text.isEmpty {
      throw ServiceError(.noText, "article \"\(article.id)\": nothing is left of the text after cleaning")
    }
    return clean
  }

  /// The line that stands for an article that could not be read.
  private static func line(_ error: any Error) -> [UInt8] {
    let fault: ServiceError
    var line: Int?
    switch error {
    case let error as ArticleError:
      fault = ServiceError(
        error.code == .noText ? .noText : error.code == .limit ? .tooLarge : .malformed, error.message)
      line = error.line
    case let error as ServiceError: fault = error
    default: fault = ServiceError(.internal, "\(error)")
    }
    var object: [String: Any] = ["error": ["code": fault.code.rawValue, "message": fault.message]]
    if let line { object["line"] = line }
    return (try? ServiceJSON.encode(object: object)) ?? Array("{\"error\":{\"code\":\"internal\"}}".utf8)
  }
}
