/// Reads JSON (RFC 8259) strictly, keeping the line of each value.
///
/// Foundation's decoders name no line and accept trailing commas; a file kept by hand deserves both better.
/// Rejected: comments, trailing commas, duplicate keys, lone surrogates, raw control characters, invalid
/// UTF-8, anything after the value, and nesting deeper than `maximumDepth`.
struct LocatedJSONReader {
  static let maximumDepth = 32

  private let bytes: [UInt8]
  private let path: String?
  private var position = 0
  private var line = 1

  /// Reads a whole document.
  static func read(_ bytes: [UInt8], path: String?) throws(CoverageError) -> LocatedJSON {
    var reader = LocatedJSONReader(bytes: bytes, path: path)
    try reader.checkEncoding()
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    reader.skipSpace()
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw reader.error("found \(reader.found) after the end of the document; remove it")
    }
    return value
  }

  private init(bytes: [UInt8], path: String?) {
    self.bytes = bytes
    self.path = path
  }

  private func checkEncoding() throws(CoverageError) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw error("the file is UTF-16; save it as UTF-8")
    }
    if String(validating: bytes, as: UTF8.self) != nil { return }
    var number = 1
    for text in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      if String(validating: text, as: UTF8.self) == nil { break }
      number += 1
    }
    throw CoverageError(
      .malformed, "the line is not valid UTF-8; save the file as UTF-8", path: path, line: number)
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var found: String {
    guard let byte = current else { return "the end of the file" }
    return String(decoding: bytes[position...].prefix(byte < 128 ? 1 : 4), as: UTF8.self).first.map {
      String($0).quoted
    }
      ?? "nothing"
  }

  private func error(_ message: String, code: CoverageError.Code = .malformed, line: Int? = nil)
    -> CoverageError
  {
    CoverageError(code, message, path: path, line: line ?? self.line)
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 32 || byte == 9 || byte == 10 || byte == 13 {
      if byte == 10 || (byte == 13 && !(position + 1 < bytes.count && bytes[position + 1] == 10)) {
        line += 1
      }
      position += 1
    }
  }

  private mutating func value(depth: Int) throws(CoverageError) -> LocatedJSON {
    guard depth <= Self.maximumDepth else {
      throw error("nested deeper than \(Self.maximumDepth) levels; a gazetteer needs 6", code: .limit)
    }
    let start = line
    switch current {
    case UInt8(ascii: "{"): return LocatedJSON(value: .object(try members(depth: depth)), line: start)
    case UInt8(ascii: "["): return LocatedJSON(value: .array(try elements(depth: depth)), line: start)
    case UInt8(ascii: "\""): return LocatedJSON(value: .string(try string()), line: start)
    case .some(UInt8(ascii: "-")), .some(0x30...0x39):
      return LocatedJSON(value: try number(), line: start)
    default:
      for (word, value) in [("true", LocatedJSON.Value.bool), ("false", .bool), ("null", .null)]
      where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return LocatedJSON(value: value, line: start)
      }
      throw error("expected a value, found \(found)")
    }
  }

  private mutating func members(depth: Int) throws(CoverageError) -> [LocatedJSON.Member] {
    let opening = line
    var members: [LocatedJSON.Member] = []
    var lines: [String: Int] = [:]
    try list(closing: "}", opening: opening) { (reader) throws(CoverageError) in
      let start = reader.line
      guard reader.current == UInt8(ascii: "\"") else {
        throw reader.error("expected a key in quotation marks, found \(reader.found)")
      }
      let key = try reader.string()
      if let earlier = lines.updateValue(start, forKey: key) {
        throw reader.error(
          "the key \(key.quoted) stands twice in one object (first in line \(earlier)); remove one",
          line: start)
      }
      reader.skipSpace()
      guard reader.current == UInt8(ascii: ":") else {
        throw reader.error("expected \":\" after the key \(key.quoted), found \(reader.found)")
      }
      reader.position += 1
      reader.skipSpace()
      members.append(.init(key: key, line: start, value: try reader.value(depth: depth + 1)))
    }
    return members
  }

  private mutating func elements(depth: Int) throws(CoverageError) -> [LocatedJSON] {
    var elements: [LocatedJSON] = []
    try list(closing: "]", opening: line) { (reader) throws(CoverageError) in
      elements.append(try reader.value(depth: depth + 1))
    }
    return elements
  }

  /// Reads what stands between an opening bracket and its closing one, separated by commas.
  private mutating func list(
    closing: Character, opening: Int, _ item: (inout Self) throws(CoverageError) -> Void
  ) throws(CoverageError) {
    position += 1
    skipSpace()
    let close = closing.asciiValue
    if current == close {
      position += 1
      return
    }
    while true {
      try item(&self)
      skipSpace()
      if current == close {
        position += 1
        return
      }
      guard current == UInt8(ascii: ",") else {
        throw error("expected \",\" or \"\(closing)\" (opened in line \(opening)), found \(found)")
      }
      let comma = line
      position += 1
      skipSpace()
      if current == close {
        throw error("a comma stands before \"\(closing)\"; remove the comma", line: comma)
      }
    }
  }

  private mutating func number() throws(CoverageError) -> LocatedJSON.Value {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    let digits = position
    skipDigits()
    let isValid = position > digits && !(bytes[digits] == UInt8(ascii: "0") && position > digits + 1)
    var isInteger = true
    var isComplete = true
    if current == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      isComplete = skipDigits()
    }
    if isComplete, current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isInteger = false
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      isComplete = skipDigits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard isValid, isComplete else { throw error("\(text.quoted) is not a number of JSON") }
    guard isInteger, let integer = Int(text) else { return .number }
    return .integer(integer)
  }

  @discardableResult
  private mutating func skipDigits() -> Bool {
    let start = position
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
    return position > start
  }

  private mutating func string() throws(CoverageError) -> String {
    var text: [UInt8] = []
    position += 1
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<32:
        throw error(
          "a string holds a line break or control character; write it as an escape, or close the string")
      default: text.append(byte)
      }
    }
    throw error("a string is not closed before the end of the file")
  }

  private mutating func escape(into text: inout [UInt8]) throws(CoverageError) {
    let byte = current ?? 0
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
    default: throw error("an unknown escape after \"\\\"; a backslash itself is written \"\\\\\"")
    }
  }

  private mutating func escapedScalar() throws(CoverageError) -> Character {
    let first = try hexadecimal()
    var value = first
    if (0xD800...0xDBFF).contains(first), bytes[position...].starts(with: "\\u".utf8) {
      position += 2
      let second = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(second) else {
        throw error("half of a surrogate pair in a \\u escape")
      }
      value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw error("half of a surrogate pair in a \\u escape") }
    return Character(scalar)
  }

  private mutating func hexadecimal() throws(CoverageError) -> UInt32 {
    let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(digits, radix: 16)
    else { throw error("\\u wants four hexadecimal digits, found \(digits.quoted)") }
    position += 4
    return value
  }
}
