import Foundation

/// Settings and descriptions as JSON text: sorted keys, so that equal values give equal bytes.
enum JSONText {
  /// The JSON of a value, in one line.
  static func encode(_ value: some Encodable) throws(ModelError) -> String {
    try String(decoding: data(value, formatting: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
  }

  /// The JSON of a value as a file for people: indented, with a line break at the end.
  static func encodeFile(_ value: some Encodable) throws(ModelError) -> [UInt8] {
    try [UInt8](data(value, formatting: [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])) + [0x0A]
  }

  /// Reads a value; `what` names it in the error.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: some Sequence<UInt8>, what: String
  ) throws(ModelError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw ModelError(.malformed, "the \(what) cannot be read: \(error.reason)")
    } catch {
      throw ModelError(.malformed, "the \(what) cannot be read: \(error)")
    }
  }

  private static func data(
    _ value: some Encodable, formatting: JSONEncoder.OutputFormatting
  ) throws(ModelError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    do {
      return try encoder.encode(value)
    } catch {
      throw ModelError(.invalid, "a value cannot be written as JSON: \(error)")
    }
  }
}
