/// Makes text from articles harmless on a terminal.
public enum SafeText {
  /// The text with control characters, terminal escapes and bidirectional controls written as `\u{…}`;
  /// line feeds and tabs stay.
  public static func forTerminal(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { TerminalText.escaped($0).utf8.first == 0x5C }) else {
      return text
    }
    var result = ""
    for scalar in text.unicodeScalars {
      result += scalar == "\n" || scalar == "\t" ? String(scalar) : TerminalText.escaped(scalar)
    }
    return result
  }

  /// The text as it may stand inside an HTML element or a quoted attribute.
  ///
  /// Every scalar stays one, so that offsets into the text hold in the page: controls that HTML does not take, and those
  /// that would turn the direction of what stands behind them, become U+FFFD, and a carriage return is written so that it is not read as a line feed.
  public static func forHTML(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\r": result += "&#13;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        result.unicodeScalars.append(isControl || TerminalText.isBidiControl(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }

  /// The text on one line of Markdown, in which nothing but the words is read; bidirectional controls are written as
  /// `\u{…}`.
  public static func forMarkdown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if #"\`*_{}[]<>()#+!|~&"#.unicodeScalars.contains(scalar) { result += "\\" }
      if TerminalText.isBidiControl(scalar) {
        result += "\\" + TerminalText.escaped(scalar).replacing("{", with: "\\{").replacing("}", with: "\\}")
      } else {
        result.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
      }
    }
    return result
  }
}
