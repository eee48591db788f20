extension NewsSentenceScanner {
  /// The word that follows a stop.
  private struct NextWord {
    var letterCase: ByteText.LetterCase
    var packed: UInt128
    /// Whether a quote or a bracket opens before it.
    var isOpened: Bool
    /// Whether what opens is a quotation, which an abbreviation does not go on with.
    var isQuoted: Bool
    var length: Int
  }

  private func nextWord(at offset: Int) -> NextWord {
    var i = offset
    var isOpened = false
    var isQuoted = false
    while true {
      let (value, length) = text.scalar(at: i)
      guard [0x22, 0x27, 0x28, 0x5B, 0x60, 0xAB, 0x2018, 0x201C, 0x2039].contains(value) else { break }
      isOpened = true
      isQuoted = isQuoted || (value != 0x28 && value != 0x5B)
      i = text.skippingSpaces(from: i + length)
    }
    var end = i
    while text.isASCIILetter(end) || (text[end] == 0x27 && text.isASCIILetter(end + 1) && end > i) {
      end += 1
    }
    // A curly apostrophe is folded away by reading the word before it.
    return NextWord(
      letterCase: text.letterCase(at: i), packed: text.packedWord(i..<end), isOpened: isOpened,
      isQuoted: isQuoted,
      length: end - i)
  }

  /// Whether a run of stops before white space ends the sentence.
  mutating func ends(_ run: StopRun, closersEnd: Int, next offset: Int) -> Bool {
    // A mark that goes on with the clause.
    if [0x2C, 0x3B, 0x3A, 0x29, 0x5D].contains(text[offset]) { return false }
    let next = nextWord(at: offset)
    if run.marks > 0 {
      guard next.letterCase == .lower, !isAddress(at: offset) else { return true }
      // What follows a quotation, and "Yahoo! in the accounting department".
      return !run.hasCloser && !(run.end - run.begin == 1 && followsName(run.begin))
    }
    if isCitation(closersEnd: closersEnd, at: offset) { return false }
    if run.dots > 1 { return endsEllipsis(run, next) }
    return endsStop(run, closersEnd: closersEnd, next, at: offset)
  }

  /// Whether the word before an offset has a capital and does not open the sentence.
  private func followsName(_ offset: Int) -> Bool {
    let end = text.spaceLength(before: offset) > 0 ? offset - text.spaceLength(before: offset) : offset
    var word = end
    while word > start, case let length = text.isWordByte(before: word), length > 0 { word -= length }
    return word > start && word < end && text.letterCase(at: word) == .upper
  }

  /// Whether a quotation is followed by its source in brackets, after which the sentence ends.
  ///
  /// For example: `"… stairways [...]" (Smith 55).`
  private func isCitation(closersEnd: Int, at offset: Int) -> Bool {
    guard text[offset] == 0x28 else { return false }
    let last = text.scalar(before: closersEnd).value
    guard last == 0x22 || last == 0x201D || last == 0x2019 || last == 0x27 else { return false }
    var i = offset + 1
    while i < text.count, i - offset < 80, text[i] != 0x29 {
      if text[i] == 0x0A { return false }
      i += 1
    }
    return text[i] == 0x29 && text[i + 1] == 0x2E
  }

  private func endsEllipsis(_ run: StopRun, _ next: NextWord) -> Bool {
    if next.letterCase == .lower { return false }
    // Three spaced dots before "I" stand for a pause.
    if run.isSpaced, run.dots == 3 { return false }
    return true
  }

  private mutating func endsStop(_ run: StopRun, closersEnd: Int, _ next: NextWord, at offset: Int) -> Bool {
    var word = run.begin
    while word > start, case let length = text.isWordByte(before: word), length > 0 { word -= length }
    if word == run.begin {
      // After a bracket, a quote, a sign or a space; "N°." goes with its number.
      let sign = text.scalar(before: word).value
      if isAddress(at: offset) { return true }
      // A stop that comes after the closing mark belongs to the sentence, so nothing can go on past it.
      if [0x22, 0x29, 0x5D, 0x2019, 0x201D].contains(sign) { return true }
      return next.letterCase != .lower && !(next.letterCase == .digit && (sign == 0xB0 || sign == 0xBA))
    }
    var acronym = word
    while acronym - 1 > start, text[acronym - 1] == 0x2E, text.isASCIILetter(acronym - 2) {
      var k = acronym - 1
      while k > start, text.isASCIILetter(k - 1), acronym - k < 5 { k -= 1 }
      if acronym - 1 - k > 3 { break }
      acronym = k
    }
    let packed = text.packedWord(word..<run.begin)
    let isSingle = run.begin - word == 1 && text.isASCIILetter(word)
    if run.hasCloser, closesClause(packed, isSingle: isSingle) { return next.letterCase != .lower }
    if isAddress(at: offset) { return true }
    if acronym < word { return endsAcronym(acronym..<run.begin, next, at: offset) }
    if isSingle { return endsInitial(at: word, next, at: offset) }
    if text.isDigit(run.begin - 1) { return endsNumber(word..<run.begin, next) }
    return endsWord(packed, word..<run.begin, next, at: offset)
  }

  /// A quote or bracket after a word that is no abbreviation closes a clause.
  private func closesClause(_ packed: UInt128, isSingle: Bool) -> Bool {
    !isSingle && !SentenceLexicon.titles.contains(packed)
  }

  /// "U.S.", "a.m.", "e.g.".
  private mutating func endsAcronym(_ range: Range<Int>, _ next: NextWord, at offset: Int) -> Bool {
    let packed = text.packedWord(range)
    if SentenceLexicon.joining.contains(packed) {
      joined = offset
      return false
    }
    if next.letterCase == .lower || next.letterCase == .none && !next.isOpened { return false }
    if next.letterCase == .digit { return false }
    let isTime = packed == 0x61_2E6D || packed == 0x70_2E6D
    if isTime {
      if SentenceLexicon.afterTime.contains(next.packed) { return false }
      return !opensWithTime(range.lowerBound)
    }
    // "P.S." has not said anything yet.
    if range.lowerBound == start { return false }
    return next.isQuoted || SentenceLexicon.starters.contains(next.packed)
  }

  /// Whether the sentence so far is only "At 5", which no verb has followed yet.
  private func opensWithTime(_ time: Int) -> Bool {
    var i = start
    while text.isASCIILetter(i) { i += 1 }
    guard i < time, SentenceLexicon.timePrepositions.contains(text.packedWord(start..<i)) else {
      return false
    }
    for k in i..<time where text.isASCIILetter(k) { return false }
    return true
  }

  /// The stop of a single letter: an initial, a pronoun or a letter that stands for itself.
  private mutating func endsInitial(at word: Int, _ next: NextWord, at offset: Int) -> Bool {
    if next.letterCase == .lower || next.letterCase == .digit { return false }
    let isUpper = text[word] < 0x60
    let isStarter = SentenceLexicon.starters.contains(next.packed) && next.length > 0
    if isUpper, text[word] == 0x49 || isStarter {
      var k = word
      while k > start, text.spaceLength(before: k) > 0 { k -= text.spaceLength(before: k) }
      var before = k
      while before > start, text.isASCIILetter(before - 1) { before -= 1 }
      // A first name comes before an initial; a lower-case word before a letter that stands for itself.
      if before < k, text.letterCase(at: before) == .lower, isStarter { return true }
    }
    if isUpper, isStarter, next.length > 1 {
      return word > start && text[word - 1] != 0x20 && text[word - 1] != 0x2E
    }
    if !isUpper {
      let packed = text.packedWord(word..<word + 1)
      return !SentenceLexicon.numbered.contains(packed) && !SentenceLexicon.joining.contains(packed)
    }
    joined = offset
    return false
  }

  private func endsNumber(_ range: Range<Int>, _ next: NextWord) -> Bool {
    if next.letterCase == .lower { return range.count > 2 }
    // "3. March": an ordinal of a date.
    if range.count <= 2, SentenceLexicon.months.contains(next.packed), !next.isOpened { return false }
    return true
  }

  private mutating func endsWord(_ packed: UInt128, _ range: Range<Int>, _ next: NextWord, at offset: Int)
    -> Bool
  {
    let isCapital = text.letterCase(at: range.lowerBound) == .upper
    if SentenceLexicon.joining.contains(packed) {
      joined = offset
      return false
    }
    if isCapital, SentenceLexicon.titles.contains(packed), next.letterCase != .none || next.isOpened {
      if next.letterCase != .upper || !SentenceLexicon.general.contains(packed)
        || !SentenceLexicon.starters.contains(next.packed)
      {
        joined = offset
        return false
      }
      return true
    }
    if next.isOpened, !next.isQuoted, SentenceLexicon.general.contains(packed) {
      return isOrdinaryWord(packed, isCapital)
    }
    if next.letterCase == .digit {
      return !SentenceLexicon.numbered.contains(packed) && !SentenceLexicon.calendar.contains(packed)
    }
    if next.letterCase == .lower { return endsBeforeLowerCase(packed, range, isCapital) }
    if SentenceLexicon.general.contains(packed) || SentenceLexicon.calendar.contains(packed) {
      return isOrdinaryWord(packed, isCapital) || next.isQuoted
        || (next.letterCase == .none && !next.isOpened && !isDash(at: offset))
        || SentenceLexicon.starters.contains(next.packed)
    }
    return true
  }

  /// Whether a stop before a lower-case word ends a sentence whose writer uses no capitals.
  private func endsBeforeLowerCase(_ packed: UInt128, _ range: Range<Int>, _ isCapital: Bool) -> Bool {
    if SentenceLexicon.general.contains(packed), !isOrdinaryWord(packed, isCapital) { return false }
    if SentenceLexicon.titles.contains(packed) || SentenceLexicon.calendar.contains(packed) { return false }
    if SentenceLexicon.numbered.contains(packed), !isOrdinaryWord(packed, isCapital) { return false }
    return range.count >= (isCapital ? 4 : 2)
  }

  /// Whether a dash stands at an offset, as after the place that a report comes from.
  private func isDash(at offset: Int) -> Bool {
    let value = text.scalar(at: offset).value
    return value == 0x2D || value == 0x2013 || value == 0x2014
  }

  /// Whether a shortened word is also a word in its own right, which in lower case it then is.
  private func isOrdinaryWord(_ packed: UInt128, _ isCapital: Bool) -> Bool {
    !isCapital && SentenceLexicon.ordinary.contains(packed)
  }
}
