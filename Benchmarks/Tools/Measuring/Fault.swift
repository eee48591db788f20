/// A measurement that cannot be made, or whose answer is wrong.
public struct Fault: Error, CustomStringConvertible {
  /// What went wrong.
  public let description: String
  /// Creates a fault.
  public init(_ description: String) { self.description = description }
}

/// A command line that makes no sense.
public struct UsageFault: Error, CustomStringConvertible {
  /// What was found, and where help is.
  public let description: String
  /// Creates a fault of the program of a name.
  public init(_ description: String, program: String = "feature-rows") {
    self.description = description + "; see \(program) --help"
  }
}
