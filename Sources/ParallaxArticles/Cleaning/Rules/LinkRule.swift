/// Lines that are nothing but a web address with its label, number or bullet ("Short URL : https://…").
enum LinkRule {
  private static let starts: [[UInt8]] = ["http://", "https://", "www."].map { Array($0.utf8) }
  private static let bareLabels: Phrases = ["short url", "short link", "permalink", "copy link"]

  static func matches(_ line: Line) -> Bool {
    let text = line.folded
    if bareLabels.isLine(text) { return true }
    guard let start = addressStart(text) else { return false }
    guard !text[start...].contains(0x20) else { return false }
    return isLabel(text[..<start])
  }

  private static func addressStart(_ text: [UInt8]) -> Int? {
    for offset in text.indices.dropLast() {
      // "ht" or "ww": most lines have neither.
      let (first, second) = (text[offset], text[offset + 1])
      guard (first == 0x68 && second == 0x74) || (first == 0x77 && second == 0x77) else { continue }
      if starts.contains(where: { text[offset...].starts(with: $0) }) { return offset }
    }
    return nil
  }

  /// A bullet, a number, or up to three words and a colon.
  private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
    var label = label
    while label.last == 0x20 { label.removeLast() }
    if !label.contains(where: { ($0 >= 0x61 && $0 <= 0x7A) || $0 >= 0xC3 && $0 < 0xE2 }) { return true }
    return label.last == 0x3A && label.split(separator: 0x20).count <= 3
  }
}
