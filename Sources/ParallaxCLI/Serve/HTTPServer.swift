import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ParallaxService
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Carries requests from the network to a service and its answers back.
struct HTTPServer: Sendable {
  let service: ArticleService
  let host: String
  let port: Int
  /// Where requests wait that keep a processor busy, and where those that look into the corpus do.
  let gates: (computations: WorkGate, lookups: WorkGate)
  let logger: Logger

  /// How long a body may take in all, and how long a connection may be silent: longer, as a body that stalls is to be
  /// told so.
  private static let bodyLimit = Duration.seconds(15)
  private static let idleLimit = TimeAmount.seconds(20)
  /// How long answers that were begun may take once the service is to end.
  private static let shutdownLimit = Duration.seconds(10)
  /// How long after that comparisons are given up, so that their answer still gets out.
  private static let comparisonsEnd = Duration.seconds(5)
  /// How long a request may wait for its turn: whoever sent it has mostly gone by then.
  private static let waitingLimit = Duration.seconds(30)
  /// How much of an answer is written at once.
  private static let pieceLength = 1 << 16
  /// How long the last piece may take to be read once its connection is to be closed; less than `shutdownLimit`.
  private static let drainLimit = TimeAmount.seconds(8)
  private static let connectionLimit = 4096

  /// Serves until SIGTERM or SIGINT.
  ///
  /// - Throws: a failure where the address cannot be listened on.
  func run() throws {
    let done = DispatchSemaphore(value: 0)
    let outcome = Mutex<(any Error)?>(nil)
    Task.detached {
      do { try await serve() } catch { outcome.withLock { $0 = error } }
      done.signal()
    }
    done.wait()
    if let error = outcome.withLock({ $0 }) {
      let reason = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
      throw CommandFailure(.io, "cannot serve on \(host):\(port): \(reason)")
    }
  }

