/// Text out of bytes: byte order marks, UTF-8, UTF-16, and what to do where they are broken.
enum TextDecoding {
  /// The text of the bytes without their byte order mark, and what was repaired.
  ///
  /// Bytes that are not UTF-8, and halves of surrogate pairs in UTF-16, become U+FFFD.
  static func decode(_ bytes: [UInt8]) -> (text: String, warnings: [String]) {
    if let isBigEndian = utf16Order(bytes) { return decodeUTF16(bytes, isBigEndian: isBigEndian) }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let body = bytes[start...]
    if let text = String(validating: body, as: UTF8.self) { return (text, []) }
    let text = String(decoding: body, as: UTF8.self)
    let valid = zip(body, text.utf8).prefix { $0 == $1 }.count
    return (text, ["bytes that are not UTF-8 were replaced by U+FFFD, the first at byte \(start + valid)"])
  }

  /// Whether bytes begin with the byte order mark of UTF-16, and which of the two.
  static func utf16Order(_ bytes: [UInt8]) -> Bool? {
    if bytes.starts(with: [0xFF, 0xFE]) { return false }
    if bytes.starts(with: [0xFE, 0xFF]) { return true }
    return nil
  }

  private static func decodeUTF16(_ bytes: [UInt8], isBigEndian: Bool) -> (text: String, warnings: [String]) {
    let (high, low) = isBigEndian ? (0, 1) : (1, 0)
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { offset in
      UInt16(bytes[offset + high]) << 8 | UInt16(bytes[offset + low])
    }
    var warnings: [String] = []
    if bytes.count % 2 == 1 { warnings.append("the last byte is half a UTF-16 unit and was dropped") }
    if let text = String(validating: units, as: UTF16.self) { return (text, warnings) }
    warnings.append("halves of surrogate pairs were replaced by U+FFFD")
    return (String(decoding: units, as: UTF16.self), warnings)
  }
}
