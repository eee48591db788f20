/// An error of reading articles: what was found, what was expected, where, and what to do.
public struct ArticleError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; new kinds may be added, so match with a default case.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The stable name of the code.
    public let rawValue: String
    /// Creates a code from its stable name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A file or folder does not exist.
    public static let missing = Code(rawValue: "missing")
    /// A file could not be read.
    public static let io = Code(rawValue: "io")
    /// A file holds no article: it is empty, binary, or has nothing left after cleaning.
    public static let noText = Code(rawValue: "no_text")
    /// A record (a line of JSON, a row of CSV) is malformed.
    public static let malformed = Code(rawValue: "malformed")
    /// A limit was passed (length of a line, size of a file).
    public static let limit = Code(rawValue: "limit")
  }

  /// The kind of failure.
  public let code: Code
  /// What was found, what was expected, and what to do.
  public let message: String
  /// The file at fault, where there is one.
  public let path: String?
  /// The line at fault, counted from 1.
  public let line: Int?

  /// Creates an error.
  public init(_ code: Code, _ message: String, path: String? = nil, line: Int? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.line = line
  }

  /// The location and the message, as a person reads them: `file:line: message`.
  public var description: String {
    let place = [path, line.map(String.init)].compactMap(\.self).joined(separator: ":")
    return place.isEmpty ? message : "\(place): \(message)"
  }
}
