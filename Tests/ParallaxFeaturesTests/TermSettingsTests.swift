import ParallaxFeatures
import ParallaxText
import Testing

@Suite struct TermSettingsTests {
  private let texts = ["aa bb aa", "bb cc"]

  private func counted(_ change: (inout TFIDFVectorizer.Configuration) -> Void) throws -> DocumentFrequencies
  {
    var settings = TFIDFVectorizer.Configuration()
    change(&settings)
    return try .counting(texts, configuration: settings)
  }

  private func read(_ frequencies: DocumentFrequencies) throws -> DocumentFrequencies {
    var bytes: [UInt8] = []
    frequencies.encodeTable { (piece: [UInt8]) in bytes += piece }
    return try DocumentFrequencies(table: bytes)
  }

  @Test func theSettingsOfACountingAreWrittenWithIt() throws {
    let counts = try counted { ($0.maximumN, $0.stopWords) = (2, ["x,y", "of", "a b\\"]) }
    let settings = try #require(counts.settings)
    #expect(
      settings.description.contains("ngram_range=1,2 stop_words=[a\\20;b\\5c;,of,x\\2c;y] stemmer=null"))
    #expect(try read(counts) == counts)
    let english = try counted { $0.stopWords = StopWords.english.words.reversed() }
    #expect(english.settings?.description.contains("stop_words=english:1 ") == true)
    #expect(
      try counted {
        $0.minimumDocumentFrequency = 2; $0.binary = true
      }.settings == counted { _ in }.settings)
  }

  @Test func partsCountedByOtherSettingsAreRefused() throws {
    let plain = try counted { _ in }
    for other in [
      try counted { $0.maximumN = 2 }, try counted { $0.lowercase = false },
      try counted { $0.stopWords = ["aa"] },
      try counted { $0.stripAccents = .unicode }, try counted { $0.stemmer = Stemmer(language: "english") },
    ] {
      var whole = try read(plain)
      let part = try read(other)
      do throws(FeatureError) {
        try whole.merge(part)
        Issue.record("\(String(describing: other.settings)) was merged")
      } catch {
        #expect(error.code == .configuration)
        #expect(error.message.contains(" against "))
      }
    }
    var wrong = TFIDFVectorizer.Configuration()
    wrong.maximumN = 2
    #expect(throws: FeatureError.self) { try plain.vectorizer(configuration: wrong) }
    let pairs = try TFIDFVectorizer.fit(texts, configuration: wrong)
    #expect(throws: FeatureError.self) { try pairs.withIDF(of: plain) }
  }

  @Test func countsOfUnknownSettingsMergeAndMakeTheWholeUnknown() throws {
    let plain = try counted { _ in }
    let bare = try DocumentFrequencies(
      vocabulary: plain.vocabulary, documentFrequencies: plain.documentFrequencies,
      occurrences: plain.occurrences,
      documentCount: plain.documentCount)
    #expect(bare.settings == nil)
    var whole = plain
    try whole.merge(bare)
    #expect(whole.settings == nil)
    var first = DocumentFrequencies.empty
    try first.merge(plain)
    #expect(first == plain)
  }
}
