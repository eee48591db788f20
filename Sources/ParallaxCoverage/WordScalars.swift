/// Which Unicode scalars belong to words, and the few punctuation marks that texts write in several ways.
///
/// A word scalar is a letter, a mark that combines with one, a digit or other number, or the underscore.
/// Hyphens and apostrophes are not, so "rebel" is a word of its own in "rebel-held" and "rebels’".
struct WordScalars: Sendable {
  /// One bit for each scalar of the Basic Multilingual Plane.
  let bitmap: [UInt64]

  /// The table, built once.
  static let shared = WordScalars()

  private init() {
    var bitmap = [UInt64](repeating: 0, count: 0x10000 / 64)
    for value in UInt32(0)..<0x10000 {
      if let scalar = Unicode.Scalar(value), Self.isWord(scalar) {
        bitmap[Int(value >> 6)] |= 1 << UInt64(value & 63)
      }
    }
    self.bitmap = bitmap
  }

  /// Whether a scalar belongs to words, by the table where it reaches.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x10000
      ? bitmap[Int(scalar.value >> 6)] >> UInt64(scalar.value & 63) & 1 == 1 : Self.isWord(scalar)
  }

  /// Whether a scalar belongs to words, by its properties.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if isApostrophe(scalar) { return false }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: scalar == "_"
    }
  }

  /// Whether a scalar is one of the marks written for an apostrophe.
  static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x2018, 0x2019, 0x02BC: true
    default: false
    }
  }

  /// Whether a scalar is one of the hyphens that join words.
  static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2010, 0x2011: true
    default: false
    }
  }

  /// Whether a scalar is white space of any kind, line breaks included.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 128
      ? scalar.value == 32 || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
  }
}
