/// Finds who says a quotation, by the order of the words around it.
struct VoiceScanner {
  typealias Report = (speaker: Range<Int>?, verb: Range<Int>)

  let text: ByteText
  let sentences: [Range<Int>]

  init(_ text: ByteText, sentences: [Range<Int>]) {
    self.text = text
    self.sentences = sentences
  }

  /// Fills in speakers and verbs; the parts of one quotation over several paragraphs share theirs.
  func attributed(_ quotations: [Quotation]) -> [Quotation] {
    var result = quotations
    let outer = result.indices.filter { result[$0].level == 0 }
    for (place, index) in outer.enumerated() {
      let before = place > 0 ? result[outer[place - 1]].range.upperBound : 0
      let after = place + 1 < outer.count ? result[outer[place + 1]].range.lowerBound : text.count
      guard let voice = voice(of: result[index], from: before, to: after) else { continue }
      result[index].speaker = voice.speaker
      result[index].reportingVerb = voice.verb
    }
    share(&result, outer)
    share(&result, outer.reversed())
    carry(&result, outer)
    return result
  }

  /// Speech that goes on in a sentence of its own, after one that was reported, is the same speaker's.
  ///
  /// `"We agreed," Diaz said. "We will sign."`, within a paragraph, where nothing stands between.
  private func carry(_ quotations: inout [Quotation], _ order: [Int]) {
    for (one, next) in zip(order, order.dropFirst()) where quotations[next].reportingVerb == nil {
      let said = quotations[one]
      let more = quotations[next].range.lowerBound
      let end = max(said.range.upperBound, sentence(at: said.range.upperBound - 1).upperBound)
      guard said.reportingVerb != nil, isSpeech(quotations[next]), end <= more,
        text.skippingSpaces(from: end) == more,
        !(said.range.upperBound..<more).contains(where: { text[$0] == 0x0A })
      else { continue }
      quotations[next].speaker = said.speaker
      quotations[next].reportingVerb = said.reportingVerb
    }
  }

  /// Whether a quotation ends as a sentence or a clause does, and is no fragment of another's.
  private func isSpeech(_ quotation: Quotation) -> Bool {
    let last = text.scalar(before: quotation.content.upperBound).value
    return [0x2C, 0x2E, 0x21, 0x3F, 0x2026].contains(last) || text[quotation.range.upperBound] == 0x2C
  }

  /// Hands a speaker on within a chain of continued quotations, in the order given.
  private func share(_ quotations: inout [Quotation], _ order: [Int]) {
    for (one, next) in zip(order, order.dropFirst()) {
      let isChain = quotations[max(one, next)].isContinuation
      guard isChain, quotations[next].reportingVerb == nil else { continue }
      quotations[next].speaker = quotations[one].speaker
      quotations[next].reportingVerb = quotations[one].reportingVerb
    }
  }

  /// Speech ends with a mark of its own and is reported after it first; a fragment is reported before it.
  private func voice(of quotation: Quotation, from low: Int, to high: Int) -> Report? {
    let end = sentence(at: quotation.range.upperBound - 1)
    let after = quotation.range.upperBound..<max(quotation.range.upperBound, min(end.upperBound, high))
    let begin = sentence(at: quotation.range.lowerBound)
    let before = min(max(begin.lowerBound, low), quotation.range.lowerBound)..<quotation.range.lowerBound
    if isSpeech(quotation) { return follows(after, limit: 25) ?? precedes(before) }
    return precedes(before) ?? follows(after, limit: 25)
  }

  /// The sentence around an offset.
  private func sentence(at offset: Int) -> Range<Int> {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < sentences.count ? sentences[low] : offset..<offset
  }

  /// The words of a range, where each stands, and whether a mark parts it from the one before.
  func words(in range: Range<Int>, limit: Int) -> [(range: Range<Int>, isParted: Bool)] {
    var result: [(range: Range<Int>, isParted: Bool)] = []
    // Words are rarely shorter with the space behind them.
    result.reserveCapacity(min(limit, range.count / 5 + 1))
    var isParted = false
    var i = range.lowerBound
    while i < range.upperBound, result.count < limit {
      let begin = i
      // Letters and digits first, which is most of any text.
      i += text.alphanumericCount(from: i, to: range.upperBound)
      if i > begin, i < range.upperBound, text[i] == 0x20 {
        result.append((begin..<i, isParted))
        isParted = false
        i += 1
        continue
      }
      while i < range.upperBound, let length = wordLength(at: i, isInside: i > begin) { i += length }
      if i > begin {
        result.append((begin..<min(i, range.upperBound), isParted))
        isParted = false
      } else {
        let length = max(1, text.scalar(at: i).length)
        if text.spaceLength(at: i) == 0 { isParted = true }
        i += length
      }
    }
    return result
  }

