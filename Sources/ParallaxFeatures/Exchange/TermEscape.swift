/// How a text format writes the bytes of a term that it takes for its own.
enum TermEscape {
  /// `%` and two hexadecimal digits.
  case percent
  /// A backslash and a letter.
  case backslash

  /// The terms of a vocabulary, escaped, one after the other.
  struct Names {
    var bytes: [UInt8] = []
    var offsets = [0]

    func range(_ column: Int) -> Range<Int> { offsets[column]..<offsets[column + 1] }
  }

  func escaped(_ vocabulary: Vocabulary) -> Names {
    var names = Names()
    names.bytes.reserveCapacity(vocabulary.termBytes.count)
    names.offsets.reserveCapacity(vocabulary.count + 1)
    for column in 0..<vocabulary.count {
      append(vocabulary.termBytes[vocabulary.bytes(at: column)], to: &names.bytes)
      names.offsets.append(names.bytes.count)
    }
    return names
  }

  private func append(_ term: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    for byte in term {
      switch (self, byte) {
      case (.percent, 0x09...0x0D), (.percent, 0x20), (.percent, UInt8(ascii: "%")),
        (.percent, UInt8(ascii: ":")),
        (.percent, UInt8(ascii: "|")), (.percent, 0):
        bytes += [UInt8(ascii: "%"), Self.digit(byte >> 4), Self.digit(byte & 15)]
      case (.backslash, 0x09): bytes += "\\t".utf8
      case (.backslash, 0x0A): bytes += "\\n".utf8
      case (.backslash, 0x0D): bytes += "\\r".utf8
      case (.backslash, UInt8(ascii: "\\")): bytes += "\\\\".utf8
      default: bytes.append(byte)
      }
    }
  }

  /// The term that escaped bytes stand for.
  ///
  /// - Throws: ``FeatureError`` of code `malformed` where an escape is not one.
  func unescaped(_ bytes: ArraySlice<UInt8>, in line: TextLine) throws(FeatureError) -> [UInt8] {
    let mark = self == .percent ? UInt8(ascii: "%") : UInt8(ascii: "\\")
    guard bytes.contains(mark) else { return Array(bytes) }
    var term: [UInt8] = []
    var place = bytes.startIndex
    while place < bytes.endIndex {
      guard bytes[place] == mark else {
        term.append(bytes[place])
        place += 1
        continue
      }
      let code = bytes[(place + 1)...].prefix(self == .percent ? 2 : 1)
      guard let byte = self == .percent ? Self.byte(hexadecimal: code) : Self.byte(letter: code) else {
        throw line.error("\(line.shown(bytes)) has an escape that is none: \(line.shown([mark] + code))")
      }
      term.append(byte)
      place += 1 + code.count
    }
    return term
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x41 + value - 10 }

  private static func byte(hexadecimal code: ArraySlice<UInt8>) -> UInt8? {
    let digits = code.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return code.count == 2 && digits.count == 2 ? UInt8(digits[0] * 16 + digits[1]) : nil
  }

  private static func byte(letter code: ArraySlice<UInt8>) -> UInt8? {
    switch code.first {
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "\\"): 0x5C
    default: nil
    }
  }
}
