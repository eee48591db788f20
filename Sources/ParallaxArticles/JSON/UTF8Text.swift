internal import CSimdjson

/// Strings out of bytes that may be UTF-8, checked by simdjson: several times as fast as the standard library.
package enum UTF8Text {
  /// Whether all bytes are valid UTF-8.
  package static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    return parallax_utf8_is_valid(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), bytes.count)
      != 0
  }

  /// The text of bytes; nil where they are not UTF-8.
  package static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    isValid(bytes) ? string(unchecked: bytes) : nil
  }

  /// The text of bytes; nil where they are not UTF-8.
  package static func string(_ bytes: ArraySlice<UInt8>) -> String? {
    bytes.withUnsafeBufferPointer(string)
  }

  /// The text of bytes that are known to be UTF-8: checking them again would cost more than all the rest.
  package static func string(unchecked bytes: UnsafeBufferPointer<UInt8>) -> String {
    // Strings of ASCII say so, which makes comparing and hashing them cheap.
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: all < 0x80))
  }

  /// The text of bytes, in which what is not UTF-8 becomes U+FFFD.
  static func repaired(_ bytes: ArraySlice<UInt8>) -> String {
    string(bytes) ?? String(decoding: bytes, as: UTF8.self)
  }
}
