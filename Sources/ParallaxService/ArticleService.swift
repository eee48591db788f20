import Foundation
import Parallax
import ParallaxCorpus
import Synchronization

/// What the service has to compute with.
private enum EngineState {
  case loading
  case failed(String)
  case ready(ServiceEngine)
}

/// Answers requests: a request's value in, an answer's value out, with no socket in between.
///
/// Answering is synchronous and may be done on any number of threads. It fetches nothing from any address, and
/// every answer to a request that is wrong says what is, with a status below 500.
public final class ArticleService: Sendable {
  /// What the service allows.
  public let configuration: ServiceConfiguration
  /// What the service has counted.
  public let metrics = ServiceMetrics()
  let corpus: Corpus?
  private let current = Mutex<EngineState>(.loading)
  private let hasNoTime = Atomic(false)

  /// Creates a service, which is ready once it has an engine.
  ///
  /// - Parameters:
  ///   - configuration: What the service allows.
  ///   - corpus: The corpus to search and show; open to write where clients may add to it.
  ///   - engine: What it computes with; nil where that is still being loaded.
  public init(
    _ configuration: ServiceConfiguration = ServiceConfiguration(), corpus: Corpus? = nil,
    engine: ServiceEngine? = nil
  ) {
    self.configuration = configuration
    self.corpus = corpus
    if let engine { use(engine) }
  }

  /// Exchanges the engine; requests that are being answered keep the one they began with.
  public func use(_ engine: ServiceEngine) {
    current.withLock { $0 = .ready(engine) }
    metrics.set(isReady: true)
  }

  /// Notes that an engine could not be loaded.
  ///
  /// One that was there before stays; without one the service says that it has none, and why where only this machine
  /// hears it.
  public func fail(_ reason: String) {
    current.withLock { state in
      if case .ready = state { return }
      state = .failed(reason)
    }
    metrics.countLoadFailure()
  }

  /// Gives up comparisons that are being worked on, and all later ones: the service is to end.
  public func giveUpComparisons() { hasNoTime.store(true, ordering: .relaxed) }

  /// Whether there is no more time for comparisons.
  var isEnding: Bool { hasNoTime.load(ordering: .relaxed) }

  /// Whether the service has an engine.
  public var isReady: Bool { (try? engine()) != nil }

  /// Answers a request; never throws, as what goes wrong is an answer as well.
  public func respond(to request: ServiceRequest) -> ServiceResponse {
    var response: ServiceResponse
    var pattern: String?
    do throws(ServiceError) {
      try admit(request)
      let (route, parameters) = try ServiceRoute.find(request)
      pattern = route.path
      if route.needsToken { try authorize(request) }
      guard request.body.count <= configuration.maximumBodyBytes else { throw bodyTooLarge }
      response = try answer(route, request, parameters)
    } catch {
      response = error.response
    }
    response.route = pattern
    for (name, value) in Self.safetyHeaders where response.headers[name] == nil {
      response.headers[name] = value
    }
    return response
  }

  /// The pattern of the route that answers a method and path, nil for none, and what its answer asks of the machine.
  public func route(of method: String, _ path: String) -> (pattern: String?, work: RouteWork) {
    guard let route = try? ServiceRoute.find(ServiceRequest(method: method, path: path)).0 else {
      return (nil, .none)
    }
    return (route.path, route.work)
  }

  /// The error of a body beyond the limit, for whoever reads it and stops there.
  public var bodyTooLarge: ServiceError {
    ServiceError(
      .tooLarge,
      "the body is longer than \(configuration.maximumBodyBytes) bytes; send it in several requests")
  }

  /// The error of what is no request of HTTP at all.
  public var brokenRequest: ServiceError {
    ServiceError(.malformed, "this is no request of HTTP/1.1, or one with too long a head")
  }

