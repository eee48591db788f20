extension NewsSentenceScanner {
  /// A marker of a list item, such as "2." or "b)", that parts items which run on in one line.
  struct ListMarker {
    /// The number, or the place of the letter in the alphabet.
    var value: Int
    var isLetter: Bool
    var hasStop: Bool
    var hasBracket: Bool
  }

  /// Looks at the first characters of a sentence: a list marker there has a stop that ends nothing.
  mutating func beginSentence(at offset: Int) -> Int {
    var i = text.skippingSpaces(from: offset)
    start = i
    var value = text.scalar(at: i)
    while [0x2022, 0x2023, 0x2043, 0x25AA, 0x25CF, 0x25E6, 0x2A, 0x2D].contains(value.value), value.length > 0
    {
      i = text.skippingBlanks(from: i + value.length)
      value = text.scalar(at: i)
    }
    guard let (marker, end) = marker(at: i) else { return i }
    list = marker
    list?.value += 1
    return end
  }

  /// The list marker at an offset and where it ends; white space must follow it.
  private func marker(at offset: Int) -> (ListMarker, end: Int)? {
    var i = offset
    if text[i] == 0x28 { i += 1 }
    let first = i
    var marker = ListMarker(value: 0, isLetter: false, hasStop: false, hasBracket: false)
    while text.isDigit(i), i - first < 3 {
      marker.value = marker.value * 10 + Int(text[i] - 0x30)
      i += 1
    }
    if i == first {
      guard text.isASCIILetter(i) else { return nil }
      marker.isLetter = true
      marker.value = Int(text[i] | 0x20) - 0x61
      i += 1
    }
    let isUpper = marker.isLetter && text[first] < 0x60
    if text[i] == 0x2E {
      marker.hasStop = true
      i += 1
    }
    if text[i] == 0x29 {
      marker.hasBracket = true
      i += 1
    }
    // "A." may open a name, "a." hardly anything but a list.
    guard marker.hasStop || marker.hasBracket, !isUpper || marker.hasBracket else { return nil }
    guard i < text.count, text.spaceLength(at: i) > 0 else { return nil }
    let next = text.skippingSpaces(from: i)
    if marker.isLetter, !marker.hasBracket, text.letterCase(at: next) != .upper { return nil }
    return (marker, i)
  }

  /// Whether the marker that the open list expects ends at an offset; gives where it begins.
  func expectedMarker(endingAt end: Int) -> Int? {
    guard let list, text.spaceLength(at: end) > 0 else { return nil }
    var i = end
    if list.hasBracket {
      guard text[i - 1] == 0x29 else { return nil }
      i -= 1
    }
    if list.hasStop {
      guard text[i - 1] == 0x2E else { return nil }
      i -= 1
    }
    let last = i
    if list.isLetter {
      guard text.isASCIILetter(i - 1), Int(text[i - 1] | 0x20) - 0x61 == list.value else { return nil }
      i -= 1
    } else {
      while text.isDigit(i - 1), last - i < 4 { i -= 1 }
      var value = 0
      for k in i..<last { value = value * 10 + Int(text[k] - 0x30) }
      guard i < last, value == list.value else { return nil }
    }
    if text[i - 1] == 0x28 { i -= 1 }
    return i > start && text.spaceLength(before: i) > 0 ? i : nil
  }

  /// A closing bracket matters only where it ends the marker of a list's next item.
  mutating func readBracket(at i: Int) -> Int {
    guard let begin = expectedMarker(endingAt: i + 1) else { return i + 1 }
    return endSentence(at: begin)
  }

  /// A line break ends the sentence, unless the line is plainly broken in the middle of one.
  mutating func readLineBreak(at i: Int) -> Int {
    var next = i
    var breaks = 0
    while true {
      let length = text.spaceLength(at: next)
      if length == 0 { break }
      switch text[next] {
      case 0x0D:
        // A carriage return and its line feed are one break.
        if text[next + 1] != 0x0A { breaks += 1 }
      case 0x0A, 0x0B, 0x0C: breaks += 1
      case 0xE2 where text[next + 1] == 0x80 && text[next + 2] & 0xFE == 0xA8: breaks += 1
      case 0xC2 where text[next + 1] == 0x85: breaks += 1
      default: break
      }
      next += length
    }
    if breaks > 1 {
      isInsideQuote = false
      return endSentence(at: next)
    }
    if next >= text.count || !continues(lineEnd: i, next: next) {
      return endSentence(at: next)
    }
    return next
  }

  /// Whether the text after a single line break goes on with the sentence before it.
  private func continues(lineEnd: Int, next: Int) -> Bool {
    if joined == next { return true }
    if isAddress(at: next) { return false }
    var end = lineEnd
    while end > start, text.spaceLength(before: end) > 0 { end -= text.spaceLength(before: end) }
    guard end > start else { return true }
    // A line that begins lower case is an item of a list as much as one that follows it.
    if text.letterCase(at: start) == .lower { return false }
    let last = text.scalar(before: end).value
    if marker(at: next) != nil { return false }
    if text.letterCase(at: next) == .lower { return last != 0x3A && last != 0x3B }
    if last == 0x2C { return text.letterCase(at: next) == .upper && end - start > 40 }
    var word = end
    while word > start, text.isASCIILetter(word - 1) { word -= 1 }
    // A heading may end with such a word too, but then hardly in lower case and after forty bytes.
    guard word < end, end - start > 40, text.letterCase(at: word) == .lower else { return false }
    return SentenceLexicon.open.contains(text.packedWord(word..<end))
  }
}
