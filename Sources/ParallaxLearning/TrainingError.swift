/// An error of the learning layer: what was found, what was expected, and what to do.
public struct TrainingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; new kinds may be added, so match with a default case.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The stable name of the code.
    public let rawValue: String
    /// Creates a code from its stable name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// There is nothing to learn from or to measure.
    public static let empty = Code(rawValue: "empty")
    /// All rows carry one class.
    public static let oneClass = Code(rawValue: "one_class")
    /// A class was announced of which no row is an example.
    public static let missingClass = Code(rawValue: "missing_class")
    /// A label is negative or not below the number of classes.
    public static let labelOutOfRange = Code(rawValue: "label_out_of_range")
    /// A value is NaN or infinite.
    public static let notFinite = Code(rawValue: "not_finite")
    /// A value is negative where the method counts.
    public static let negative = Code(rawValue: "negative")
    /// Counts or shapes do not fit together.
    public static let shape = Code(rawValue: "shape")
    /// A setting is outside its range.
    public static let configuration = Code(rawValue: "configuration")
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
