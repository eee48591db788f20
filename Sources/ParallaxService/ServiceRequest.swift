/// A request as the service sees it, whatever carried it.
public struct ServiceRequest: Sendable, Hashable {
  /// The method, in capitals.
  public var method: String
  /// The path, percent-decoded, without the query.
  public var path: String
  /// The parameters of the query, percent-decoded, each with its values in their order.
  public var query: [String: [String]]
  /// The headers by their names in lower case.
  public var headers: [String: String]
  /// The body.
  public var body: [UInt8]
  /// Who waits for the answer; nil where that is not known.
  public var client: RequestClient?

  /// Creates a request.
  public init(
    method: String, path: String, query: [String: [String]] = [:], headers: [String: String] = [:],
    body: [UInt8] = [], client: RequestClient? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.client = client
  }

  /// The media type of the body, without its parameters, in lower case.
  var mediaType: String? {
    headers["content-type"]?.split(separator: ";").first?.lowercased().filter { $0 != " " }
  }

  /// The encoding that the content type gives the body, in lower case; nil where it gives none.
  var charset: String? {
    let parameters = headers["content-type"]?.lowercased().split(separator: ";").dropFirst() ?? []
    return parameters.lazy.map { $0.filter { !$0.isWhitespace && $0 != "\"" } }
      .first { $0.hasPrefix("charset=") }.map { String($0.dropFirst("charset=".count)) }
  }
}
