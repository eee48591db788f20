import Foundation

/// Text out of bytes: what encoding they are in, and what to do where they are broken.
enum TextDecoding {
  /// Decoded text, the encoding it was in, and what was repaired or guessed.
  struct Result: Equatable {
    var text: String
    /// The encoding's name, in capitals ("UTF-8", "WINDOWS-1252").
    var encoding: String
    var warnings: [String] = []
  }

  /// The text of the bytes without their byte order mark, and what was repaired.
  static func decode(_ bytes: [UInt8]) -> (text: String, warnings: [String]) {
    let result = decoded(bytes)
    return (result.text, result.warnings)
  }

  /// Decodes bytes: by their byte order mark, as UTF-8 where they are that, by the encoding they are declared
  /// to be in, as UTF-16 where every other byte is zero, and as Windows-1252 where they look like it.
  ///
  /// What declares itself something else and is UTF-8 is UTF-8: bytes fit it by no accident. Where UTF-8 is
  /// broken in places only, those become U+FFFD, as do halves of surrogate pairs in UTF-16.
  static func decoded(_ bytes: [UInt8], declared: String? = nil) -> Result {
    if let isBigEndian = utf16Order(bytes) { return utf16(bytes, from: 2, isBigEndian: isBigEndian) }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let body = bytes[start...]
    if !body.contains(0), let text = UTF8Text.string(body) {
      return Result(text: text, encoding: "UTF-8")
    }
    if start == 0, let isBigEndian = unmarkedUTF16Order(bytes) {
      var result = utf16(bytes, from: 0, isBigEndian: isBigEndian)
      result.warnings.append("read as \(result.encoding), which has no byte order mark")
      return result
    }
    if let text = UTF8Text.string(body) { return Result(text: text, encoding: "UTF-8") }
    if start == 0, let declared, let result = byName(bytes, declared) { return result }
    if start == 0, looksLikeWindows1252(bytes) {
      let note = "not UTF-8; read as Windows-1252"
      return Result(text: Windows1252.decode(bytes), encoding: "WINDOWS-1252", warnings: [note])
    }
    let text = String(decoding: body, as: UTF8.self)
    let valid = zip(body, text.utf8).prefix { $0 == $1 }.count
    let note = "bytes that are not UTF-8 were replaced by U+FFFD, the first at byte \(start + valid)"
    return Result(text: text, encoding: "UTF-8", warnings: [note])
  }

  /// Whether bytes begin with the byte order mark of UTF-16, and which of the two.
  static func utf16Order(_ bytes: [UInt8]) -> Bool? {
    if bytes.starts(with: [0xFF, 0xFE]) { return false }
    if bytes.starts(with: [0xFE, 0xFF]) { return true }
    return nil
  }

