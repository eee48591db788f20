/// Share counts and rows of share buttons: "1.2k shares", "Share on Facebook", "Facebook Twitter Email".
enum ShareRule {
  private static let strong: Phrases = [
    "share", "shares", "shared", "tweet", "tweets", "retweet", "facebook", "twitter", "linkedin", "whatsapp",
    "pinterest", "reddit", "telegram", "messenger", "flipboard", "tumblr", "e-mail", "email", "print",
    "vkontakte", "bookmark", "likes",
  ]
  private static let weak: Phrases = [
    "this", "on", "via", "to", "by", "with", "and", "or", "the", "a", "article", "story", "post", "page",
    "link", "copy", "copied", "save", "pin", "it", "google", "google+", "plus", "more", "options", "mail",
    "sms",
    "instagram", "x", "vk", "your", "friends", "close", "send", "total", "+", "|", "-", "/", "url", "listen",
    "now", "like", "us", "follow",
  ]

  /// A line made of the words of share buttons and of figures, and of nothing else.
  static func matches(_ line: Line) -> Bool {
    guard line.wordCount <= 16, !line.endsSentence else { return false }
    var hasStrong = false
    for word in line.folded.foldedWords {
      let word = trimmed(word)
      if strong.contains(word) {
        hasStrong = true
      } else if !word.isEmpty, !weak.contains(word), !isFigure(word) {
        return false
      }
    }
    return hasStrong
  }

  private static func trimmed(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isMark(_ byte: UInt8) -> Bool { [0x28, 0x29, 0x2C, 0x3A].contains(byte) }
    var word = word
    while let last = word.last, isMark(last) { word.removeLast() }
    while let first = word.first, isMark(first) { word.removeFirst() }
    return word
  }

  /// A count, perhaps in thousands: "847", "1,204", "1.2k".
  private static func isFigure(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, first.isASCIIDigit else { return false }
    return word.allSatisfy { $0.isASCIIDigit || [0x2C, 0x2E, 0x6B, 0x6D, 0x2B].contains($0) }
  }
}
