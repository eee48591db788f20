internal import CSimdjson

/// A strict JSON parser, by simdjson: a document is checked whole, and its strings are UTF-8.
///
/// Rejected beside what is not JSON are documents nested deeper than 1,024 levels, numbers beyond the range of
/// a double, integers beyond 64 bits without a sign, and text with halves of surrogate pairs.
final class SimdJSON {
  private let parser: OpaquePointer
  /// The document, and behind it the zeros that the parser may read.
  private var buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  /// - Throws: ``ArticleError`` of code `limit` where there is no memory.
  init() throws(ArticleError) {
    guard let parser = parallax_json_new() else {
      throw ArticleError(.limit, "no memory for a JSON parser")
    }
    self.parser = parser
  }

  deinit {
    parallax_json_free(parser)
    buffer.deallocate()
  }

  /// What is wrong with a document.
  enum Fault: Error {
    case encoding
    case syntax(String)
  }

  /// Checks a document and keeps it for ``fields(_:)`` until the next call.
  func parse(_ document: [UInt8]) throws(Fault) {
    try document.withUnsafeBufferPointer { (bytes) throws(Fault) in try parse(bytes) }
  }

  /// Checks a document and keeps it for ``fields(_:)`` until the next call.
  func parse(_ document: UnsafeBufferPointer<UInt8>) throws(Fault) {
    let padding = parallax_json_padding()
    if buffer.count < document.count + padding {
      buffer.deallocate()
      buffer = .allocate(byteCount: 2 * (document.count + padding), alignment: 16)
    }
    buffer.copyMemory(from: UnsafeRawBufferPointer(document))
    for offset in document.count..<document.count + padding { buffer[offset] = 0 }
    let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
    let status = parallax_json_parse(parser, start, document.count)
    guard status != 0 else { return }
    if parallax_json_is_encoding_error(status) != 0 { throw .encoding }
    throw .syntax(String(cString: parallax_json_message(status)))
  }

  /// Whether the document is an object.
  var isObject: Bool { parallax_json_is_object(parser) != 0 }

  /// A value of the object.
  enum Value {
    case absent, null, other
    case string(String)
    case integer(Int64)
  }

  /// The values of keys, in the keys' order.
  func fields(_ keys: SimdJSONKeys) -> [Value] {
    var values = [parallax_json_value](repeating: parallax_json_value(), count: keys.count)
    parallax_json_fields(parser, keys.names, keys.lengths, keys.count, &values)
    return values.map { value in
      switch Int(value.kind) {
      case Int(PARALLAX_JSON_NULL): .null
      case Int(PARALLAX_JSON_STRING): .string(Self.string(value))
      case Int(PARALLAX_JSON_INTEGER): .integer(value.integer)
      case Int(PARALLAX_JSON_OTHER): .other
      default: .absent
      }
    }
  }

  private static func string(_ value: parallax_json_value) -> String {
    let start = UnsafeRawPointer(value.bytes)?.assumingMemoryBound(to: UInt8.self)
    return UTF8Text.string(unchecked: UnsafeBufferPointer(start: start, count: value.length))
  }
}

/// Keys as the parser takes them.
final class SimdJSONKeys {
  let count: Int
  fileprivate let names: UnsafeMutablePointer<UnsafePointer<CChar>?>
  fileprivate let lengths: UnsafeMutablePointer<Int>
  private let storage: UnsafeMutablePointer<CChar>

  init(_ keys: [String]) {
    count = keys.count
    names = .allocate(capacity: keys.count)
    lengths = .allocate(capacity: keys.count)
    storage = .allocate(capacity: max(1, keys.reduce(0) { $0 + $1.utf8.count }))
    var place = storage
    for (index, key) in keys.enumerated() {
      names[index] = UnsafePointer(place)
      lengths[index] = key.utf8.count
      for byte in key.utf8 {
        place.initialize(to: CChar(bitPattern: byte))
        place += 1
      }
    }
  }

  deinit {
    names.deallocate()
    lengths.deallocate()
    storage.deallocate()
  }
}
