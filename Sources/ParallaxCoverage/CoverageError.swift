/// An error of comparing outlets: what was found, what was expected, where, and what to do.
public struct CoverageError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; new kinds may be added, so match with a default case.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The stable name of the code.
    public let rawValue: String
    /// Creates a code from its stable name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A file does not exist.
    public static let missing = Code(rawValue: "missing")
    /// A file could not be read.
    public static let io = Code(rawValue: "io")
    /// A file is not valid JSON.
    public static let malformed = Code(rawValue: "malformed")
    /// A file is valid JSON, but not what its schema asks for.
    public static let schema = Code(rawValue: "schema")
    /// A file was written by a newer version than this one reads.
    public static let version = Code(rawValue: "version")
    /// Two entries of a gazetteer claim the same id, term, or form.
    public static let duplicate = Code(rawValue: "duplicate")
    /// A limit was passed (size of a file, depth of its nesting, length of a form).
    public static let limit = Code(rawValue: "limit")
    /// A number that JSON cannot hold: NaN, or infinite.
    public static let notFinite = Code(rawValue: "not_finite")
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
