/// Which scalars are word characters in the sense of Python's `\w`: letters, everything numeric, and the
/// underscore; combining marks are not.
///
/// One bit a scalar of the Basic Multilingual Plane, filled from the standard library's Unicode tables
/// once a process; scalars beyond it are looked up as they come.
@usableFromInline package struct WordCharacters: Sendable {
  @usableFromInline let bits: [UInt64]

  /// The table, made on first use.
  @usableFromInline package static let shared = WordCharacters()

  init() {
    var bits = [UInt64](repeating: 0, count: 0x1_0000 / 64)
    // Ranges whose scalars all answer alike are filled without asking for each.
    let uniform: [(ClosedRange<Int>, Bool)] = [
      (0x4E00...0x9FFF, true), (0xAC00...0xD7A3, true), (0xD800...0xF8FF, false),
    ]
    var value = 0
    while value < 0x1_0000 {
      if let (range, isWord) = uniform.first(where: { $0.0.lowerBound == value }) {
        if isWord { for v in range { bits[v >> 6] |= 1 << UInt64(v & 63) } }
        value = range.upperBound + 1
        continue
      }
      if let scalar = Unicode.Scalar(UInt32(value)), Self.classify(scalar) {
        bits[value >> 6] |= 1 << UInt64(value & 63)
      }
      value += 1
    }
    self.bits = bits
  }

  /// Whether a scalar is a word character.
  @inlinable package func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = Int(scalar.value)
    if value < 0x1_0000 { return bits[value >> 6] & (1 << UInt64(value & 63)) != 0 }
    return Self.classify(scalar)
  }

  @usableFromInline static func classify(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "_" { return true }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
      return true
    case .letterNumber, .otherNumber:
      return scalar.properties.numericType != nil
    default:
      return false
    }
  }
}
