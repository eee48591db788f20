import ParallaxText
import Testing

@testable import ParallaxFeatures

@Suite struct FoldedTokensTests {
  static let text =
    "“ÉTÉ” Don’t say ΩΔΗ, O'Neil’s 3.5%. It isn’t so — “Yes,” she said in the U.S. gov’t office! Ünïcödé-extraordinarily…"

  @Test func partsAreReadAsTextsOfTheirOwn() {
    let parts = SentenceSplitter().sentences(in: Self.text)
    #expect(parts.count > 1)
    let tokens = FoldedTokens(Self.text, parts: parts)
    var count = 0
    for (number, part) in parts.enumerated() {
      let slice = tokens.slice(number)
      let alone = FoldedTokens(Self.text.slice(utf8: part))
      #expect(slice.origin == part.lowerBound && slice.range.count == alone.count)
      for (token, own) in zip(slice.range, 0..<alone.count) {
        #expect(tokens.text(of: token) == alone.text(of: own))
        #expect(tokens.isWord[token] == alone.isWord[own])
        #expect(tokens.places[token].lowerBound == alone.places[own].lowerBound + part.lowerBound)
        #expect(tokens.places[token].count == alone.places[own].count)
      }
      count += slice.range.count
    }
    #expect(tokens.count == count)
  }

  @Test(arguments: [
    "", " ", "’", "’’", "a’", "—’—", "\u{2028}", "İ", "ΣΑΣ ’s", String(repeating: "é’", count: 40),
  ])
  func tokensAreTheTextInLowerCaseWithPlainApostrophes(text: String) {
    let tokens = FoldedTokens(text)
    for token in 0..<tokens.count {
      var own: [UInt8] = []
      for scalar in text.slice(utf8: tokens.places[token]).lowercased().unicodeScalars {
        own += Array(String(scalar == "’" ? "'" : scalar).utf8)
      }
      #expect(Array(tokens.bytes[tokens.range(of: token)]) == own)
    }
  }

  @Test func wordsHaveTheNumbersOfTheirVocabulary() throws {
    let long = "honorificabilitudinitatibus"
    let words = (0..<300).map { "w\($0)" } + ["été", "n't", "sixteenletterswo", "seventeenletterss", long]
    let vocabulary = try Vocabulary(terms: words)
    let lookup = WordLookup(vocabulary)
    let text = words.map { $0 == "n't" ? "don't" : $0 }.joined(separator: " ") + ", unknown \(long)! 12"
    let tokens = FoldedTokens(text)
    let ids = tokens.ids(by: lookup)
    #expect(ids.count == tokens.count)
    for token in 0..<tokens.count {
      let expected = tokens.isWord[token] ? vocabulary.index(of: tokens.text(of: token)) ?? -1 : -1
      #expect(Int(ids[token]) == expected)
    }
    #expect(ids.count { $0 >= 0 } == words.count + 1)
    // Whoever asked ahead gets the same.
    #expect(FoldedTokens(text, numberedBy: [lookup]).ids(by: lookup) == ids)
  }

  @Test func poolsOfASentenceAreThoseOfTheSentenceAlone() throws {
    let vectors = try TermVectorTests.trainer().train(on: TermVectorTests.texts())
    let text = "A small cat sleeps warmly. A large ship sails slowly. The dog eats."
    let parts = SentenceSplitter().sentences(in: text)
    let pooler = try VectorPooler(
      vectors: vectors,
      configuration: .init(pools: [.mean, .rare, .maximum, .left, .right, .leftClause], dimension: 6))
    // By a table of words that was made for others.
    let lookup = WordLookup(
      try Vocabulary(termBytes: vectors.vocabulary.termBytes, termOffsets: vectors.vocabulary.termOffsets))
    let shared = pooler.sharing(lookup)
    let tokens = FoldedTokens(text, parts: parts, numberedBy: [lookup])
    for (number, part) in parts.enumerated() {
      let sentence = text.slice(utf8: part)
      let target = 2..<7
      for target in [nil, target] {
        var values = [Float](repeating: .nan, count: pooler.columnCount)
        values.withUnsafeMutableBufferPointer {
          shared.pool(tokens.slice(number), target: target, into: $0.baseAddress!)
        }
        #expect(values == pooler.pool(sentence, target: target))
      }
    }
  }
}
