import ParallaxSummary
import ParallaxText
import Testing

@Suite struct SentenceTermsTests {
  @Test(arguments: 0..<8)
  func termsAndCountsAreThoseOfPlainStrings(seed: Int) {
    let (text, sentences) = randomDocument(30, seed: UInt64(seed))
    let terms = SentenceTerms(sentences: sentences, text: text)
    let expected = naiveTerms(sentences, text) { FunctionWords.contains($0) }
    for sentence in sentences.indices {
      let found = terms.entries(of: sentence).map {
        (terms.spelling(of: Int(terms.terms[$0])), Int(terms.counts[$0]))
      }
      var order: [String] = []
      for term in expected[sentence] where !order.contains(term) { order.append(term) }
      #expect(found.map(\.0) == order)
      #expect(found.map(\.1) == order.map { term in expected[sentence].count { $0 == term } })
      #expect(terms.lengths[sentence] == expected[sentence].count)
    }
    for term in 0..<terms.termCount {
      let spelling = terms.spelling(of: term)
      #expect(Int(terms.sentenceFrequencies[term]) == expected.count { $0.contains(spelling) })
    }
  }

  @Test func wordsThatTurnAMeaningRoundAreContent() {
    for word in ["not", "no", "never", "against", "harbour"] { #expect(!FunctionWords.contains(word)) }
    for word in ["the", "of", "would", "yourselves", "about"] { #expect(FunctionWords.contains(word)) }
  }

  @Test func lettersThatGrowWhenLoweredKeepTheirTerm() {
    let text = "İİİ ȺȺ istanbul. ⱥⱥ i̇i̇i̇."
    let sentences = SentenceSplitter().sentences(in: text)
    let terms = SentenceTerms(sentences: sentences, text: text)
    #expect((0..<terms.termCount).map { terms.spelling(of: $0) }.contains("ⱥⱥ"))
    #expect(terms.sentenceFrequencies.contains(2))
  }

  @Test func rangesMayComeInAnyOrderAndCutTokensAreLeftOut() {
    let text = "grain talks treaty"
    let terms = SentenceTerms(sentences: [6..<18, 0..<11, 0..<8], text: text)
    #expect(terms.lengths == [2, 2, 1])
  }
}