  private func wordLength(at i: Int, isInside: Bool) -> Int? {
    if text.isASCIILetter(i) || text.isDigit(i) { return 1 }
    let (value, length) = text.scalar(at: i)
    if value >= 0xC0, !(0x2000...0x206F).contains(value), text.spaceLength(at: i) == 0 { return length }
    guard isInside else { return nil }
    // Hyphens and apostrophes inside a word, and the stop of an initial or a title.
    if value == 0x2D || value == 0x27 || value == 0x2019 {
      return text.letterCase(at: i + length) == .none ? nil : length
    }
    guard value == 0x2E else { return nil }
    let isInitial = text.letterCase(at: i - 1) == .upper
    var word = i
    while word > 0, text.isASCIILetter(word - 1) { word -= 1 }
    return isInitial || SentenceLexicon.titles.contains(text.packedWord(word..<i)) ? 1 : nil
  }

  func isVerb(_ range: Range<Int>) -> Bool {
    text.letterCase(at: range.lowerBound) == .lower && ReportingLexicon.verbs.contains(text.packedWord(range))
  }

  /// `"…," X said` and `"…," said X`.
  private func follows(_ range: Range<Int>, limit: Int) -> Report? {
    let words = words(in: range, limit: limit)
    for (place, word) in words.enumerated() {
      if let source = source(words, at: place) { return source }
      guard isVerb(word.range) else { continue }
      if place == 0 {
        let speaker = phrase(after: Array(words.dropFirst()))
        return speaker == nil ? nil : (speaker, word.range)
      }
      if let speaker = phrase(before: words[...place]) { return (speaker, word.range) }
    }
    return nil
  }

  /// `X said: "…"`, `X told Y that "…"`, `according to X, "…"`.
  private func precedes(_ range: Range<Int>) -> Report? {
    let words = words(in: range, limit: 400)
    for place in words.indices.reversed() {
      if let source = source(words, at: place) { return source }
      // "calls for" and "called on" report no words.
      let next = place + 1 < words.count ? text.packedWord(words[place + 1].range) : 0
      let isPlea = next == 0x66_6F72 || next == 0x6F6E
      if isPlea, ReportingLexicon.pleas.contains(text.packedWord(words[place].range)) { continue }
      if isVerb(words[place].range), let speaker = phrase(before: words[...place]) {
        return (speaker, words[place].range)
      }
    }
    return nil
  }

  /// "According to X" where it begins at a word.
  func source(_ words: [(range: Range<Int>, isParted: Bool)], at place: Int) -> Report? {
    guard place + 2 < words.count, words[place + 1].range.count == 2,
      text.packedWord(words[place + 1].range) == 0x746F
    else { return nil }
    guard ReportingLexicon.sources.contains(text.packedWord(words[place].range)) else { return nil }
    guard let speaker = phrase(after: Array(words[(place + 2)...])) else { return nil }
    return (speaker, words[place].range)
  }

  /// The noun phrase that ends before the last of the words, a verb.
  func phrase(before words: ArraySlice<(range: Range<Int>, isParted: Bool)>) -> Range<Int>? {
    guard var verb = words.indices.last else { return nil }
    var last = verb - 1
    while last >= words.startIndex, !words[verb].isParted,
      ReportingLexicon.auxiliaries.contains(text.packedWord(words[last].range))
    {
      verb = last
      last -= 1
    }
    guard last >= words.startIndex else { return nil }
    if words[verb].isParted { return name(beforeAppositionEndingAt: last, in: words) }
    let end = words[last].range
    if ReportingLexicon.pronouns.contains(text.packedWord(end)) { return end }
    // A genitive owns the "verb", which is a noun then: "Diaz's claims".
    if isGenitive(end) { return nil }
    if text.letterCase(at: end.lowerBound) == .upper { return name(endingAt: last, in: words) }
    // "the ministry spokesman": back to the determiner, or to the head of the clause.
    for low in stride(from: last, through: max(words.startIndex, last - 6), by: -1) {
      let word = words[low]
      let packed = text.packedWord(word.range)
      if ReportingLexicon.determiners.contains(packed) { return word.range.lowerBound..<end.upperBound }
      if isVerb(word.range) || ReportingLexicon.pronouns.contains(packed) { return nil }
      if ReportingLexicon.phraseEnds.contains(packed), !ReportingLexicon.nameParts.contains(packed) {
        return nil
      }
      if word.isParted || low == words.startIndex {
        return text.letterCase(at: word.range.lowerBound) == .upper
          ? word.range.lowerBound..<end.upperBound : nil
      }
    }
    return nil
  }

