/// A strict reader of the one shape of JSON that a safetensors header has.
///
/// Foundation's reader accepts trailing commas and keeps one of two equal keys in silence, and two readers
/// that disagree about a file are two files. This one takes RFC 8259 to the letter, rejects equal keys and
/// unknown fields, and has no recursion: the grammar is three levels deep.
struct SafetensorsHeaderParser {
  private let bytes: [UInt8]
  private var position = 0

  /// The tensors in the order of the header.
  private(set) var entries: [SafetensorsHeader.Entry] = []
  /// The strings of `__metadata__`.
  private(set) var metadata: [String: String] = [:]
  /// Where the text between the quotes of each metadata value stands.
  private(set) var metadataRanges: [String: Range<Int>] = [:]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the whole header.
  ///
  /// - Throws: ``ModelError`` of code `malformed` with the byte at fault, or `incompatible`.
  mutating func parse() throws(ModelError) {
    guard bytes.first == UInt8(ascii: "{") else {
      throw failure("the header does not start with {; this is not a safetensors file")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw failure("the header is not valid UTF-8")
    }
    var names: Set<String> = []
    try parseObject { (parser, key) throws(ModelError) in
      guard names.insert(key).inserted else { throw parser.failure("the key \"\(key)\" stands twice") }
      if key == "__metadata__" {
        try parser.parseMetadata()
      } else {
        try parser.parseEntry(named: key)
      }
    }
    skipWhitespace()
    guard position == bytes.count else { throw failure("the header goes on after its closing brace") }
  }

  private mutating func parseMetadata() throws(ModelError) {
    try parseObject { (parser, key) throws(ModelError) in
      let start = parser.position + 1
      let value = try parser.parseString()
      guard parser.metadata.updateValue(value, forKey: key) == nil else {
        throw parser.failure("the metadata key \"\(key)\" stands twice")
      }
      parser.metadataRanges[key] = start..<(parser.position - 1)
    }
  }

  private mutating func parseEntry(named name: String) throws(ModelError) {
    var dataType: SafetensorsDataType?
    var shape: [Int]?
    var offsets: [Int]?
    try parseObject { (parser, key) throws(ModelError) in
      switch key {
      case "dtype" where dataType == nil:
        dataType = try parser.parseDataType(of: name)
      case "shape" where shape == nil:
        shape = try parser.parseIntegers()
      case "data_offsets" where offsets == nil:
        offsets = try parser.parseIntegers()
      default:
        throw parser.failure("the field \"\(key)\" of tensor \"\(name)\" is unknown or stands twice")
      }
    }
    guard let dataType, let shape, let offsets else {
      throw failure("tensor \"\(name)\" lacks one of dtype, shape and data_offsets")
    }
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw failure(
        "tensor \"\(name)\" has the offsets \(offsets); expected a start and an end not before it")
    }
    entries.append(
      SafetensorsHeader.Entry(
        name: name, dataType: dataType, shape: shape, byteRange: offsets[0]..<offsets[1]))
  }

  private mutating func parseDataType(of tensor: String) throws(ModelError) -> SafetensorsDataType {
    let name = try parseString()
    guard let type = SafetensorsDataType(rawValue: name) else {
      let known = SafetensorsDataType.allCases.map(\.rawValue).joined(separator: ", ")
      throw ModelError(.incompatible, "tensor \"\(tensor)\" is of type \"\(name)\"; read here are \(known)")
    }
    return type
  }

  // MARK: JSON

  /// Reads an object, calling the closure after each key and its colon.
  private mutating func parseObject(
    _ member: (inout Self, String) throws(ModelError) -> Void
  ) throws(ModelError) {
    try expect(UInt8(ascii: "{"))
    if try accept(UInt8(ascii: "}")) { return }
    repeat {
      skipWhitespace()
      let key = try parseString()
      try expect(UInt8(ascii: ":"))
      skipWhitespace()
      try member(&self, key)
    } while try accept(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  /// Reads an array of integers that are not negative.
  private mutating func parseIntegers() throws(ModelError) -> [Int] {
    var values: [Int] = []
    try expect(UInt8(ascii: "["))
    if try accept(UInt8(ascii: "]")) { return values }
    repeat {
      skipWhitespace()
      values.append(try parseInteger())
    } while try accept(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return values
  }

  private mutating func parseInteger() throws(ModelError) -> Int {
    let start = position
    var value = 0
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(Int(bytes[position] - UInt8(ascii: "0")))
      guard !overflow, !carry else { throw failure("a number does not fit 64 bits") }
      value = sum
      position += 1
    }
    guard position > start, position == start + 1 || bytes[start] != UInt8(ascii: "0") else {
      throw failure("expected a whole number that is not negative")
    }
    return value
  }

  private mutating func parseString() throws(ModelError) -> String {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      throw failure("expected a string")
    }
    position += 1
    var contents: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        return String(decoding: contents, as: UTF8.self)  // The header was validated whole.
      case UInt8(ascii: "\\"):
        try parseEscape(into: &contents)
      case 0..<0x20:
        throw failure("a string holds a bare control character")
      default:
        contents.append(byte)
      }
    }
    throw failure("a string does not end")
  }

  private mutating func parseEscape(into contents: inout [UInt8]) throws(ModelError) {
    guard position < bytes.count else { throw failure("a string does not end") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): contents.append(byte)
    case UInt8(ascii: "b"): contents.append(0x08)
    case UInt8(ascii: "f"): contents.append(0x0C)
    case UInt8(ascii: "n"): contents.append(0x0A)
    case UInt8(ascii: "r"): contents.append(0x0D)
    case UInt8(ascii: "t"): contents.append(0x09)
    case UInt8(ascii: "u"): contents += Array(String(try parseScalar()).utf8)
    default: throw failure("a string holds an unknown escape")
    }
  }

  /// Reads the digits after `\u`, and the second half of a surrogate pair.
  private mutating func parseScalar() throws(ModelError) -> Unicode.Scalar {
    var value = try parseHexadecimal()
    if (0xD800..<0xDC00).contains(value), bytes[position...].starts(with: [0x5C, 0x75]) {
      position += 2
      let low = try parseHexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw failure("a string holds half a surrogate pair") }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw failure("a string holds half a surrogate pair") }
    return scalar
  }

  private mutating func parseHexadecimal() throws(ModelError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw failure("an escape is cut short") }
    var value: UInt32 = 0
    for byte in bytes[position..<(position + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("an escape needs four hexadecimal digits")
      }
      value = value << 4 + UInt32(digit)
    }
    position += 4
    return value
  }

  private mutating func skipWhitespace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func expect(_ byte: UInt8) throws(ModelError) {
    guard try accept(byte) else { throw failure("expected \(Character(Unicode.Scalar(byte)))") }
  }

  private mutating func accept(_ byte: UInt8) throws(ModelError) -> Bool {
    skipWhitespace()
    guard position < bytes.count else { throw failure("the header ends too early") }
    guard bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func failure(_ message: String) -> ModelError {
    ModelError(.malformed, "\(message) (at byte \(position) of the header)")
  }
}
