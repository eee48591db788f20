import Foundation
import Parallax

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

  /// An object of fields most of which are texts, as those of an article are.
  static func encode(fields: [String: Any]) throws -> [UInt8] {
    var writer = JSONWriter()
    var others: [String: Any] = [:]
    writer.object { writer in
      for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
        if let text = value as? String {
          writer.key(name)
          writer.value(text)
        } else {
          others[name] = value
        }
      }
    }
    return others.isEmpty ? writer.bytes : try encode(object: fields)
  }

  static func object(_ bytes: some Sequence<UInt8>) throws -> Any {
    // A part that an article is too short for is kept as null.
    try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
  }

  /// An array of values that are JSON already, under a key: `{"key":[…]}`.
  static func envelope(_ key: String, _ values: [[UInt8]]) -> [UInt8] {
    var bytes = Array("{\"\(key)\":[".utf8)
    bytes.reserveCapacity(values.reduce(bytes.count + 2) { $0 + $1.count + 1 })
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      // A piece at a time: joined lazily, each byte of a long answer would be asked for by itself.
      bytes.append(contentsOf: value)
    }
    bytes.append(contentsOf: "]}".utf8)
    return bytes
  }
}
