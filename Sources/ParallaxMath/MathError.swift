/// An error of the numerical layer: what was found, what was expected, and what to do.
public struct MathError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; new kinds may be added, so match with a default case.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The stable name of the code.
    public let rawValue: String
    /// Creates a code from its stable name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Shapes do not fit together.
    public static let shape = Code(rawValue: "shape")
    /// A sparse structure breaks its invariants (unsorted, out of range, too many non-zeros).
    public static let structure = Code(rawValue: "structure")
    /// A value is NaN or infinite.
    public static let notFinite = Code(rawValue: "not_finite")
    /// A LAPACK routine reported a failure.
    public static let lapack = Code(rawValue: "lapack")
  }

  /// The kind of failure.
  public let code: Code
  /// What was found, what was expected, and where.
  public let message: String

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message, as a person reads it.
  public var description: String { message }
}
