import ParallaxText
import Testing

@Suite("Unicode tokenizer")
struct UnicodeTokenizerTests {
  private func tokens(_ text: String, _ contractions: UnicodeTokenizer.Contractions = .split) -> [String] {
    let tokenizer = UnicodeTokenizer(configuration: .init(contractions: contractions))
    return tokenizer.tokens(in: text).map { text.slice(utf8: $0.range) }
  }

  @Test(
    "English is cut as in the English Web Treebank",
    arguments: [
      ("They don't know.", ["They", "do", "n't", "know", "."]),
      ("The company’s boss can’t.", ["The", "company", "’s", "boss", "ca", "n’t", "."]),
      ("I'm sure we'll cannot", ["I", "'m", "sure", "we", "'ll", "can", "not"]),
      ("a well-known e-mail", ["a", "well", "-", "known", "e-mail"]),
      ("Mr. Bell of the U.S. paid $1,000.50", ["Mr.", "Bell", "of", "the", "U.S.", "paid", "$", "1,000.50"]),
      (
        "at 10:30 on 02/08/2017, call 555-0100", ["at", "10:30", "on", "02/08/2017", ",", "call", "555-0100"]
      ),
      ("Jan. 23-24, 10%", ["Jan.", "23", "-", "24", ",", "10", "%"]),
      ("Wait... what?! --", ["Wait", "...", "what", "?!", "--"]),
      ("The end.Next", ["The", "end", ".", "Next"]),
      ("“Yes,” he said.", ["“", "Yes", ",", "”", "he", "said", "."]),
      ("AT&T and/or w/o", ["AT&T", "and", "/", "or", "w/o"]),
      ("O'Brien's :-)", ["O'Brien", "'s", ":-)"]),
      ("naïve Ångström 東京", ["naïve", "Ångström", "東", "京"]),
    ])
  func cutsEnglish(_ text: String, _ expected: [String]) {
    #expect(tokens(text) == expected)
  }

  @Test("contractions may stay whole")
  func keepsContractions() {
    #expect(tokens("don't company’s cannot", .keep) == ["don't", "company’s", "cannot"])
  }

  @Test("each token has its kind")
  func namesKinds() {
    let text = "See www.example.org/a, mail a.b@example.org or @me about #news2024: 3.5!"
    let kinds = UnicodeTokenizer().tokens(in: text).map(\.kind)
    #expect(
      kinds == [
        .word, .url, .punctuation, .word, .email, .word, .mention, .word, .hashtag, .punctuation, .number,
        .punctuation,
      ])
  }

  @Test("an ill-formed byte is a token of its own")
  func keepsIllFormedBytes() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0x20, 0xE2, 0x82]
    #expect(UnicodeTokenizer().tokens(inUTF8: bytes).map(\.range) == [0..<1, 1..<2, 2..<3, 4..<5, 5..<6])
  }
}