  /// Whether the beginning reads like UTF-16 in a European language: nearly every second byte is zero, and
  /// hardly any other.
  static func unmarkedUTF16Order(_ bytes: [UInt8]) -> Bool? {
    let head = bytes.prefix(1024)
    guard head.count >= 16 else { return nil }
    var zeros = [0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    let half = head.count / 2
    if zeros[0] * 10 >= half * 8, zeros[1] * 20 < half { return true }
    if zeros[1] * 10 >= half * 8, zeros[0] * 20 < half { return false }
    return nil
  }

  /// The encoding that a page's source declares in its first kilobytes: `charset` of a `meta` element.
  static func declaredEncoding(_ source: [UInt8]) -> String? {
    source.withUnsafeBufferPointer { buffer in
      let head = UnsafeBufferPointer(rebasing: buffer.prefix(4096))
      var offset = 0
      while let mark = head.firstOffset(of: 0x63, from: offset) ?? head.firstOffset(of: 0x43, from: offset) {
        offset = mark + 1
        guard mark + 8 < head.count, head.matches(mark..<mark + 7, "charset") else { continue }
        var start = mark + 7
        while start < head.count, head[start].isHTMLSpace || [0x3D, 0x22, 0x27].contains(head[start]) {
          start += 1
        }
        var end = start
        while end < head.count, end - start < 40,
          head[end].isASCIILetter || head[end].isASCIIDigit || head[end] == 0x2D || head[end] == 0x5F
        {
          end += 1
        }
        if end > start { return String(decoding: head[start..<end], as: UTF8.self).uppercased() }
      }
      return nil
    }
  }

  /// Decodes by an encoding's name; nil where it is not known or does not fit.
  private static func byName(_ bytes: [UInt8], _ name: String) -> Result? {
    let upper = name.uppercased()
    switch upper {
    case "UTF-8", "UTF8": return nil
    // What calls itself Latin-1 is Windows-1252 on the web.
    case "ISO-8859-1", "LATIN1", "LATIN-1", "US-ASCII", "ASCII", "WINDOWS-1252", "CP1252":
      return Result(text: Windows1252.decode(bytes), encoding: "WINDOWS-1252")
    default:
      return CharacterConverter.decode(bytes, from: upper).map { Result(text: $0, encoding: upper) }
    }
  }

  /// Whether bytes that are not UTF-8 hold no sequence that is, and none that Windows-1252 leaves undefined.
  private static func looksLikeWindows1252(_ bytes: [UInt8]) -> Bool {
    var high = 0
    for (index, byte) in bytes.enumerated() where byte >= 0x80 {
      if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) { return false }
      if byte >= 0xC3, byte <= 0xEF, index + 1 < bytes.count, bytes[index + 1] & 0xC0 == 0x80 { return false }
      high += 1
    }
    // In text, most letters are ASCII; anything else is no text.
    return high * 4 < bytes.count && !bytes.contains(where: { $0 < 9 })
  }

  private static func utf16(_ bytes: [UInt8], from start: Int, isBigEndian: Bool) -> Result {
    let (high, low) = isBigEndian ? (0, 1) : (1, 0)
    let units = stride(from: start, to: bytes.count - 1, by: 2).map { offset in
      UInt16(bytes[offset + high]) << 8 | UInt16(bytes[offset + low])
    }
    var result = Result(text: "", encoding: isBigEndian ? "UTF-16BE" : "UTF-16LE")
    if bytes.count % 2 == 1 { result.warnings.append("the last byte is half a UTF-16 unit and was dropped") }
    if let text = String(validating: units, as: UTF16.self) {
      result.text = text
    } else {
      result.warnings.append("halves of surrogate pairs were replaced by U+FFFD")
      result.text = String(decoding: units, as: UTF16.self)
    }
    return result
  }
}

/// The code page that the web means by Latin-1.
enum Windows1252 {
  /// 0x80 to 0x9F; undefined places stand for the control characters of their numbers, as in the web's standard.
  private static let upper: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x8D,
    0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A,
    0x0153, 0x9D, 0x017E, 0x0178,
  ]

  static func decode(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      let value = byte >= 0x80 && byte <= 0x9F ? upper[Int(byte) - 0x80] : UInt32(byte)
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    return String(text)
  }
}

/// The C library's conversion between encodings.
enum CharacterConverter {
  /// The text of bytes in a named encoding; nil where the name is unknown.
  ///
  /// What does not fit becomes U+FFFD.
  static func decode(_ bytes: [UInt8], from name: String) -> String? {
    guard name.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D || $0 == 0x5F }) else {
      return nil
    }
    let converter = iconv_open("UTF-8", name)
    guard converter != iconv_t(bitPattern: -1), let converter else { return nil }
    defer { iconv_close(converter) }
    var input = bytes
    var result: [UInt8] = []
    input.withUnsafeMutableBytes { source in
      var place = source.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = source.count
      var chunk = [CChar](repeating: 0, count: 1 << 14)
      while left > 0 {
        let status = chunk.withUnsafeMutableBufferPointer { target in
          var output = target.baseAddress
          var room = target.count
          let status = iconv(converter, &place, &left, &output, &room)
          let code = status == -1 ? errno : 0
          result.append(contentsOf: UnsafeRawBufferPointer(target).prefix(target.count - room))
          return code
        }
        if status == 0 { break }
        if status == E2BIG { continue }
        // A byte that does not fit: passed over.
        result += [0xEF, 0xBF, 0xBD]
        place = place.map { $0 + 1 }
        left -= 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
