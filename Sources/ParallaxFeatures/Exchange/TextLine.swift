/// One line of a text format, read from the left; every error names the line.
struct TextLine {
  /// The number of the line, from 1.
  let number: Int
  private let bytes: ArraySlice<UInt8>
  private(set) var place: Int

  init(_ bytes: ArraySlice<UInt8>, number: Int) {
    self.number = number
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// Calls `body` for each line, without its line feed and carriage return.
  static func forEach(
    in bytes: [UInt8], _ body: (inout TextLine) throws(FeatureError) -> Void
  ) throws(FeatureError) {
    var (start, number) = (0, 0)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let isReturned = end > start && bytes[end - 1] == 0x0D
      number += 1
      var line = TextLine(bytes[start..<(isReturned ? end - 1 : end)], number: number)
      try body(&line)
      start = end + 1
    }
  }

  var isAtEnd: Bool { place == bytes.endIndex }
  var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }
  var rest: ArraySlice<UInt8> { bytes[place...] }

  func error(_ message: String) -> FeatureError { .malformed("line \(number): \(message)") }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 { place += 1 }
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  /// The bytes up to the first for which `isEnd` holds.
  mutating func take(until isEnd: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = place
    while let byte = next, !isEnd(byte) { place += 1 }
    return bytes[start..<place]
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Text from the line as a message may show it.
  func shown(_ part: ArraySlice<UInt8>) -> String {
    quoted(String(decoding: part.prefix(240), as: UTF8.self))
  }
}
