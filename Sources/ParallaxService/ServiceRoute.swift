/// A path and method of the service, and what answers them.
struct ServiceRoute: Sendable {
  typealias Handler = @Sendable (ServiceRequest, [String: String]) throws -> ServiceResponse

  let method: String
  /// The path, its parameters in braces.
  let path: String
  let needsToken: Bool
  /// What an answer asks of the machine.
  let work: RouteWork
  /// The parameters of a query that are read; nil where the handler says which, or where none could mean anything.
  let query: [String]?
  let handler: @Sendable (ArticleService) -> Handler

  private init(
    _ method: String, _ path: String, needsToken: Bool = true, work: RouteWork = .computation,
    query: [String]? = nil,
    _ handler: @escaping @Sendable (ArticleService) -> Handler
  ) {
    self.method = method
    self.path = path
    self.needsToken = needsToken
    self.work = work
    self.query = query
    self.handler = handler
  }

  /// All there is; the document of the interface is held to it.
  static let all: [ServiceRoute] = [
    .init("GET", "/", needsToken: false, work: .none) { _ in { _, _ in WebAssets.page } },
    .init("GET", "/app.js", needsToken: false, work: .none) { _ in { _, _ in WebAssets.script } },
    .init("GET", "/profile.js", needsToken: false, work: .none) { _ in { _, _ in WebAssets.profile } },
    .init("GET", "/input.js", needsToken: false, work: .none) { _ in { _, _ in WebAssets.input } },
    .init("GET", "/desk.js", needsToken: false, work: .none) { _ in { _, _ in WebAssets.desk } },
    .init("GET", "/app.css", needsToken: false, work: .none) { _ in { _, _ in WebAssets.style } },
    .init("GET", "/openapi.json", needsToken: false, work: .none) { _ in { _, _ in WebAssets.interface } },
    .init("GET", "/healthz", needsToken: false, work: .none) { service in { _, _ in service.health() } },
    .init("GET", "/readyz", needsToken: false, work: .none) { service in { _, _ in try service.readiness() }
    },
    .init("GET", "/metrics", work: .none) { service in { _, _ in service.metrics.response } },
    .init("GET", "/v1/models", work: .none) { service in { _, _ in try service.models() } },
    .init("POST", "/v1/clean", query: []) { service in { request, _ in try service.clean(request) } },
    .init("POST", "/v1/score", query: []) { service in { request, _ in try service.score(request) } },
    .init("POST", "/v1/summarize", query: ["method", "length", "query"]) { service in
      { request, _ in try service.summarize(request) }
    },
    .init("POST", "/v1/compare", query: []) { service in { request, _ in try service.compare(request) } },
    .init("POST", "/v1/search", work: .lookup, query: []) { service in
      { request, _ in try service.search(request) }
    },
    .init("GET", "/v1/corpus", work: .lookup) { service in { _, _ in try service.statistics() } },
    .init("GET", "/v1/corpus/articles", work: .lookup) { service in
      { request, _ in try service.list(request) }
    },
    .init("POST", "/v1/corpus/articles", query: []) { service in { request, _ in try service.add(request) } },
    .init("GET", "/v1/corpus/articles/{key}", work: .lookup) { service in
      { _, parameters in try service.show(parameters["key"] ?? "") }
    },
    .init("DELETE", "/v1/corpus/articles/{key}") { service in
      { _, parameters in try service.remove(parameters["key"] ?? "") }
    },
  ]

  /// The route of a request, and the values of its path's parameters.
  ///
  /// - Throws: ``ServiceError`` with code `notFound`, or `methodNotAllowed` with the methods that are.
  static func find(_ request: ServiceRequest) throws(ServiceError) -> (ServiceRoute, [String: String]) {
    var methods: [String] = []
    for route in all {
      guard let parameters = route.match(request.path) else { continue }
      if route.method == request.method || (route.method == "GET" && request.method == "HEAD") {
        return (route, parameters)
      }
      methods.append(route.method)
    }
    guard !methods.isEmpty else {
      throw ServiceError(.notFound, "there is no such path; /openapi.json tells which there are")
    }
    if methods.contains("GET") { methods.append("HEAD") }
    var error = ServiceError(
      .methodNotAllowed, "the path does not know the method; expected \(methods.joined(separator: ", "))")
    error.headers["allow"] = methods.joined(separator: ", ")
    throw error
  }

  private func match(_ other: String) -> [String: String]? {
    let wanted = path.split(separator: "/", omittingEmptySubsequences: false)
    let given = other.split(separator: "/", omittingEmptySubsequences: false)
    guard wanted.count == given.count else { return nil }
    var parameters: [String: String] = [:]
    for (part, value) in zip(wanted, given) {
      if part.hasPrefix("{"), !value.isEmpty {
        parameters[String(part.dropFirst().dropLast())] = String(value)
      } else if part != value {
        return nil
      }
    }
    return parameters
  }
}
