import ParallaxFeatures
import ParallaxMath
import Testing

@Suite struct DocumentTermsTests {
  private static let texts = [
    "Fair wages, fair talks: the fair talks go on.", "The council talks. Wages rise; talks go on and on.",
    "Ünïcödé talks — “fair” wages in İstanbul, said the averyveryverylongword council.", "", "?!",
  ]

  /// One scan says what three said.
  @Test(arguments: [(1, 1), (1, 2), (2, 3)], [false, true])
  func rowsCountsAndPlacesAreThoseOfSeparateScans(grams: (Int, Int), stops: Bool) throws {
    var settings = TFIDFVectorizer.Configuration()
    (settings.minimumN, settings.maximumN) = grams
    settings.sublinearTF = true
    if stops { settings.stopWords = ["the", "on"] }
    let vectorizer = try TFIDFVectorizer.fit(Self.texts, configuration: settings)
    for text in Self.texts + ["talks talks talks fair unknown fair talks"] {
      let terms = vectorizer.terms(of: text)
      #expect(terms.row == vectorizer.transform(text))
      let counts = vectorizer.tokenCounts(in: text)
      #expect(terms.known == counts.known && terms.total == counts.total)
      var places: [TermOccurrence] = []
      for (entry, column) in terms.row.indices.enumerated() {
        let own = Int(terms.offsets[entry])..<Int(terms.offsets[entry + 1])
        #expect(!own.isEmpty)
        for place in own {
          places.append(
            TermOccurrence(term: Int(column), range: Int(terms.starts[place])..<Int(terms.ends[place])))
        }
        let starts = own.map { terms.starts[$0] }
        #expect(starts == starts.sorted())
      }
      #expect(Set(places) == Set(vectorizer.occurrences(in: text)))
      #expect(places.count == vectorizer.occurrences(in: text).count)
    }
  }
}