  func engine() throws(ServiceError) -> ServiceEngine {
    switch current.withLock({ $0 }) {
    case .ready(let engine): return engine
    case .loading:
      var error = ServiceError(.unavailable, "the models are being loaded; try again in a second")
      error.headers["retry-after"] = "1"
      throw error
    case .failed(let reason):
      // Paths of files are nobody's business outside. Nor is there a time after which to try again.
      throw ServiceError(
        .unavailable,
        "the models could not be loaded\(configuration.isLocal ? ": \(reason)" : ", as the service's log tells"); "
          + "mend that and send the service SIGHUP, or start it again")
    }
  }

  func openCorpus() throws(ServiceError) -> Corpus {
    guard let corpus else {
      throw ServiceError(.notFound, "the service has no corpus; start it with --corpus")
    }
    return corpus
  }

  private func answer(
    _ route: ServiceRoute, _ request: ServiceRequest, _ parameters: [String: String]
  ) throws(ServiceError) -> ServiceResponse {
    if let names = route.query, let unknown = request.query.keys.filter({ !names.contains($0) }).min() {
      throw ServiceError(
        .invalid,
        "the query's \"\(unknown)\" is read by nothing here; "
          + (names.isEmpty ? "settings are fields of the body" : "known are \(names.joined(separator: ", "))")
      )
    }
    do {
      return try route.handler(self)(request, parameters)
    } catch let error as ServiceError {
      throw error
    } catch let error as CorpusError {
      throw ServiceError(error)
    } catch let error as CoverageError {
      throw ServiceError(.invalid, error.message)
    } catch let error as SummaryError {
      throw ServiceError(.invalid, error.message)
    } catch {
      throw ServiceError(.internal, "\(error)")
    }
  }

  /// Refuses what a page from elsewhere sends through a browser.
  private func admit(_ request: ServiceRequest) throws(ServiceError) {
    let host = request.headers["host"]
    if configuration.isLocal, let host, !Self.isLocal(host) {
      throw ServiceError(
        .forbidden, "the service answers to this machine's own names only, not to \"\(host)\"")
    }
    if let origin = request.headers["origin"], origin != "null", let host {
      guard origin == "http://" + host || origin == "https://" + host else {
        throw ServiceError(.forbidden, "a page of another origin may not use the service")
      }
    } else if request.headers["origin"] == "null" || request.headers["sec-fetch-site"] == "cross-site" {
      throw ServiceError(.forbidden, "a page of another origin may not use the service")
    }
  }

  private static func isLocal(_ host: String) -> Bool {
    var name = host[...]
    if name.hasPrefix("[") {
      name = name.dropFirst().prefix { $0 != "]" }
    } else {
      name = name.prefix { $0 != ":" }
    }
    return ["localhost", "127.0.0.1", "::1"].contains(name.lowercased())
  }

  private func authorize(_ request: ServiceRequest) throws(ServiceError) {
    guard let token = configuration.token else { return }
    let header = request.headers["authorization"] ?? ""
    // The scheme's name is read in any case (RFC 9110, 11.1).
    let isBearer = header.prefix(7).lowercased() == "bearer "
    let given = isBearer ? Array(header.dropFirst(7).utf8) : []
    let wanted = Array(token.utf8)
    // As long for a wrong token as for a right one.
    var difference = given.count ^ wanted.count
    for index in wanted.indices {
      difference |= Int(wanted[index] ^ (index < given.count ? given[index] : 0))
    }
    guard difference == 0 else {
      var error = ServiceError(.unauthorized, "send the token as \"Authorization: Bearer …\"")
      error.headers["www-authenticate"] = "Bearer"
      throw error
    }
  }

  /// What keeps a browser from running, framing or guessing anything.
  private static let safetyHeaders = [
    "content-security-policy":
      // A report in its frame is under this policy as well as under its own.
      "default-src 'none'; script-src 'self' \(HTMLReport.scriptSource); style-src 'self' "
      + "\(HTMLReport.styleSource); connect-src 'self'; img-src 'self' data:; frame-src blob:; "
      + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin", "cache-control": "no-store",
  ]
}
