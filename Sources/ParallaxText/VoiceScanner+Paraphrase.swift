extension VoiceScanner {
  /// What a sentence attributes to somebody without quotation marks, and to whom; nil where it does not.
  ///
  /// - Parameter quotations: the quotations in the sentence, whose words report nothing.
  func paraphrase(
    in sentence: Range<Int>, around quotations: [Range<Int>]
  ) -> (content: Range<Int>, speaker: Range<Int>)? {
    var words = words(in: sentence, limit: 400)
    if !quotations.isEmpty {
      words.removeAll { word in quotations.contains { $0.contains(word.range.lowerBound) } }
    }
    for place in words.indices {
      if let source = source(words, at: place), let speaker = source.speaker {
        return (
          place == 0
            ? speaker.upperBound..<sentence.upperBound : sentence.lowerBound..<source.verb.lowerBound,
          speaker
        )
      }
      guard isVerb(words[place].range),
        ReportingLexicon.clauseVerbs.contains(text.packedWord(words[place].range)),
        let speaker = phrase(before: words[...place])
      else { continue }
      let opensSentence = speaker.lowerBound - sentence.lowerBound < 2
      // "…, the ministry said on Monday": what it says stands before.
      if !opensSentence, endsSoon(words, after: place) {
        return (sentence.lowerBound..<speaker.lowerBound, speaker)
      }
      guard let start = clause(words, after: place) else { continue }
      return (start..<end(of: words, from: start, in: sentence), speaker)
    }
    return nil
  }

  /// Where a clause ends: before a semicolon, behind which the narrator speaks again, or with the sentence.
  private func end(
    of words: [(range: Range<Int>, isParted: Bool)], from start: Int, in sentence: Range<Int>
  ) -> Int {
    words.first { $0.range.lowerBound >= start && text[$0.range.upperBound] == 0x3B }?.range.upperBound
      ?? sentence.upperBound
  }

  /// Whether the sentence, or its part before a semicolon, ends within three words after a verb.
  private func endsSoon(_ words: [(range: Range<Int>, isParted: Bool)], after verb: Int) -> Bool {
    let last = (verb..<min(words.count, verb + 4)).first { place in
      place + 1 == words.count || text[words[place].range.upperBound] == 0x3B
    }
    return last != nil
  }

  /// Where the clause begins that a verb reports: behind it, or at a "that" a few words on ("said in an address that",
  /// "noted, however, that").
  private func clause(_ words: [(range: Range<Int>, isParted: Bool)], after verb: Int) -> Int? {
    guard words.count - verb > 3 else { return nil }
    if words[verb + 1].isParted {
      guard text[words[verb].range.upperBound] == 0x2C else { return nil }
      return words[(verb + 2)..<min(words.count - 1, verb + 7)]
        .first { $0.isParted && text.packedWord($0.range) == 0x7468_6174 }?.range.lowerBound
    }
    guard isPreposition(words[verb + 1].range) else {
      return statesClause(words, after: verb) ? words[verb].range.upperBound : nil
    }
    return words[(verb + 1)..<min(words.count - 1, verb + 9)]
      .first { text.packedWord($0.range) == 0x7468_6174 }?.range.lowerBound
  }

  /// Whether what stands behind a verb is a clause: always, but for verbs that as often take a thing, behind which an
  /// opening word, a "that" or a verb must come before the next clause begins.
  private func statesClause(_ words: [(range: Range<Int>, isParted: Bool)], after verb: Int) -> Bool {
    guard ReportingLexicon.thingVerbs.contains(text.packedWord(words[verb].range)) else { return true }
    for place in (verb + 1)..<words.count {
      let packed = text.packedWord(words[place].range)
      if place == verb + 1, ReportingLexicon.openers.contains(packed) { return true }
      if packed == 0x7468_6174 || ReportingLexicon.finiteVerbs.contains(packed) { return true }
      if ReportingLexicon.joints.contains(packed) { return false }
      if isPast(words, at: place, after: verb) { return true }
      if text[words[place].range.upperBound] == 0x3B { return false }
    }
    return false
  }

  /// Whether a word in "ed" tells what its subject did: "rebels shelled the town", not "a wounded man", nor "charges
  /// leveled against him".
  private func isPast(_ words: [(range: Range<Int>, isParted: Bool)], at place: Int, after verb: Int) -> Bool
  {
    let range = words[place].range
    guard place > verb + 1, range.count > 3, text[range.upperBound - 1] == 0x64,
      text[range.upperBound - 2] == 0x65,
      text.letterCase(at: range.lowerBound) == .lower, !words[place].isParted
    else { return false }
    let before = text.packedWord(words[place - 1].range)
    if ReportingLexicon.determiners.contains(before) || isPreposition(words[place - 1].range) { return false }
    return place + 1 == words.count
      || !ReportingLexicon.participleTies.contains(text.packedWord(words[place + 1].range))
  }

  /// Whether a word ties a thing rather than a clause to its verb: "spoke of", "reported on".
  private func isPreposition(_ range: Range<Int>) -> Bool {
    ReportingLexicon.prepositions.contains(text.packedWord(range))
  }
}
