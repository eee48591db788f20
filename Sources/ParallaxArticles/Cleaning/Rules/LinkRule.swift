/// Lines that are nothing but a web address: "Short URL : https://…", "1. https://…", "• https://…".
enum LinkRule {
  private static let starts: [[UInt8]] = ["http://", "https://", "www."].map { Array($0.utf8) }
  private static let bareLabels: Phrases = ["short url", "short link", "permalink", "copy link"]

  static func matches(_ line: Line, _ draft: Draft) -> Bool {
    let text = line.folded
    if bareLabels.isLine(text) { return true }
    guard let start = starts.compactMap({ text.offset(of: $0) }).min() else { return false }
    guard !text[start...].contains(0x20) else { return false }
    return isLabel(text[..<start])
  }

  /// A bullet, a number, or up to three words and a colon.
  private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
    var label = label
    while label.last == 0x20 { label.removeLast() }
    if !label.contains(where: { ($0 >= 0x61 && $0 <= 0x7A) || $0 >= 0xC3 && $0 < 0xE2 }) { return true }
    return label.last == 0x3A && label.split(separator: 0x20).count <= 3
  }
}
