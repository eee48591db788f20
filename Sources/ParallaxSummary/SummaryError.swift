/// An error of the summary layer: what was found, what was expected, and what to do.
public struct SummaryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; new kinds may be added, so match with a default case.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The stable name of the code.
    public let rawValue: String
    /// Creates a code from its stable name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A length is not one of the forms known, or out of range.
    public static let length = Code(rawValue: "length")
    /// A table of background frequencies is not what it should be.
    public static let background = Code(rawValue: "background")
    /// The weights of a learned ranker are not what they should be.
    public static let weights = Code(rawValue: "weights")
    /// A record cannot be scored or learned from.
    public static let record = Code(rawValue: "record")
  }

  /// The kind of failure.
  public let code: Code
  /// What was found, what was expected, and what to do.
  public let message: String

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message, as a person reads it.
  public var description: String { message }
}