  private func isGenitive(_ word: Range<Int>) -> Bool {
    let mark = text.scalar(before: word.upperBound - 1).value
    return text[word.upperBound - 1] == 0x73 && (mark == 0x27 || mark == 0x2019)
  }

  /// The name that an apposition or a relative clause between commas explains, or is.
  ///
  /// "Dr. Tollak, the council's envoy, told" and "Dr. Tollak, Sorrest's envoy, told" are the name before the first
  /// comma, "the council's envoy, Dr. Tollak, told" that before the second.
  private func name(
    beforeAppositionEndingAt last: Int, in words: ArraySlice<(range: Range<Int>, isParted: Bool)>
  ) -> Range<Int>? {
    guard text[words[last].range.upperBound] == 0x2C else { return nil }
    for low in stride(from: last, through: max(words.startIndex + 1, last - 11), by: -1) {
      let packed = text.packedWord(words[low].range)
      // What reports something itself is no part of an apposition.
      if isVerb(words[low].range) { return nil }
      guard words[low].isParted else { continue }
      let before = words[low - 1].range
      guard text[before.upperBound] == 0x2C else { return nil }
      let isExplained =
        isGenitive(words[low].range) || ReportingLexicon.determiners.contains(packed)
        || ReportingLexicon.relatives.contains(packed)
      if isExplained {
        return text.letterCase(at: before.lowerBound) == .upper ? name(endingAt: low - 1, in: words) : nil
      }
      let isName = words[low...last].allSatisfy { text.letterCase(at: $0.range.lowerBound) == .upper }
      return isName ? words[low].range.lowerBound..<words[last].range.upperBound : nil
    }
    return nil
  }

  /// The name that ends with a word, with its titles and its article.
  private func name(endingAt last: Int, in words: ArraySlice<(range: Range<Int>, isParted: Bool)>) -> Range<
    Int
  > {
    var first = last
    for low in stride(from: last, through: max(words.startIndex, last - 8), by: -1) {
      let word = words[low]
      let packed = text.packedWord(word.range)
      let isDeterminer = ReportingLexicon.determiners.contains(packed)
      let isNoise =
        ReportingLexicon.phraseEnds.contains(packed) && !ReportingLexicon.nameParts.contains(packed)
      if text.letterCase(at: word.range.lowerBound) == .upper {
        // "But Putin said": a conjunction at the head of a sentence is no part of the name.
        if isNoise, low != last { break }
        first = low
      } else if isDeterminer, low == first - 1 {
        first = low
        if packed != 0x74_6865 { break }
      } else if !ReportingLexicon.nameParts.contains(packed) {
        break
      }
      if word.isParted { break }
    }
    return words[first].range.lowerBound..<words[last].range.upperBound
  }

  /// The noun phrase that the words begin with.
  private func phrase(after words: [(range: Range<Int>, isParted: Bool)]) -> Range<Int>? {
    guard let first = words.first, !first.isParted else { return nil }
    let packed = text.packedWord(first.range)
    if ReportingLexicon.pronouns.contains(packed) { return first.range }
    let isName = text.letterCase(at: first.range.lowerBound) == .upper
    guard isName || ReportingLexicon.determiners.contains(packed) else { return nil }
    var end = first.range.upperBound
    for word in words.dropFirst().prefix(8) {
      let packed = text.packedWord(word.range)
      let isCapital = text.letterCase(at: word.range.lowerBound) == .upper
      if word.isParted { break }
      if isCapital {
        end = word.range.upperBound
      } else if isName {
        guard ReportingLexicon.nameParts.contains(packed) else { break }
      } else {
        if ReportingLexicon.phraseEnds.contains(packed) || isVerb(word.range) { break }
        if !ReportingLexicon.nameParts.contains(packed) { end = word.range.upperBound }
      }
    }
    return first.range.lowerBound..<end
  }
}
