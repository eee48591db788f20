import ParallaxText

/// Finds the values of a few keys in a line of JSON without building the rest of it.
///
/// It takes what RFC 8259 allows and gives up on what it does not read itself: the strict decoder then reads
/// the line, or says what is wrong with it. So a line that is not JSON is never half understood.
package struct JSONFieldScanner {
  /// The value of a key, as a place in the line.
  package enum Value {
    case absent
    /// The text between the quotes, and whether it has escapes.
    case string(Range<Int>, isEscaped: Bool)
    /// A number, `true`, `false` or `null`.
    case literal(Range<Int>)
    /// An array or an object.
    case nested
  }

  private let base: UnsafePointer<UInt8>
  private let count: Int
  private var place = 0
  private static let deepest = 64

  /// Looks the keys of an object up; false where the line must go to the strict decoder.
  ///
  /// - Parameters:
  ///   - line: The bytes of the line.
  ///   - keys: The keys.
  ///   - values: Becomes the values of the keys, in their order.
  package static func scan(
    _ line: UnsafeBufferPointer<UInt8>, keys: JSONKeys, into values: inout [Value]
  ) -> Bool {
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(.absent, count: keys.count))
    guard let base = line.baseAddress else { return false }
    var scanner = JSONFieldScanner(base: base, count: line.count)
    return scanner.object(keys, &values)
  }

  private init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  private mutating func object(_ keys: JSONKeys, _ values: inout [Value]) -> Bool {
    guard next() == UInt8(ascii: "{") else { return false }
    place += 1
    if next() == UInt8(ascii: "}") {
      place += 1
    } else {
      repeat {
        guard next() == UInt8(ascii: "\""), let (key, isEscaped) = string(), !isEscaped,
          next() == UInt8(ascii: ":")
        else { return false }
        place += 1
        guard let value = value(depth: 0) else { return false }
        let name = UnsafeBufferPointer(start: base + key.lowerBound, count: key.count)
        let isFirst = keys.forEach(equalTo: name) { index in
          // Which of two equal keys counts is for the strict decoder to say.
          guard case .absent = values[index] else { return false }
          values[index] = value
          return true
        }
        guard isFirst else { return false }
      } while accept(UInt8(ascii: ","))
      guard accept(UInt8(ascii: "}")) else { return false }
    }
    return next() == nil
  }

  /// The next byte that is not white space, which stays the next.
  private mutating func next() -> UInt8? {
    while place < count {
      switch base[place] {
      case 0x20, 0x09, 0x0A, 0x0D: place &+= 1
      default: return base[place]
      }
    }
    return nil
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard next() == byte else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) -> Value? {
    guard let first = next(), depth < Self.deepest else { return nil }
    let start = place
    switch first {
    case UInt8(ascii: "\""):
      guard let (range, isEscaped) = string() else { return nil }
      return .string(range, isEscaped: isEscaped)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return nested(closing: first + 2, hasKeys: first == UInt8(ascii: "{"), depth: depth) ? .nested : nil
    case UInt8(ascii: "t"): return literal("true") ? .literal(start..<place) : nil
    case UInt8(ascii: "f"): return literal("false") ? .literal(start..<place) : nil
    case UInt8(ascii: "n"): return literal("null") ? .literal(start..<place) : nil
    default: return number() ? .literal(start..<place) : nil
    }
  }

  /// Passes an array or an object; the closing bracket stands two places after the opening one in ASCII.
  private mutating func nested(closing: UInt8, hasKeys: Bool, depth: Int) -> Bool {
    place += 1
    if accept(closing) { return true }
    repeat {
      if hasKeys {
        guard next() == UInt8(ascii: "\""), string() != nil, accept(UInt8(ascii: ":")) else { return false }
      }
      guard value(depth: depth + 1) != nil else { return false }
    } while accept(UInt8(ascii: ","))
    return accept(closing)
  }

  private mutating func literal(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard place + length <= count else { return false }
    for index in 0..<length where base[place + index] != text.utf8Start[index] { return false }
    place += length
    return true
  }

  private mutating func digits() -> Int {
    let start = place
    while place < count, base[place] &- UInt8(ascii: "0") < 10 { place &+= 1 }
    return place - start
  }

  private mutating func number() -> Bool {
    if place < count, base[place] == UInt8(ascii: "-") { place += 1 }
    let start = place
    let whole = digits()
    // Numbers that may be beyond a double's range or an integer's are for the strict decoder to judge.
    guard whole > 0, whole <= 18, whole == 1 || base[start] != UInt8(ascii: "0") else { return false }
    if place < count, base[place] == UInt8(ascii: ".") {
      place += 1
      guard digits() > 0 else { return false }
    }
    if place < count, base[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if place < count, base[place] == UInt8(ascii: "+") || base[place] == UInt8(ascii: "-") { place += 1 }
      guard (1...2).contains(digits()) else { return false }
    }
    return true
  }

  /// Passes a string, and says where its text stands.
  private mutating func string() -> (Range<Int>, isEscaped: Bool)? {
    place += 1
    let start = place
    var isEscaped = false
    while true {
      skipPlainBytes()
      guard place < count else { return nil }
      switch base[place] {
      case UInt8(ascii: "\""):
        place += 1
        return (start..<place - 1, isEscaped)
      case UInt8(ascii: "\\"):
        guard escape() else { return nil }
        isEscaped = true
      default: return nil  // A control character.
      }
    }
  }

  /// Goes on to the next quote, backslash or control character.
  private mutating func skipPlainBytes() {
    place += VectorKernels.plainLength(base + place, count: count - place)
  }

  /// The number of an escape `\uXXXX`.
  private func unit(at start: Int) -> UInt32? {
    guard start + 6 <= count else { return nil }
    var unit: UInt32 = 0
    for index in start + 2..<start + 6 {
      let byte = base[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        unit = unit << 4 | UInt32((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return unit
  }

  private mutating func escape() -> Bool {
    guard place + 1 < count else { return false }
    switch base[place + 1] {
    case UInt8(ascii: "u"):
      guard let unit = unit(at: place) else { return false }
      place += 6
      guard unit >> 11 == 0xD800 >> 11 else { return true }
      // Half a surrogate pair: the other half must follow.
      guard unit < 0xDC00, place + 1 < count, base[place] == UInt8(ascii: "\\"),
        base[place + 1] == UInt8(ascii: "u"), let low = self.unit(at: place), (0xDC00..<0xE000).contains(low)
      else { return false }
      place += 6
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      place += 2
    default: return false
    }
    return true
  }
}

extension JSONFieldScanner {
  /// The text of a string whose bytes are known to be UTF-8; nil for half a surrogate pair.
  ///
  /// - Parameters:
  ///   - range: Where the string stands in the line, as `scan` found it.
  ///   - isEscaped: Whether it has escapes.
  ///   - line: The bytes of the line.
  ///   - scratch: Memory that is used again from call to call.
  package static func text(
    _ range: Range<Int>, isEscaped: Bool, of line: UnsafeBufferPointer<UInt8>, scratch: inout [UInt8]
  ) -> String? {
    guard isEscaped else { return UTF8Text.string(unchecked: UnsafeBufferPointer(rebasing: line[range])) }
    // No escape is shorter than what it stands for; 16 bytes are written at a time.
    let room = range.count + 16
    if scratch.count < room { scratch = [UInt8](repeating: 0, count: 2 * room) }
    return scratch.withUnsafeMutableBufferPointer { text in
      unescape(range, of: line, into: text).map {
        UTF8Text.string(unchecked: UnsafeBufferPointer(rebasing: text[..<$0]))
      }
    }
  }

  /// Writes the text of a string with escapes, and returns its length; nil for half a surrogate pair.
  private static func unescape(
    _ range: Range<Int>, of line: UnsafeBufferPointer<UInt8>, into text: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    guard let source = line.baseAddress, let target = text.baseAddress else { return 0 }
    var place = range.lowerBound
    var length = 0
    while true {
      let plain = VectorKernels.copyPlain(
        source + place, to: target + length, count: range.upperBound - place)
      place += plain
      length += plain
      guard place < range.upperBound else { return length }
      let slash = place
      place = slash + 2
      var byte = line[slash + 1]
      switch byte {
      case UInt8(ascii: "n"): byte = 0x0A
      case UInt8(ascii: "t"): byte = 0x09
      case UInt8(ascii: "r"): byte = 0x0D
      case UInt8(ascii: "b"): byte = 0x08
      case UInt8(ascii: "f"): byte = 0x0C
      case UInt8(ascii: "u"):
        guard let (scalar, count) = scalar(at: slash, upTo: range.upperBound, of: line) else { return nil }
        place = slash + count
        for byte in scalar.utf8 {
          text[length] = byte
          length += 1
        }
        continue
      default: break
      }
      text[length] = byte
      length += 1
    }
  }

  /// The scalar of an escape `\uXXXX`, or of two that make a surrogate pair, and the length of either.
  private static func scalar(
    at slash: Int, upTo end: Int, of line: UnsafeBufferPointer<UInt8>
  ) -> (Unicode.Scalar, Int)? {
    func unit(at start: Int) -> UInt32 {
      line[start + 2..<start + 6].reduce(0) { value, byte in
        let digit = byte < 0x3A ? byte - 0x30 : (byte | 0x20) - 0x57
        return value << 4 | UInt32(digit)
      }
    }
    let high = unit(at: slash)
    if let scalar = Unicode.Scalar(high) { return (scalar, 6) }
    guard (0xD800..<0xDC00).contains(high), slash + 12 <= end, line[slash + 6] == UInt8(ascii: "\\"),
      line[slash + 7] == UInt8(ascii: "u")
    else { return nil }
    let low = unit(at: slash + 6)
    guard (0xDC00..<0xE000).contains(low) else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)).map { ($0, 12) }
  }
}

extension Unicode.Scalar {
  fileprivate var utf8: some Sequence<UInt8> { UTF8.encode(self) ?? UTF8.encodedReplacementCharacter }
}
