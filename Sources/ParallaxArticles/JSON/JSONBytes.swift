import ParallaxText

/// Strings as JSON.
package enum JSONBytes {
  /// A string in quotes.
  package static func quoted(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    write(text, to: &bytes)
    return bytes
  }

  /// Writes a string in quotes: quotes, backslashes and control characters escaped, the rest as it is.
  package static func write(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { source in
      guard let base = source.baseAddress else { return }
      var start = 0
      while true {
        let length = VectorKernels.plainLength(base + start, count: source.count - start)
        bytes.append(contentsOf: UnsafeBufferPointer(start: base + start, count: length))
        start += length
        if start == source.count { break }
        escape(source[start], to: &bytes)
        start += 1
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0..<0x20:
      bytes += "u00".utf8
      bytes.append(digit(byte >> 4))
      bytes.append(digit(byte & 15))
    default: bytes.append(byte)
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
