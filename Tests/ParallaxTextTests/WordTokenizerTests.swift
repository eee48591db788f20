import ParallaxMath
import ParallaxText
import Testing

/// The pattern `(?u)\b\w\w+\b` spelled out scalar by scalar on the text as it is.
private func naiveWords(_ text: String) -> [Range<Int>] {
  var result: [Range<Int>] = []
  var start: Int?
  var scalars = 0
  var offset = 0
  for scalar in text.unicodeScalars {
    let properties = scalar.properties
    let isWord =
      scalar == "_" || properties.numericType != nil
      || [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
        .contains(properties.generalCategory)
    if isWord {
      start = start ?? offset
      scalars += 1
    } else {
      if let start, scalars > 1 { result.append(start..<offset) }
      (start, scalars) = (nil, 0)
    }
    offset += UTF8.width(scalar)
  }
  if let start, scalars > 1 { result.append(start..<offset) }
  return result
}

@Suite struct WordTokenizerTests {
  @Test(arguments: [
    "", "a", "ab", "a b", "Don’t “stop” now…", "naïve café—2.5 x_1", "日本語 テスト", "x²y³ ½ Ⅷ", "🇫🇷 flag 👩‍👩‍👧 abc",
    String(repeating: "abcdefghij", count: 20), String(repeating: "a ", count: 100) + "end",
    "word" + String(repeating: "é", count: 70) + "word", "ends with é", "\u{FEFF}bom first",
    "tab\tline\nreturn\r\nend",
  ])
  func wordsAreTheRunsOfTwoOrMoreWordCharacters(text: String) {
    #expect(Tokenizer(analyzer: .words).tokens(in: text).map(\.range) == naiveWords(text))
  }

  @Test func randomTextsAgreeWithTheNaivePattern() {
    let alphabet: [Unicode.Scalar] = [
      "a", "Z", "0", "_", " ", "-", ".", "’", "é", "ß", "Ж", "語", "𝒳", "\u{301}", "½", "\n",
    ]
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<Int.random(in: 0...200, using: &generator) {
        text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
      }
      #expect(Tokenizer(analyzer: .words).tokens(in: text).map(\.range) == naiveWords(text))
    }
  }

  @Test func aScalarThatLowercasesToALetterAndAMarkEndsTheWordThere() {
    // Python: "İstanbul Xİ".lower() is "i̇stanbul xi̇", in which the combining dot is no word character.
    let tokens = Tokenizer(analyzer: .words).tokens(in: "İstanbul Xİ")
    #expect(tokens.map(\.range) == [2..<9, 10..<13])
  }

  @Test func digitsAreNumbers() {
    #expect(
      Tokenizer().tokens(in: "2017 abc 12345678901234567890 4th").map(\.kind) == [
        .number, .word, .number, .word,
      ])
  }
}
