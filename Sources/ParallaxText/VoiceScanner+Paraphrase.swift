extension VoiceScanner {
  /// What a sentence attributes to somebody without quotation marks, and to whom; nil where it does not.
  ///
  /// - Parameter quotations: the quotations in the sentence, whose words report nothing.
  func paraphrase(
    in sentence: Range<Int>, around quotations: [Range<Int>]
  ) -> (content: Range<Int>, speaker: Range<Int>)? {
    let words = words(in: sentence, limit: 400).filter { word in
      !quotations.contains { $0.contains(word.range.lowerBound) }
    }
    for place in words.indices {
      if let source = source(words, at: place), let speaker = source.speaker {
        return (place == 0 ? speaker.upperBound..<sentence.upperBound : sentence.lowerBound..<source.verb.lowerBound,
          speaker)
      }
      guard isVerb(words[place].range),
        ReportingLexicon.clauseVerbs.contains(text.packedWord(words[place].range)),
        let speaker = phrase(before: words[...place])
      else { continue }
      let after = words.count - place - 1
      let opensSentence = speaker.lowerBound - sentence.lowerBound < 2
      // "…, the ministry said on Monday": what it says stands before.
      if after <= 3, !opensSentence { return (sentence.lowerBound..<speaker.lowerBound, speaker) }
      guard after > 2, !isPreposition(words[place + 1].range), !words[place + 1].isParted else { continue }
      return (words[place].range.upperBound..<sentence.upperBound, speaker)
    }
    return nil
  }

  /// Whether a word ties a thing rather than a clause to its verb: "spoke of", "reported on".
  private func isPreposition(_ range: Range<Int>) -> Bool {
    ReportingLexicon.prepositions.contains(text.packedWord(range))
  }
}
