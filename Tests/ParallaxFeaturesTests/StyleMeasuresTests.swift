import Testing

@testable import ParallaxFeatures

/// How a text is written.
@Suite struct StyleMeasuresTests {
  static func measures(_ text: String) -> [String: Double] {
    let values = StyleMeasures.values(of: text)
    #expect(values.count == StyleMeasures.names.count)
    #expect(values.allSatisfy { $0.isFinite })
    return Dictionary(uniqueKeysWithValues: zip(StyleMeasures.names, values))
  }

  @Test func namesDiffer() {
    #expect(Set(StyleMeasures.names).count == StyleMeasures.names.count)
  }

  @Test func kindsOfWordsAreSharesOfAllWords() {
    let measures = Self.measures("We said that our town never really slept quietly.")
    #expect(measures["we_words"] == 2.0 / 9)
    #expect(measures["negations"] == 1.0 / 9)
    #expect(measures["intensifiers"] == 1.0 / 9)
    #expect(measures["adverbs"] == 2.0 / 9)
    #expect(measures["reporting_words"] == 1.0 / 9)
  }

  @Test func marksAreCountedWhateverTheirShape() {
    let measures = Self.measures("Is it so? Yes! \u{201C}No,\u{201D} he said \u{2014} \"maybe\"\u{2026}")
    #expect(measures["question_marks"] == 0.5)
    #expect(measures["exclamations"] == 0.5)
    #expect(measures["quotation_marks"] == 4.0 / 8)
    #expect(measures["dashes"] == 1.0 / 8)
    #expect(measures["ellipses"] == 1.0 / 8)
  }

  @Test func theFirstLineIsTheTitle() {
    let measures = Self.measures("WHAT now: shame!\nNothing happened in the town.")
    #expect(measures["title_exclaims"] == 1)
    #expect(measures["title_colons"] == 1)
    #expect(measures["title_asks"] == 0)
    #expect(measures["title_length"] == 3)
    #expect(measures["title_capitals"] == 1.0 / 3)
    #expect(measures["capital_words"] == 1.0 / 8)
  }

  @Test func wordsThatOthersFoundMeasureTheSame() throws {
    let other = TFIDFVectorizer(words: try Vocabulary(terms: ["town", "zzz"]))
    for vectorizers in [[other, StyleMeasures.vectorizer], [other]] {
      let index = try #require(JointTermIndex(vectorizers))
      for text in [
        "WHAT now: shame!\nNothing REALLY happened in the town, quickLY. We said “no”: NATO and I are not sorry.",
        "Ünïcödé İstanbul — ΑΣ ΣΑΣ, reallyveryveryverylongly! “Never”…", "", "?!", "you",
      ] {
        #expect(StyleMeasures.values(of: index.words(of: text)) == StyleMeasures.values(of: text))
      }
    }
  }

  @Test func wordsMayBeOfTwoKinds() {
    let measures = Self.measures("Nobody shall ever REALLY ask nobody")
    #expect(measures["negations"] == 2.0 / 6 && measures["absolutes"] == 3.0 / 6)
    #expect(measures["adverbs"] == 1.0 / 6 && measures["word_length"] == 30.0 / 6)
  }

  @Test func theFirstPersonStandsAlone() {
    #expect(Self.measures("I think INTO what I did, I.")["i_words"] == 3.0 / 4)
  }

  @Test(arguments: ["", " ", "?!", "\n\n", "I", "\u{201C}"])
  func aTextWithoutWordsMeasuresNothing(text: String) {
    #expect(StyleMeasures.values(of: text).allSatisfy { $0 == 0 })
  }
}
