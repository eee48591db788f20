/// Text that is written row by row and handed on in pieces of about a megabyte.
struct TextOutput {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(TextOutput.piece + TextOutput.piece / 8) }

  private static let piece = 1 << 20

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ part: some Collection<UInt8>) { bytes.append(contentsOf: part) }

  mutating func append(number value: Int) {
    guard value >= 0 else {
      append(String(value).utf8)
      return
    }
    // Digits from the last to the first, into the low bytes of one word or two.
    var rest = UInt(value)
    var digits = 1
    var bound: UInt = 10
    while rest >= bound, digits < 19 {
      digits += 1
      bound &*= 10
    }
    let start = bytes.count
    for _ in 0..<digits { bytes.append(0x30) }
    var place = start + digits
    while rest > 0 {
      place -= 1
      bytes[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// The shortest decimal that reads back as the same value; whole numbers without ".0".
  mutating func append(number value: Float) { append(decimal: value.description) }

  /// The shortest decimal that reads back as the same value; whole numbers without ".0".
  mutating func append(number value: Double) { append(decimal: value.description) }

  private mutating func append(decimal: String) {
    var decimal = decimal
    decimal.withUTF8 { digits in
      let isWhole = digits.count > 2 && digits[digits.count - 1] == 0x30 && digits[digits.count - 2] == 0x2E
      bytes.append(
        contentsOf: isWhole ? UnsafeBufferPointer(rebasing: digits[..<(digits.count - 2)]) : digits)
    }
  }

  /// Ends a row and hands on what there is, once it is a piece.
  mutating func endRow<Failure: Error>(_ sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    bytes.append(0x0A)
    if bytes.count >= TextOutput.piece { try flush(sink) }
  }

  /// Hands on what is left.
  mutating func flush<Failure: Error>(_ sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    guard !bytes.isEmpty else { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
