/// The id of a record as it was given: text or, where it was a whole number, a number again in JSON.
public struct RecordID: Sendable, Hashable, Encodable, CustomStringConvertible {
  /// The id as text.
  public let description: String
  /// Whether it was given as a number.
  public let isNumber: Bool

  /// Creates an id.
  public init(_ description: String, isNumber: Bool = false) {
    self.description = description
    self.isNumber = isNumber && Int64(description) != nil
  }

  /// Writes a string or a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if isNumber, let number = Int64(description) {
      try container.encode(number)
    } else {
      try container.encode(description)
    }
  }
}
