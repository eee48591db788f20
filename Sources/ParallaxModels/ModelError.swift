/// An error of model files: what was found, what was expected, where, and what to do.
public struct ModelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; new kinds may be added, so match with a default case.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The stable name of the code.
    public let rawValue: String
    /// Creates a code from its stable name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A file, a folder or a model does not exist.
    public static let missing = Code(rawValue: "missing")
    /// The operating system refused to read or write.
    public static let io = Code(rawValue: "io")
    /// A file does not follow its format: it is truncated, or something else altogether.
    public static let malformed = Code(rawValue: "malformed")
    /// A file follows its format, but its bytes are not the ones that were written.
    public static let altered = Code(rawValue: "altered")
    /// A file was written by a newer release, in a format this one does not know.
    public static let newerFormat = Code(rawValue: "newer_format")
    /// The parts are sound but do not fit together, or are not what the caller asked for.
    public static let incompatible = Code(rawValue: "incompatible")
    /// A value is NaN or infinite.
    public static let notFinite = Code(rawValue: "not_finite")
    /// A limit was passed (size of a header).
    public static let limit = Code(rawValue: "limit")
    /// A value given for writing is not allowed (a name, a shape, a label given twice).
    public static let invalid = Code(rawValue: "invalid")
    /// A measured score lies below the floor set for the model.
    public static let belowFloor = Code(rawValue: "below_floor")
  }

  /// The kind of failure.
  public let code: Code
  /// What was found, what was expected, and what to do.
  public let message: String
  /// The file or folder at fault, where there is one.
  public let path: String?

  /// Creates an error.
  public init(_ code: Code, _ message: String, path: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
  }

  /// The location and the message, as a person reads them: `file: message`.
  public var description: String { path.map { "\($0): \(message)" } ?? message }

  /// The same error, located in a file unless it already names one.
  package func located(at path: String?) -> ModelError {
    ModelError(code, message, path: self.path ?? path)
  }
}
