import ParallaxCorpus

/// What keeps the service from answering a request.
public struct ServiceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; new kinds may be added, so match with a default case.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The stable name of the code, as it stands in answers.
    public let rawValue: String
    /// The status of HTTP.
    let status: Int

    private init(_ name: String, _ status: Int) {
      rawValue = name
      self.status = status
    }

    /// Creates a code from its stable name; one that is not known is an internal failure.
    public init(rawValue: String) { self = Code.all.first { $0.rawValue == rawValue } ?? .internal }

    /// The body is no JSON, or not of the form expected.
    public static let malformed = Code("malformed", 400)
    /// A field or parameter is not what it should be.
    public static let invalid = Code("invalid", 400)
    /// The token is missing or wrong.
    public static let unauthorized = Code("unauthorized", 401)
    /// The service does not do this for this client.
    public static let forbidden = Code("forbidden", 403)
    /// There is nothing there.
    public static let notFound = Code("not_found", 404)
    /// The path does not know the method.
    public static let methodNotAllowed = Code("method_not_allowed", 405)
    /// The body did not arrive in time.
    public static let timeout = Code("timeout", 408)
    /// The body, or the number of articles, is beyond the limit.
    public static let tooLarge = Code("too_large", 413)
    /// The body is of a kind that the path does not read.
    public static let unsupportedMediaType = Code("unsupported_media_type", 415)
    /// An article holds no text.
    public static let noText = Code("no_text", 422)
    /// Too much is being done already.
    public static let busy = Code("busy", 429)
    /// The client closed the connection before its answer was made; the status is that of nginx.
    public static let clientGone = Code("client_gone", 499)
    /// A fault of the service.
    public static let `internal` = Code("internal", 500)
    /// Models are being loaded or cannot be, or the corpus cannot be used.
    public static let unavailable = Code("unavailable", 503)
    /// The disk is full.
    public static let full = Code("full", 507)

    private static let all: [Code] = [
      malformed, invalid, unauthorized, forbidden, notFound, methodNotAllowed, timeout, tooLarge,
      unsupportedMediaType, noText, busy, clientGone, `internal`, unavailable, full,
    ]
  }

  /// The kind of failure.
  public let code: Code
  /// What was found, what was expected, and what to do.
  public let message: String
  /// Headers that belong to the answer.
  var headers: [String: String] = [:]
  /// Whether somebody who runs the service should hear of it.
  var isFault: Bool

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
    isFault = code == .internal
  }

  /// The code and the message.
  public var description: String { "\(code.rawValue): \(message)" }

  /// The answer that tells of the error: `{"error":{"code","message"}}`.
  public var response: ServiceResponse {
    struct Envelope: Encodable {
      struct Fault: Encodable { let code, message: String }
      let error: Fault
    }
    let bytes = try? ServiceJSON.encode(Envelope(error: .init(code: code.rawValue, message: message)))
    var response = ServiceResponse.json(
      bytes ?? Array("{\"error\":{\"code\":\"internal\"}}".utf8), status: code.status)
    response.headers.merge(headers) { _, new in new }
    if isFault { response.fault = description }
    return response
  }
}

extension ServiceError {
  /// What an error of the corpus means to a client.
  init(_ error: CorpusError) {
    switch error.code {
    case .missing where error.path == nil: self.init(.notFound, error.message)
    case .invalid: self.init(.invalid, error.message)
    case .readOnly: self.init(.forbidden, error.message)
    case .full: self.init(.full, error.message)
    // The path of a file is nobody's business outside.
    default: self.init(.unavailable, error.message)
    }
    if code == .unavailable { headers["retry-after"] = "5" }
    isFault = code.status >= 500
  }
}
