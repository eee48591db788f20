import Foundation
import ParallaxFeatures
import ParallaxMath
import ParallaxTestSupport
import Testing

private let documents = [
  "This is the first document.", "This document is the second document.", "And this is the third one.",
  "Is this the first document?",
]

@Suite struct TFIDFVectorizerTests {
  /// scikit-learn 1.9.1, `TfidfVectorizer().fit_transform` on its documentation's four sentences.
  @Test func defaultsAgreeWithScikitLearn() throws {
    let (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(documents)
    let vocabulary = vectorizer.vocabulary
    #expect(
      (0..<vocabulary.count).map(vocabulary.term(at:)) == [
        "and", "document", "first", "is", "one", "second", "the", "third", "this",
      ])
    let second = [
      0.0, 0.687623597984, 0.0, 0.281088674034, 0.0, 0.538647620886, 0.281088674034, 0.0, 0.281088674034,
    ]
    for (value, expected) in zip(dense(matrix)[1], second) { #expect(abs(value - expected) < 1e-6) }
    #expect(abs(Double(vectorizer.idf[0]) - 1.916290731874155) < 1e-6)
    #expect(abs(Double(vectorizer.idf[2]) - 1.5108256237659907) < 1e-6)
  }

  @Test func transformOfOneAndOfManyAndOfTheFitAgreeToTheBit() throws {
    for maximumN in 1...3 {
      var settings = TFIDFVectorizer.Configuration()
      settings.maximumN = maximumN
      settings.sublinearTF = true
      let texts =
        documents + ["", "Ünïcödé ΟΔΥΣΣΕΥΣ don’t “quote” İstanbul a-very-long-hyphenated_word_of_23"]
      let (vectorizer, fitted) = try TFIDFVectorizer.fitTransform(texts, configuration: settings)
      #expect(vectorizer.transform(texts) == fitted)
      for (row, text) in texts.enumerated() { #expect(vectorizer.transform(text) == fitted.row(row)) }
    }
  }

  @Test func stopWordsGoBeforeNGramsAreMade() throws {
    var settings = TFIDFVectorizer.Configuration()
    (settings.minimumN, settings.maximumN) = (2, 2)
    settings.stopWords = ["is", "the"]
    let vectorizer = try TFIDFVectorizer.fit(documents, configuration: settings)
    #expect(vectorizer.vocabulary.index(of: "this first") != nil)
    #expect(vectorizer.vocabulary.index(of: "the first") == nil)
    let found = vectorizer.occurrences(in: "Is this the first?")
    #expect(found.map { vectorizer.vocabulary.term(at: $0.term) } == ["this first"])
    #expect(found.map(\.range) == [3..<17])
    let counts = vectorizer.tokenCounts(in: "Is this the unknown?")
    #expect(counts.known == 1)
    #expect(counts.total == 2)
  }

  @Test func theMostFrequentFeaturesAreKeptAndTiesGoToTheEarlierTerm() throws {
    var settings = TFIDFVectorizer.Configuration()
    settings.maximumFeatures = 2
    let vectorizer = try TFIDFVectorizer.fit(["bx bx ax ax cx", "cx dx"], configuration: settings)
    #expect(vectorizer.vocabulary.term(at: 0) == "ax")
    #expect(vectorizer.vocabulary.term(at: 1) == "bx")
  }

  @Test func unseenTermsAndEmptyDocumentsGiveEmptyRows() throws {
    let vectorizer = try TFIDFVectorizer.fit(documents)
    for text in ["", "   ", "zebra", "\u{0}\u{1}", "’“”—"] {
      #expect(vectorizer.transform(text).nonZeroCount == 0)
    }
  }

  @Test func settingsThatCannotWorkAreErrorsThatSayWhich() {
    func error(_ change: (inout TFIDFVectorizer.Configuration) -> Void) -> FeatureError? {
      var settings = TFIDFVectorizer.Configuration()
      change(&settings)
      do throws(FeatureError) {
        _ = try TFIDFVectorizer.fit(documents, configuration: settings)
        return nil
      } catch { return error }
    }
    #expect(error { ($0.minimumN, $0.maximumN) = (2, 1) }?.message.contains("ngram_range [2, 1]") == true)
    #expect(error { $0.minimumDocumentFrequency = .share(1.5) }?.code == .configuration)
    #expect(error { $0.maximumFeatures = 0 }?.message.contains("max_features 0") == true)
    #expect(error { $0.minimumDocumentFrequency = 5 }?.code == .configuration)
    #expect(
      error { $0.stopWords = ["this", "is", "the", "first", "document", "second", "and", "third", "one"] }?
        .code == .noTerms)
    #expect(throws: FeatureError.self) { try TFIDFVectorizer.fit([String]()) }
    #expect(throws: FeatureError.self) { try TFIDFVectorizer.fit(["", "a"]) }
  }

  @Test func vocabulariesAreChecked() throws {
    let vocabulary = try Vocabulary(terms: ["b", "a", "é"])
    #expect((0..<3).map(vocabulary.term(at:)) == ["a", "b", "é"])
    #expect(vocabulary.index(of: "b") == 1)
    #expect(vocabulary.index(of: "c") == nil)
    #expect(throws: FeatureError.self) { try Vocabulary(terms: ["a", "a"]) }
    #expect(throws: FeatureError.self) { try Vocabulary(terms: [""]) }
    #expect(throws: FeatureError.self) { try Vocabulary(termBytes: [97, 98], termOffsets: [0, 3]) }
    #expect(throws: FeatureError.self) { try Vocabulary(termBytes: [98, 97], termOffsets: [0, 1, 2]) }
  }

  @Test func twoTermsMakeAVocabularyWhereTheFirstComesBeforeTheSecond() throws {
    let stem = Array("fifteen bytes, ".utf8)
    // Shorter and longer than what is compared at once, alike up to there, and with bytes of zero.
    let terms: [[UInt8]] =
      [[97], [97, 0], [97, 0, 1], [97, 98], [0], [0, 0], [0xFF]]
      + [[], [97], [97, 98], [97, 99], [98], [0], [97, 0]].map { stem + $0 }
    // With bytes behind the second term, and without: near the end terms are compared in another way.
    for (first, second, rest) in terms.flatMap({ a in terms.flatMap { b in [(a, b, 0), (a, b, 40)] } }) {
      let last = [UInt8](repeating: 0xFF, count: rest)
      let bytes = first + second + last
      let lengths = [0, first.count, first.count + second.count] + (rest > 0 ? [bytes.count] : [])
      let vocabulary = try? Vocabulary(termBytes: bytes, termOffsets: lengths.map { UInt32($0) })
      let ascends = first.lexicographicallyPrecedes(second)
      #expect((vocabulary != nil) == ascends, "\(first) before \(second)")
    }
  }

  @Test func settingsRoundTripThroughJSONAndReadScikitLearns() throws {
    var settings = TFIDFVectorizer.Configuration()
    settings.maximumN = 2
    settings.minimumDocumentFrequency = .share(0.25)
    settings.maximumFeatures = 10
    settings.norm = .none
    let data = try JSONEncoder().encode(settings)
    #expect(try JSONDecoder().decode(TFIDFVectorizer.Configuration.self, from: data) == settings)
    let pasted = #"{"ngram_range": [1, 2], "min_df": 2, "max_df": 1.0, "sublinear_tf": true, "norm": null}"#
    let read = try JSONDecoder().decode(TFIDFVectorizer.Configuration.self, from: Data(pasted.utf8))
    #expect(read.maximumN == 2)
    #expect(read.minimumDocumentFrequency == 2)
    #expect(read.maximumDocumentFrequency == .share(1))
    #expect(read.norm == .none)
  }

  /// Every case of the reference file, where the shared folder is at hand.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["PARALLAX_SHARED"] != nil))
  func everyCaseOfTheReferenceFileAgrees() throws {
    let shared = try #require(ProcessInfo.processInfo.environment["PARALLAX_SHARED"])
    let data = try Data(contentsOf: URL(filePath: shared + "/golden/reference_values.json"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let cases = try #require(root["tfidf"] as? [[String: Any]])
    var compared = 0
    for gold in cases {
      let params = try #require(gold["params"] as? [String: Any])
      let json = try JSONSerialization.data(withJSONObject: params)
      let settings = try JSONDecoder().decode(TFIDFVectorizer.Configuration.self, from: json)
      let (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(documents, configuration: settings)
      let terms = (0..<vectorizer.vocabulary.count).map(vectorizer.vocabulary.term(at:))
      #expect(terms == gold["vocab"] as? [String], "\(params)")
      let rows = try #require(gold["X"] as? [[Double]])
      for (row, expected) in zip(dense(matrix), rows) {
        #expect(zip(row, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(params)")
      }
      compared += 1
    }
    #expect(compared == 10)
  }
}
