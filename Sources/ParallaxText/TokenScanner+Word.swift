extension TokenScanner {
  /// Reads what begins with a letter or a digit.
  mutating func readWord(at i: Int) -> Int {
    let plain = plainEnd(at: i)
    if plain.isWord { return appendWord(i..<plain.end) }
    if text[plain.end] == 0x3A || text[plain.end] == 0x2E, let end = addressEnd(at: i) {
      append(.url, i..<end)
      return end
    }
    if let end = mailEnd(at: i) {
      append(.email, i..<end)
      return end
    }
    var end = words.boundary(after: i)
    if text.isDigit(i) { end = numberEnd(i..<end) }
    end = splitAtMissingSpace(i..<end)
    end = joinedEnd(i..<end)
    end = stopEnd(i..<end)
    return appendWord(i..<end)
  }

  /// Reads ASCII letters and digits that are plainly one word, which most of any text is, and tells their end; `i` where
  /// there is more to it.
  @inline(__always)
  mutating func readPlainWord(at i: Int) -> Int {
    let plain = plainEnd(at: i)
    guard plain.isWord, !splitsContractions || !Self.endsLikeContraction(text, i..<plain.end) else {
      return i
    }
    result.append(Token(kind: .word, start: i, end: plain.end))
    return plain.end
  }

  private mutating func appendWord(_ range: Range<Int>) -> Int {
    if !hasLetter(range) {
      append(.number, range)
    } else if !splitsContractions || !appendContraction(range) {
      append(.word, range)
    }
    return range.upperBound
  }

  /// The end of the ASCII letters and digits at an offset, and whether they plainly are a whole word: nothing
  /// that could join, belong to an address or be a clitic follows.
  @inline(__always)
  private func plainEnd(at i: Int) -> (end: Int, isWord: Bool) {
    let end = i &+ text.alphanumericCount(from: i, to: text.count)
    switch text[end] {
    case 0x20, 0x0A: return (end, end > i)
    case 0x2C: return (end, end > i && (text[end + 1] == 0x20 || text[end + 1] == 0x0A))
    default: return (end, false)
    }
  }

  /// The end of a web address: a scheme or "www.", up to white space, without the marks that close after it.
  private func addressEnd(at i: Int) -> Int? {
    var start = i
    if text[i] | 0x20 == 0x77 {
      guard text[i + 1] | 0x20 == 0x77, text[i + 2] | 0x20 == 0x77, text[i + 3] == 0x2E else { return nil }
      start = i + 4
    } else {
      while text.isASCIILetter(start), start - i < 6 { start += 1 }
      guard text[start] == 0x3A, text[start + 1] == 0x2F, text[start + 2] == 0x2F else { return nil }
      start += 3
    }
    var end = start
    var open = 0
    while end < text.count, text[end] > 0x20, text[end] != 0x22, text[end] != 0x3C, text[end] != 0x3E {
      if text[end] >= 0x80, text.isWordByte(before: end + text.scalar(at: end).length) == 0 { break }
      if text[end] == 0x28 { open += 1 }
      if text[end] == 0x29 { open -= 1 }
      end += text.scalar(at: end).length
    }
    while end > start {
      let last = text[end - 1]
      if last == 0x29, open >= 0 { break }
      guard [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x29, 0x5D, 0x7D, 0x2A].contains(last) else { break }
      if last == 0x2E, text[end - 2] == 0x2E { break }
      if last == 0x29 { open += 1 }
      end -= 1
    }
    return end > start ? end : nil
  }

  /// The end of an electronic mail address; a host without a stop will do, as in mail within one house.
  private func mailEnd(at i: Int) -> Int? {
    var at = i
    while at - i < 64, isMailByte(at) { at += 1 }
    guard text[at] == 0x40, text.isASCIILetter(at + 1) || text.isDigit(at + 1) else { return nil }
    var end = at + 1
    while end - at < 255, isMailByte(end) { end += 1 }
    while end > at, [0x2E, 0x2D, 0x5F, 0x25, 0x2B].contains(text[end - 1]) { end -= 1 }
    return end > at + 1 ? end : nil
  }

  private func isMailByte(_ i: Int) -> Bool {
    if text.isASCIILetter(i) || text.isDigit(i) { return true }
    switch text[i] {
    case 0x2E, 0x2D, 0x5F, 0x25, 0x2B: return true
    default: return false
    }
  }

  /// Joins clock times, dates and telephone numbers to one number.
  private func numberEnd(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    if hasLetter(range) { return end }
    var groups = 1
    var group = range.count
    while [0x3A, 0x2F, 0x2D].contains(text[end]), text.isDigit(end + 1) {
      var next = end + 1
      while text.isDigit(next) { next += 1 }
      let length = next - end - 1
      if text[end] == 0x2D {
        // 555-0100 and 2017-02-08 are one number, 23-24 and 2016-2017 are two.
        let isDate = group == 4 && length == 2 && text[next] == 0x2D && text.isDigit(next + 1)
        let isCode = group == 3 && length == 3 && text[next] == 0x2D && text.isDigit(next + 1)
        guard isDate || isCode || groups > 1 || (length == 4 && group < 4) else { break }
        groups += 1
      }
      group = length
      end = next
    }
    return end
  }

  /// Cuts "end.Next", which UAX #29 takes for one word, before its stop.
  private func splitAtMissingSpace(_ range: Range<Int>) -> Int {
    guard range.count > 4 else { return range.upperBound }
    var i = range.lowerBound
    while i < range.upperBound, text[i] != 0x2E { i += 1 }
    guard i - range.lowerBound >= 2, i < range.upperBound else { return range.upperBound }
    let isWord = text[i - 1] >= 0x61 && text[i - 1] <= 0x7A && text.isASCIILetter(i - 2)
    let isNext = text.letterCase(at: i + 1) == .upper && text.letterCase(at: i + 2) == .lower
    return isWord && isNext ? i : range.upperBound
  }

  /// Joins what a hyphen, a slash or an ampersand parts though it is one word: "e-mail", "w/o", "AT&T".
  private func joinedEnd(_ range: Range<Int>) -> Int {
    let sign = text[range.upperBound]
    guard sign == 0x2D || sign == 0x2F || sign == 0x26 else { return range.upperBound }
    let next = range.upperBound + 1
    guard text.isASCIILetter(next) else { return range.upperBound }
    let end = words.boundary(after: next)
    switch sign {
    case 0x2D:
      return SentenceLexicon.prefixes.contains(text.packedWord(range)) ? end : range.upperBound
    case 0x2F:
      return SentenceLexicon.slashed.contains(text.packedWord(range.lowerBound..<end))
        ? end : range.upperBound
    default:
      let isName = range.count <= 2 && text.letterCase(at: range.lowerBound) == .upper
      return isName && text.letterCase(at: next) == .upper && end - next <= 2 ? end : range.upperBound
    }
  }

  /// Takes the stop of an abbreviation to it.
  private func stopEnd(_ range: Range<Int>) -> Int {
    let end = range.upperBound
    guard text[end] == 0x2E, text[end + 1] != 0x2E || text[end + 2] != 0x2E else { return end }
    let packed = text.packedWord(range)
    let next = text.skippingSpaces(from: end + 1)
    let isCapital = text.letterCase(at: range.lowerBound) == .upper
    if range.count == 1 {
      // An initial has a name after it, a page its number.
      let isInitial = isCapital && next > end + 1 && text.letterCase(at: next) == .upper
      let isNumbered = SentenceLexicon.numbered.contains(packed) && text.isDigit(next)
      return isInitial || isNumbered ? end + 1 : end
    }
    if isAcronym(range) { return end + 1 }
    if packed == 0 || text.isDigit(range.lowerBound) { return end }
    if SentenceLexicon.joining.contains(packed) { return end + 1 }
    if isCapital, SentenceLexicon.titles.contains(packed) || SentenceLexicon.calendar.contains(packed) {
      return next < text.count ? end + 1 : end
    }
    if SentenceLexicon.numbered.contains(packed), text.isDigit(next) { return end + 1 }
    if SentenceLexicon.general.contains(packed) {
      return isCapital || !SentenceLexicon.ordinary.contains(packed) ? end + 1 : end
    }
    return end
  }

  /// Whether a range is short groups of letters parted by stops: "U.S", "a.m", "Ph.D".
  private func isAcronym(_ range: Range<Int>) -> Bool {
    var group = 0
    var stops = 0
    for i in range {
      if text[i] == 0x2E {
        stops += 1
        group = 0
      } else {
        group += 1
        guard text.isASCIILetter(i), group <= (stops == 0 ? 2 : 1) else { return false }
      }
    }
    return stops > 0
  }

  /// Appends a contraction as two tokens; false where the range is none.
  private mutating func appendContraction(_ range: Range<Int>) -> Bool {
    guard let cut = contractionCut(range) else { return false }
    append(.word, range.lowerBound..<cut)
    append(.word, cut..<range.upperBound)
    return true
  }

  /// Where a contraction falls in two.
  private func contractionCut(_ range: Range<Int>) -> Int? {
    var k = range.upperBound
    while k > range.lowerBound, text.isASCIILetter(k - 1), range.upperBound - k < 3 { k -= 1 }
    let mark: Int
    if text[k - 1] == 0x27 {
      mark = k - 1
    } else if k - 3 >= range.lowerBound, text.scalar(at: k - 3).value == 0x2019 {
      mark = k - 3
    } else {
      return Self.bareCut(text, range)
    }
    guard mark > range.lowerBound, k < range.upperBound else { return nil }
    let clitic = text.packedWord(k..<range.upperBound)
    if clitic == 0x74, text[mark - 1] | 0x20 == 0x6E {
      return mark - 1 > range.lowerBound ? mark - 1 : nil
    }
    return SentenceLexicon.clitics.contains(clitic) ? mark : nil
  }

  /// Whether a word is as short as contractions written without an apostrophe are and ends as they do: in "nt", "na",
  /// "ta", "im", "ve" or "ot".
  @inline(__always)
  private static func endsLikeContraction(_ text: ByteText, _ range: Range<Int>) -> Bool {
    guard range.count <= 8, range.count > 1 else { return false }
    switch (text[range.upperBound - 2] | 0x20, text[range.upperBound - 1] | 0x20) {
    case (0x6E, 0x74), (0x6E, 0x61), (0x74, 0x61), (0x69, 0x6D), (0x76, 0x65), (0x6F, 0x74): return true
    default: return false
    }
  }

  /// Where a contraction written without an apostrophe falls in two.
  private static func bareCut(_ text: ByteText, _ range: Range<Int>) -> Int? {
    guard endsLikeContraction(text, range) else { return nil }
    let packed = text.packedWord(range)
    if SentenceLexicon.bareNegations.contains(packed) { return range.upperBound - 2 }
    if SentenceLexicon.threeAndRest.contains(packed) { return range.lowerBound + 3 }
    if SentenceLexicon.oneAndRest.contains(packed) { return range.lowerBound + 1 }
    return nil
  }
}
