/// Reads the header of an `.npy` array: a Python dictionary of exactly `descr`, `fortran_order` and `shape`, in
/// any order.
struct NPYHeaderParser {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

  /// The header as a message may show it.
  var text: String { quoted(String(decoding: bytes, as: UTF8.self)) }

  /// The type and the shape; nil where the header is not of the form.
  mutating func header() -> (type: String, shape: [Int])? {
    var (type, shape, order): (String?, [Int]?, Bool?) = (nil, nil, nil)
    guard skip("{") else { return nil }
    while !skip("}") {
      guard let key = literal(), skip(":") else { return nil }
      switch key {
      case "descr" where type == nil: type = literal()
      case "shape" where shape == nil: shape = tuple()
      case "fortran_order" where order == nil: order = skip("True") ? true : (skip("False") ? false : nil)
      default: return nil
      }
      guard skip(",") || next == UInt8(ascii: "}") else { return nil }
    }
    skipSpace()
    guard place == bytes.count, let type, let shape, let order else { return nil }
    // The order of a matrix would matter; of one dimension it does not.
    guard type.utf8.count >= 3, shape.count < 2 || !order else { return nil }
    return (type, shape)
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x09 { place += 1 }
  }

  private mutating func skip(_ word: StaticString) -> Bool {
    skipSpace()
    let matches = word.withUTF8Buffer { word in
      place + word.count <= bytes.count && bytes[place..<(place + word.count)].elementsEqual(word)
    }
    if matches { place += word.utf8CodeUnitCount }
    return matches
  }

  private mutating func literal() -> String? {
    guard skip("'") else { return nil }
    let start = place
    while let byte = next, byte != UInt8(ascii: "'") {
      guard byte != UInt8(ascii: "\\") else { return nil }
      place += 1
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    return skip("'") ? text : nil
  }

  private mutating func tuple() -> [Int]? {
    guard skip("(") else { return nil }
    var sides: [Int] = []
    while !skip(")") {
      guard sides.count < 32, let side = number() else { return nil }
      sides.append(side)
      guard skip(",") || next == UInt8(ascii: ")") else { return nil }
    }
    return sides
  }

  private mutating func number() -> Int? {
    skipSpace()
    let start = place
    while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
    return Int(String(decoding: bytes[start..<place], as: UTF8.self))
  }
}
