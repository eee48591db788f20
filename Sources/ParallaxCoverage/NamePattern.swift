/// A form of a name in the shape in which it is searched for.
///
/// Case decides how a form is read. One with an upper-case letter matches as it is written ("US" never
/// matches "us"), or all in capitals where it has more than three letters ("Syria" matches "SYRIA"). One
/// without matches in any case, except that up to three letters never match as capitals: "us" is not "US".
struct NamePattern {
  /// The form with one kind of apostrophe, hyphen and space.
  let bytes: [UInt8]
  /// Whether the form holds an upper-case letter.
  let hasUppercase: Bool
  /// Whether the form has more than three letters.
  let isLong: Bool

  init(_ form: String) {
    bytes = Self.normalized(form)
    hasUppercase = form.unicodeScalars.contains {
      $0.properties.isUppercase || $0.properties.generalCategory == .titlecaseLetter
    }
    isLong = form.unicodeScalars.count { $0.properties.isAlphabetic } > 3
  }

  /// How well a stretch of text fits the form, best first; nil where its case does not fit.
  func rank(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    if !hasUppercase {
      return isLong || !Self.isCapitals(text) ? 1 : nil
    }
    if text.elementsEqual(bytes) || Self.normalized(String(decoding: text, as: UTF8.self)) == bytes {
      return 0
    }
    return isLong && Self.isCapitals(text) ? 2 : nil
  }

  /// A string with one kind of apostrophe, hyphen and space, and runs of white space made one.
  static func normalized(_ string: String) -> [UInt8] {
    var result: [UInt8] = []
    var inSpace = false
    for scalar in string.unicodeScalars {
      if WordScalars.isSpace(scalar) {
        if !inSpace { result.append(0x20) }
        inSpace = true
        continue
      }
      inSpace = false
      if WordScalars.isApostrophe(scalar) {
        result.append(0x27)
      } else if WordScalars.isHyphen(scalar) {
        result.append(0x2D)
      } else {
        result.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      }
    }
    return result
  }

  /// Whether a text has an upper-case letter and no lower-case one.
  private static func isCapitals(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var hasUpper = false
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.properties.isLowercase { return false }
      if scalar.properties.isUppercase { hasUpper = true }
    }
    return hasUpper
  }
}
