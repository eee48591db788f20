extension NewsSentenceScanner {
  /// A colon may begin the tail of a web address, whose stops end nothing, or a face such as ":-)".
  mutating func readColon(at i: Int) -> Int {
    if text[i] == 0x3A, text[i + 1] == 0x2F, text[i + 2] == 0x2F { return readAddress(at: i) }
    let end = faceEnd(at: i)
    guard end > i, text.spaceLength(before: i) > 0, text.spaceLength(at: end) > 0 else { return i + 1 }
    let next = text.skippingSpaces(from: end)
    return text.letterCase(at: next) == .upper ? endSentence(at: end) : end
  }

  /// The end of a face made of a colon or semicolon, a nose and a mouth; `i` itself where there is none.
  func faceEnd(at i: Int) -> Int {
    guard text[i] == 0x3A || text[i] == 0x3B else { return i }
    let mouth = text[i + 1] == 0x2D ? i + 2 : i + 1
    switch text[mouth] {
    case 0x29, 0x28: break
    case 0x44, 0x50, 0x70, 0x2F, 0x7C: if mouth == i + 1, text[mouth] == 0x2F { return i }
    default: return i
    }
    let end = mouth + 1
    return end >= text.count || text.spaceLength(at: end) > 0 ? end : i
  }

  /// Passes over an address up to the white space after it; a stop at its very end is a stop.
  private mutating func readAddress(at i: Int) -> Int {
    var end = i + 3
    while end < text.count, text[end] > 0x20, text[end] < 0x80 { end += 1 }
    let next = text.skippingSpaces(from: end)
    // Addresses one after another are a list.
    if next > end, isAddress(at: next) { return endSentence(at: end) }
    while end > i + 3, [0x2E, 0x21, 0x3F, 0x22, 0x27, 0x29, 0x5D, 0x7D].contains(text[end - 1]) { end -= 1 }
    return end
  }

  /// Whether a web address begins at an offset.
  func isAddress(at i: Int) -> Bool {
    if text[i] | 0x20 == 0x77 {
      return text[i + 1] | 0x20 == 0x77 && text[i + 2] | 0x20 == 0x77 && text[i + 3] == 0x2E
    }
    guard text[i] | 0x20 == 0x68, text[i + 1] | 0x20 == 0x74, text[i + 3] | 0x20 == 0x70 else { return false }
    let k = text[i + 4] | 0x20 == 0x73 ? i + 5 : i + 4
    return text[k] == 0x3A && text[k + 1] == 0x2F && text[k + 2] == 0x2F
  }

  /// A mail address in angle brackets closes the head of a message.
  mutating func readAngle(at i: Int) -> Int {
    var k = i - 1
    var isMail = false
    while k > start, i - k < 80, text[k] > 0x20, text[k] != 0x3C {
      if text[k] == 0x40 { isMail = true }
      k -= 1
    }
    guard isMail, text[k] == 0x3C, text.spaceLength(at: i + 1) > 0 else { return i + 1 }
    let next = text.letterCase(at: text.skippingSpaces(from: i + 1))
    return next == .upper || next == .digit ? endSentence(at: i + 1) : i + 1
  }

  /// A run of five or more of one sign between spaces is a ruled line, a sentence of its own.
  mutating func readRule(at i: Int) -> Int {
    let sign = text[i]
    var end = i + 1
    while text[end] == sign { end += 1 }
    guard end - i >= 5, i == start || text.spaceLength(before: i) > 0 else { return end }
    guard end >= text.count || text.spaceLength(at: end) > 0 else { return end }
    close(at: i)
    return endSentence(at: end)
  }

  /// A date and a clock time in digits ("08/17/2000 11:21 AM") close a line of a message's head.
  mutating func readTimeStamp(at i: Int) -> Int {
    let half = text[i - 1]
    guard half == 0x41 || half == 0x50, text[i - 2] == 0x20, text.isDigit(i - 3) else { return i + 1 }
    guard text.spaceLength(at: i + 1) > 0 else { return i + 1 }
    var k = i - 2
    var colons = 0
    while text.isDigit(k - 1) || text[k - 1] == 0x3A {
      if text[k - 1] == 0x3A { colons += 1 }
      k -= 1
    }
    guard colons > 0, text[k - 1] == 0x20 else { return i + 1 }
    k -= 1
    var slashes = 0
    while text.isDigit(k - 1) || text[k - 1] == 0x2F {
      if text[k - 1] == 0x2F { slashes += 1 }
      k -= 1
    }
    guard slashes == 2, k >= start else { return i + 1 }
    return text.letterCase(at: text.skippingSpaces(from: i + 1)) == .none ? i + 1 : endSentence(at: i + 1)
  }
}