  private func serve() async throws {
    // The framework's own records name paths, which may hold what a user looked for.
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .warning)
    let application = Application(
      responder: CallbackResponder<ConnectionContext> { await respond(to: $0, of: $1) },
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [
            DrainingCloseHandler(limit: Self.drainLimit),
            BrokenRequestHandler(answer: service.brokenRequest.response),
            ContinueHandler(maximumBodyBytes: service.configuration.maximumBodyBytes), ClientHandler(),
          ],
          idleTimeout: Self.idleLimit,
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
      configuration: .init(
        address: .hostname(host, port: port), backlog: 1024,
        availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionLimit, logger: quiet)),
      onServerRunning: { channel in
        let bound = channel.localAddress?.port ?? port
        let name = host.contains(":") ? "[\(host)]" : host
        announce("listening on http://\(name):\(bound)/")
      }, logger: quiet)
    var configuration = ServiceGroupConfiguration(
      services: [application, ComparisonEnd(service: service, delay: Self.comparisonsEnd)],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
    configuration.maximumGracefulShutdownDuration = Self.shutdownLimit
    try await ServiceGroup(configuration: configuration).run()
    logger.info("ended")
  }

  /// Says where the service is found: as a line for a person, else as a record of the log, however little is logged.
  private func announce(_ message: String) {
    guard !Console.isInteractive else { return Console.note(message) }
    var logger = logger
    logger.logLevel = .notice
    logger.notice("\(message)")
  }

  private func respond(to request: Request, of context: ConnectionContext) async -> Response {
    let start = ContinuousClock.now
    var isCut = false
    var response: ServiceResponse
    // One path for both: an encoded one must not pass the queue of work.
    let path = request.uri.path.removingPercentEncoding ?? request.uri.path
    let route = service.route(of: request.method.rawValue, path)
    do throws(ServiceError) {
      let body = try await body(of: request)
      var value = ServiceRequest(
        method: request.method.rawValue, path: path, query: query(of: request), headers: headers(of: request),
        body: body)
      if let gate = gate(route.work) {
        let asked = ContinuousClock.now
        value.client = await context.client()
        let answer = await gate.run { [value] in
          ContinuousClock.now - asked > Self.waitingLimit ? nil : service.respond(to: value)
        }
        guard let answer = answer.flatMap(\.self) else {
          throw ServiceError(.busy, "too many requests at once; try again after the seconds of Retry-After")
        }
        response = answer
      } else {
        response = service.respond(to: value)
      }
    } catch {
      response = error.response
      response.route = route.pattern
      if error.code == .busy { response.headers["retry-after"] = "1" }
      isCut = error.code == .timeout
    }
    if let fault = response.fault { logger.error("fault", metadata: ["error": "\(fault)"]) }
    let (method, name) = (request.method.rawValue, response.route)
    return self.response(response, isHead: request.method == .head, isCut: isCut) { status in
      note(method, name, status, ContinuousClock.now - start)
    }
  }

  /// Counts and logs an answer that is made, or was given up.
  private func note(_ method: String, _ route: String?, _ status: Int, _ elapsed: Duration) {
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    service.metrics.count(route: route, status: status, seconds: seconds)
    logger.info(
      "request",
      metadata: [
        "method": "\(method.prefix(16))", "route": "\(route ?? "other")", "status": "\(status)",
        "milliseconds": "\(fixed(seconds * 1000, 2))",
      ])
  }

  /// Where requests of a kind wait; nil for those that do not.
  private func gate(_ work: RouteWork) -> WorkGate? {
    switch work {
    case .none: nil
    case .lookup: gates.lookups
    case .computation: gates.computations
    }
  }

  /// The body, as far as it comes in time and within the limit.
  private func body(of request: Request) async throws(ServiceError) -> [UInt8] {
    let limit = service.configuration.maximumBodyBytes
    if let length = request.headers[.contentLength].flatMap({ Int($0) }) {
      if length == 0 { return [] }
      if length > limit { throw service.bodyTooLarge }
    } else if request.headers[.transferEncoding] == nil {
      return []
    }
    let result = await withTaskGroup(of: Result<[UInt8], ServiceError>.self) { group in
      group.addTask {
        do {
          var bytes: [UInt8] = []
          for try await part in request.body {
            bytes.append(contentsOf: part.readableBytesView)
            if bytes.count > limit { return .failure(service.bodyTooLarge) }
          }
          return .success(bytes)
        } catch {
          return .failure(ServiceError(.malformed, "the body ended before its end"))
        }
      }
      group.addTask {
        try? await Task.sleep(for: Self.bodyLimit)
        return .failure(ServiceError(.timeout, "the body did not arrive within \(Self.bodyLimit)"))
      }
      let first = await group.next()
      group.cancelAll()
      return first
    }
    guard let result else { throw ServiceError(.internal, "no body") }
    return try result.get()
  }

  private func query(of request: Request) -> [String: [String]] {
    var result: [String: [String]] = [:]
    func plain(_ part: Substring) -> String {
      let text = part.replacing("+", with: " ")
      return text.removingPercentEncoding ?? String(text)
    }
    for pair in (request.uri.query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      result[plain(parts[0]), default: []].append(parts.count > 1 ? plain(parts[1]) : "")
    }
    return result
  }

  private func headers(of request: Request) -> [String: String] {
    var result: [String: String] = [:]
    for field in request.headers { result[field.name.canonicalName] = field.value }
    if let authority = request.head.authority { result["host"] = authority }
    return result
  }

  /// An answer for the network; `done` is told its status once it is made: of a stream at its end.
  private func response(
    _ response: ServiceResponse, isHead: Bool, isCut: Bool, done: @escaping @Sendable (Int) -> Void
  ) -> Response {
    var fields = HTTPFields()
    for (name, value) in response.headers.sorted(by: { $0.key < $1.key }) {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let status = HTTPResponse.Status(code: response.status)
    switch response.body {
    case .bytes(let bytes):
      done(response.status)
      if isHead {
        fields[.contentLength] = String(bytes.count)
        return Response(status: status, headers: fields)
      }
      guard isCut else {
        return Response(status: status, headers: fields, body: Self.pieces(of: bytes))
      }
      fields[.connection] = "close"
      let body = ResponseBody(contentLength: bytes.count) { writer in
        try await writer.write(ByteBuffer(bytes: bytes))
        try await writer.finish(nil)
        // The rest of the body is not waited for: an error is what has the connection closed.
        throw ServiceError(.timeout, "the connection is closed")
      }
      return Response(status: status, headers: fields, body: body)
    case .stream(let stream):
      let body = ResponseBody { writer in
        do {
          while let piece = await gates.computations.run(isAdmitted: true, { Self.piece(of: stream) }),
            !piece.isEmpty
          {
            try await writer.write(ByteBuffer(bytes: piece))
          }
          // Counted before the client has it all, so that who asks for the counts next finds it there.
          done(response.status)
        } catch {
          done(ServiceError(.clientGone, "").response.status)
          throw error
        }
        try await writer.finish(nil)
      }
      return Response(status: status, headers: fields, body: body)
    }
  }

  /// A body that is written no faster than it is read, so that an answer counts as begun until it is nearly sent.
  private static func pieces(of bytes: [UInt8]) -> ResponseBody {
    let buffer = ByteBuffer(bytes: bytes)
    guard bytes.count > pieceLength else { return .init(byteBuffer: buffer) }
    return ResponseBody(contentLength: bytes.count) { writer in
      var rest = buffer
      while let piece = rest.readSlice(length: min(pieceLength, rest.readableBytes)), piece.readableBytes > 0
      {
        try await writer.write(piece)
      }
      try await writer.finish(nil)
    }
  }

  /// The next lines of a stream, some tens of kilobytes or what a few milliseconds give; none after the last.
  private static func piece(of stream: ResponseStream) -> [UInt8] {
    var bytes: [UInt8] = []
    let start = ContinuousClock.now
    while bytes.count < 1 << 15, let next = stream.next() {
      bytes += next
      if ContinuousClock.now - start > .milliseconds(20) { break }
    }
    return bytes
  }
}
