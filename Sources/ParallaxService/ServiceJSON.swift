import Foundation

/// JSON as the service writes it: keys sorted, so that the same answer has the same bytes.
enum ServiceJSON {
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  /// A value of dictionaries, arrays, strings and numbers.
  static func encode(object: Any) throws -> [UInt8] {
    Array(
      try JSONSerialization.data(
        withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed]))
  }

  static func object(_ bytes: some Sequence<UInt8>) throws -> Any {
    // A part that an article is too short for is kept as null.
    try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
  }

  /// An array of values that are JSON already, under a key: `{"key":[…]}`.
  static func envelope(_ key: String, _ values: [[UInt8]]) -> [UInt8] {
    Array("{\"\(key)\":[".utf8) + values.joined(separator: [0x2C]) + Array("]}".utf8)
  }
}
