/// One pass over a text that finds its tokens: what UAX #29 gives, joined and cut where English asks for it.
struct TokenScanner {
  let text: ByteText
  let words: WordBoundaryScanner
  let splitsContractions: Bool
  var result: [Token] = []

  init(_ text: ByteText, splitsContractions: Bool) {
    self.text = text
    words = WordBoundaryScanner(text)
    self.splitsContractions = splitsContractions
  }

  mutating func tokens() -> [Token] {
    result.reserveCapacity(text.count / 5 + 1)
    scan()
    return result
  }

  /// Appends the tokens of the text to the result.
  mutating func scan() {
    var i = text.skippingSpaces(from: 0)
    while i < text.count {
      let plain = text.isASCIILetter(i) ? readPlainWord(at: i) : i
      let end = plain > i ? plain : readToken(at: i)
      i = text.skippingSpaces(from: max(end, i + 1))
    }
  }

  mutating func append(_ kind: Token.Kind, _ range: Range<Int>) {
    if !range.isEmpty { result.append(Token(kind: kind, range: range)) }
  }

  /// Reads the token, or the word and its clitics, at an offset that holds no white space.
  private mutating func readToken(at i: Int) -> Int {
    let b = text[i]
    if b < 0x80 {
      if text.isASCIILetter(i) || text.isDigit(i) { return readWord(at: i) }
      return readMark(at: i)
    }
    let (value, length) = text.scalar(at: i)
    if value == 0xFFFD, length == 1 {
      append(.punctuation, i..<i + 1)
      return i + 1
    }
    if value == 0x2019, let end = cliticEnd(at: i + length) {
      append(.word, i..<end)
      return end
    }
    let kind = words.scalar(at: i).kind
    if kind.isLetter || kind == .numeric || kind == .katakana { return readWord(at: i) }
    if text.letterCase(at: i) == .upper {
      // Han, Kana and Thai carry no Word_Break value: each character is a word.
      let end = words.boundary(after: i)
      append(.word, i..<end)
      return end
    }
    let end = segmentEnd(at: i)
    append(.punctuation, i..<end)
    return end
  }

  /// The end of the segment at an offset, without white space that a joiner drew in.
  private func segmentEnd(at i: Int) -> Int {
    max(text.trimmed(i..<words.boundary(after: i)).upperBound, i + text.scalar(at: i).length)
  }

  /// An ASCII mark: a tag, a name, a face, a clitic, or a run of the same sign.
  private mutating func readMark(at i: Int) -> Int {
    let b = text[i]
    if b == 0x23 || b == 0x40, let end = tagEnd(at: i + 1) {
      append(b == 0x23 ? .hashtag : .mention, i..<end)
      return end
    }
    if b == 0x3A || b == 0x3B, case let end = faceEnd(at: i), end > i {
      append(.punctuation, i..<end)
      return end
    }
    if b == 0x27, let end = cliticEnd(at: i + 1) {
      append(.word, i..<end)
      return end
    }
    if b == 0x5F {
      let end = words.boundary(after: i)
      append(hasLetter(i..<end) ? .word : .punctuation, i..<end)
      return end
    }
    var end = i + 1
    if b == 0x2E || b == 0x21 || b == 0x3F {
      while text[end] == 0x2E || text[end] == 0x21 || text[end] == 0x3F { end += 1 }
    } else if Self.isRun(b) {
      while text[end] == b { end += 1 }
      // "==----" is one ruled line.
      while b == 0x2D || b == 0x3D, text[end] == 0x2D || text[end] == 0x3D { end += 1 }
    }
    // Marks with an accent of their own, as in a keycap, are one character.
    if end == i + 1, text[end] >= 0x80 { end = max(end, segmentEnd(at: i)) }
    append(.punctuation, i..<end)
    return end
  }

  /// Whether a run of this sign is one token.
  private static func isRun(_ sign: UInt8) -> Bool {
    switch sign {
    case 0x24, 0x27, 0x2A, 0x2B, 0x2D, 0x2F, 0x3C, 0x3D, 0x3E, 0x5C, 0x60, 0x7E: true
    default: false
    }
  }

  func hasLetter(_ range: Range<Int>) -> Bool {
    range.contains { text.isASCIILetter($0) || text[$0] >= 0x80 }
  }

  /// The end of the name of a `#tag` or `@name`; a name has a letter in it.
  private func tagEnd(at start: Int) -> Int? {
    if text.isWordByte(before: start - 1) > 0 { return nil }
    var end = start
    while case let length = wordLength(at: end), length > 0 { end += length }
    guard end > start, hasLetter(start..<end) else { return nil }
    return end
  }

  /// The length of the letter, digit or underscore at an offset.
  private func wordLength(at i: Int) -> Int {
    if text[i] == 0x5F || text.isASCIILetter(i) || text.isDigit(i) { return 1 }
    guard text[i] >= 0x80 else { return 0 }
    let (kind, length) = words.scalar(at: i)
    return kind.isLetter || kind == .numeric || kind == .katakana || kind.isIgnored ? length : 0
  }

  /// The end of ":-)" and its like, before white space or the end.
  private func faceEnd(at i: Int) -> Int {
    let mouth = text[i + 1] == 0x2D ? i + 2 : i + 1
    guard [0x29, 0x28, 0x44, 0x50, 0x70, 0x7C].contains(text[mouth]) else { return i }
    return mouth + 1 >= text.count || text.spaceLength(at: mouth + 1) > 0 ? mouth + 1 : i
  }

  /// The end of a clitic whose letters begin at an offset, right after its apostrophe.
  func cliticEnd(at start: Int) -> Int? {
    var end = start
    while text.isASCIILetter(end), end - start < 3 { end += 1 }
    guard end > start, SentenceLexicon.clitics.contains(text.packedWord(start..<end)) else { return nil }
    return wordLength(at: end) == 0 ? end : nil
  }
}
