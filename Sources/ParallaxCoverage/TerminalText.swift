/// Untrusted text made safe and measurable for a terminal.
enum TerminalText {
  /// The columns that a scalar takes: 0 for marks that combine and for format characters, 2 for wide East
  /// Asian ones and emoji, otherwise 1.
  static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    // Vowels and final consonants of Hangul syllables written as letters join the letter before.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    return isWide(value) || scalar.properties.isEmojiPresentation ? 2 : 1
  }

  /// The columns that a text takes.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  /// The scalar as it may be printed: control characters and the controls of writing direction that could
  /// reorder a line are written as `\u{…}`.
  static func escaped(_ scalar: Unicode.Scalar) -> String {
    guard scalar.properties.generalCategory == .control || isBidiControl(scalar) else {
      return String(Character(scalar))
    }
    return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }

  /// Whether a scalar turns the direction in which text behind it is written.
  static func isBidiControl(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  /// A text on one line: white space runs become a space, everything unsafe an escape.
  static func line(_ text: String) -> String {
    var result = ""
    var hasPendingSpace = false
    for scalar in text.unicodeScalars {
      if WordScalars.isSpace(scalar) {
        hasPendingSpace = !result.isEmpty
        continue
      }
      if hasPendingSpace { result.unicodeScalars.append(" ") }
      hasPendingSpace = false
      result.unicodeScalars.append(contentsOf: escaped(scalar).unicodeScalars)
    }
    return result
  }

  /// A safe text cut to a width, "…" standing for what was cut; never inside a letter with its marks.
  static func truncated(_ text: String, to columns: Int) -> String {
    guard width(of: text) > columns else { return text }
    guard columns > 0 else { return "" }
    var result = ""
    var used = 0
    for scalar in text.unicodeScalars {
      let width = width(of: scalar)
      if used + width > columns - 1 { break }
      used += width
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }

  /// A safe text filled up with spaces to a width, to its left where `isTrailing`.
  static func padded(_ text: String, to columns: Int, isTrailing: Bool = false) -> String {
    let fill = String(repeating: " ", count: max(0, columns - width(of: text)))
    return isTrailing ? fill + text : text + fill
  }

  /// The wide and fullwidth ranges of Unicode's East Asian Width.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
      0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
