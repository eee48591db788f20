import Foundation
import Parallax
import ParallaxCorpus

extension ArticleService {
  func search(_ request: ServiceRequest) throws -> ServiceResponse {
    guard let fields = try fields(request, allowing: ["application/json"]) else {
      throw ServiceError(.malformed, "the body is not a JSON object")
    }
    try fields.allow(["query", "limit", "offset"] + Self.filterNames)
    guard let text = try fields.string("query", maximum: 1000) else {
      throw ServiceError(.invalid, "\"query\" is missing; give the words to look for")
    }
    struct Found: Encodable {
      let hits: [Corpus.SearchResult.Hit]
      let total: Int
      let warnings: [String]
    }
    let filter = try Self.filter(fields)
    let corpus = try openCorpus()
    let result = try corpus.search(
      SearchQuery(text), filter: filter, limit: fields.integer("limit", in: 1...100) ?? 20,
      offset: fields.integer("offset", in: 0...100_000) ?? 0)
    return try .json(
      encoding: Found(hits: result.hits, total: result.total, warnings: corpus.unknownValues(of: filter)))
  }

  func statistics() throws -> ServiceResponse { try .json(encoding: openCorpus().statistics()) }

  func list(_ request: ServiceRequest) throws -> ServiceResponse {
    struct Listing: Encodable {
      let articles: [CorpusEntry]
      let total: Int
      let warnings: [String]
    }
    let fields = RequestFields(query: request.query)
    try fields.allow(["limit", "offset"] + Self.filterNames)
    let filter = try Self.filter(fields)
    let corpus = try openCorpus()
    return try .json(
      encoding:
        Listing(
          articles: corpus.entries(
            filter, limit: fields.integer("limit", in: 1...1000) ?? 100,
            offset: fields.integer("offset", in: 0...10_000_000) ?? 0),
          total: corpus.count(filter), warnings: corpus.unknownValues(of: filter)))
  }

  func show(_ key: String) throws -> ServiceResponse {
    let corpus = try openCorpus()
    return .json(try CorpusRecord(corpus.article(key), in: corpus).json())
  }

  func add(_ request: ServiceRequest) throws -> ServiceResponse {
    struct Added: Encodable {
      struct Entry: Encodable {
        let id, key: String
        let state: String
      }
      let results: [Entry]
    }
    let corpus = try writableCorpus()
    let engine = try engine()
    let fields = try fields(request)
    let event = try fields?.string("event", maximum: 200)
    if let fields { try RequestArticles.check(fields, options: ["event"]) }
    let articles = try RequestArticles(request, fields: fields, limit: configuration.maximumArticles)
      .articles().map(Self.cleaned)
    metrics.count(articles: articles.count)
    let additions = try engine.scorer.add(articles, to: corpus, event: event)
    return try .json(
      encoding:
        Added(
          results: zip(articles, additions).map {
            .init(id: $0.id, key: $1.key, state: $1.isNew ? "added" : "known")
          }), status: additions.contains(where: \.isNew) ? 201 : 200)
  }

  func remove(_ key: String) throws -> ServiceResponse {
    guard try writableCorpus().delete([key]) > 0 else {
      throw ServiceError(.notFound, "no article has the key \"\(key)\"")
    }
    return ServiceResponse(status: 204)
  }

  private func writableCorpus() throws(ServiceError) -> Corpus {
    let corpus = try openCorpus()
    guard configuration.allowsWriting else {
      throw ServiceError(
        .forbidden, "the corpus is served to read only; start the service with --allow-write")
    }
    return corpus
  }

  private static let filterNames = [
    "outlets", "from", "to", "event", "actor", "model", "label", "minimum_probability",
  ]

  private static func filter(_ fields: RequestFields) throws(ServiceError) -> CorpusFilter {
    var filter = CorpusFilter(
      outlets: try fields.strings("outlets"), from: try fields.string("from"), to: try fields.string("to"),
      event: try fields.string("event"), actor: try fields.string("actor"))
    let minimum = try fields.number("minimum_probability", in: 0...1)
    let label = try fields.string("label")
    if let model = try fields.string("model") {
      filter.score = .init(model: model, label: label, minimumProbability: minimum ?? 0)
    } else if minimum != nil || label != nil {
      throw ServiceError(.invalid, "\"label\" and \"minimum_probability\" need a \"model\"")
    }
    return filter
  }
}
