import Foundation

/// An answer of the service, whatever will carry it.
public struct ServiceResponse: Sendable {
  /// What is sent.
  public enum Body: Sendable {
    /// All of it.
    case bytes([UInt8])
    /// Piece by piece, made as it is sent.
    case stream(ResponseStream)
  }

  /// The status code of HTTP.
  public var status: Int
  /// The headers, by their names in lower case.
  public var headers: [String: String]
  /// The body.
  public var body: Body
  /// The pattern of the route that answered ("/v1/score"); nil where none did.
  public var route: String?
  /// What went wrong where that is the service's fault, for its log; nil where nothing did.
  public var fault: String?

  /// Creates an answer.
  public init(status: Int = 200, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = .bytes(body)
  }

  /// An answer of JSON bytes.
  static func json(_ bytes: some Sequence<UInt8>, status: Int = 200) -> ServiceResponse {
    ServiceResponse(
      status: status, headers: ["content-type": "application/json; charset=utf-8"], body: Array(bytes))
  }

  /// An answer of a value as JSON with sorted keys.
  static func json(encoding value: some Encodable, status: Int = 200) throws -> ServiceResponse {
    json(try ServiceJSON.encode(value), status: status)
  }

  /// What has been sent so far and what is still to come, as one array; for tests and small answers.
  public func collected() -> [UInt8] {
    switch body {
    case .bytes(let bytes): return bytes
    case .stream(let stream):
      var all: [UInt8] = []
      while let piece = stream.next() { all += piece }
      return all
    }
  }
}
