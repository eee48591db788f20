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
}
