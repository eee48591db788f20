/// A path and method of the service, and what answers them.
struct ServiceRoute: Sendable {
  typealias Handler = @Sendable (ServiceRequest, [String: String]) throws -> ServiceResponse

  let method: String
  /// The path, its parameters in braces.
  let path: String
  let needsToken: Bool
  /// Whether an answer is work that has to wait for its turn; what only tells of the service, or is kept, is not.
  let isWork: Bool
  /// The parameters of a query that are read; nil where the handler says which, or where none could mean anything.
  let query: [String]?
  let handler: @Sendable (ArticleService) -> Handler

  private init(
    _ method: String, _ path: String, needsToken: Bool = true, isWork: Bool = true, query: [String]? = nil,
    _ handler: @escaping @Sendable (ArticleService) -> Handler
  ) {
    self.method = method
    self.path = path
    self.needsToken = needsToken
    self.isWork = isWork
    self.query = query
    self.handler = handler
  }

  /// All there is; the document of the interface is held to it.
  static let all: [ServiceRoute] = [
    .init("GET", "/", needsToken: false, isWork: false) { _ in { _, _ in WebAssets.page } },
    .init("GET", "/app.js", needsToken: false, isWork: false) { _ in { _, _ in WebAssets.script } },
    .init("GET", "/profile.js", needsToken: false, isWork: false) { _ in { _, _ in WebAssets.profile } },
    .init("GET", "/app.css", needsToken: false, isWork: false) { _ in { _, _ in WebAssets.style } },
    .init("GET", "/openapi.json", needsToken: false, isWork: false) { _ in { _, _ in WebAssets.interface } },
    .init("GET", "/healthz", needsToken: false, isWork: false) { service in { _, _ in service.health() } },
    .init("GET", "/readyz", needsToken: false, isWork: false) { service in { _, _ in try service.readiness() }
    },
    .init("GET", "/metrics", isWork: false) { service in { _, _ in service.metrics.response } },
    .init("GET", "/v1/models", isWork: false) { service in { _, _ in try service.models() } },
    .init("POST", "/v1/clean", query: []) { service in { request, _ in try service.clean(request) } },
    .init("POST", "/v1/score", query: []) { service in { request, _ in try service.score(request) } },
    .init("POST", "/v1/summarize", query: ["method", "length", "query"]) { service in
      { request, _ in try service.summarize(request) }
    },
    .init("POST", "/v1/compare", query: []) { service in { request, _ in try service.compare(request) } },
    .init("POST", "/v1/search", query: []) { service in { request, _ in try service.search(request) } },
    .init("GET", "/v1/corpus") { service in { _, _ in try service.statistics() } },
    .init("GET", "/v1/corpus/articles") { service in { request, _ in try service.list(request) } },
    .init("POST", "/v1/corpus/articles", query: []) { service in { request, _ in try service.add(request) } },
    .init("GET", "/v1/corpus/articles/{key}") { service in
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
