import Foundation
import ParallaxFeatures
import ParallaxMath
import ParallaxText
import Testing

private func terms(_ vocabulary: Vocabulary) -> [String] { (0..<vocabulary.count).map(vocabulary.term(at:)) }

@Suite struct VectorizerVariantsTests {
  /// scikit-learn 1.9.1, `HashingVectorizer(n_features=97, ngram_range=(1, n))`.
  @Test func hashedRowsAgreeWithScikitLearn() throws {
    let documents = [
      "naïve café — 東京 says don’t stop", "The cat and the hat: the internationalization_of_everything", "",
    ]
    let words = try HashingVectorizer(featureCount: 97).transform(documents)
    #expect(words.row(0).indices == [24, 33, 40, 73, 81, 88])
    #expect(abs(words.row(0).values[0] + 0.408248) < 1e-5)
    #expect(words.row(1).indices == [30, 44, 45, 71, 74])
    #expect(abs(words.row(1).values[0] + 0.83205) < 1e-5)
    #expect(words.row(2).nonZeroCount == 0)
    var pairs = TFIDFVectorizer.Configuration()
    pairs.maximumN = 2
    let hashed = try HashingVectorizer(featureCount: 97, configuration: pairs)
    let rows = hashed.transform(documents)
    #expect(rows.row(0).indices == [4, 17, 24, 33, 40, 68, 73, 79, 81, 88, 92])
    #expect(rows.row(1).indices == [30, 36, 43, 44, 45, 71, 73, 74, 78, 92, 96])
    #expect(abs(rows.row(1).values[0] + 0.688247) < 1e-5)
    #expect(
      rows.row(1).values.map { $0 < 0 } == [true, true] + [false, false] + [true, false, true, false, false]
        + [true, true])
    for (row, document) in documents.enumerated() { #expect(hashed.transform(document) == rows.row(row)) }
  }

  @Test func hashingHasScikitLearnsDefaultsAndChecksItsSettings() throws {
    #expect(try HashingVectorizer().transform("cat").indices == [300_839])
    #expect(throws: FeatureError.self) { try HashingVectorizer(featureCount: 0) }
    #expect(try HashingVectorizer(featureCount: 1).transform("some words here").indices == [0])
    var stopping = TFIDFVectorizer.Configuration()
    stopping.stopWords = ["the", "internationalization"]
    let vectorizer = try HashingVectorizer(configuration: stopping)
    #expect(vectorizer.transform("the internationalization cat") == vectorizer.transform("cat"))
  }

  /// scikit-learn 1.9.1, `CountVectorizer(analyzer=…, ngram_range=…)`.
  @Test func characterNGramsAgreeWithScikitLearn() throws {
    var settings = TFIDFVectorizer.Configuration()
    (settings.analyzer, settings.minimumN, settings.maximumN) = (.char, 2, 3)
    let across = try CountVectorizer.fit(["Ab  c\td"], configuration: settings)
    #expect(terms(across.vocabulary) == ["\td", " c", " c\t", "ab", "ab ", "b ", "b c", "c\t", "c\td"])
    (settings.analyzer, settings.minimumN, settings.maximumN) = (.charWithinWords, 2, 4)
    let (within, matrix) = try CountVectorizer.fitTransform(["Ab  c\td"], configuration: settings)
    #expect(
      terms(within.vocabulary) == [
        " a", " ab", " ab ", " c", " c ", " d", " d ", "ab", "ab ", "b ", "c ", "d ",
      ])
    #expect(matrix.values == [Float](repeating: 1, count: 12))
    #expect(within.transform(["Ab  c\td"]) == matrix)
  }

  @Test func countsAreCounts() throws {
    let (vectorizer, matrix) = try CountVectorizer.fitTransform(["bb aa bb", "aa"])
    #expect(terms(vectorizer.vocabulary) == ["aa", "bb"])
    #expect(matrix.values == [1, 2, 1])
    #expect(vectorizer.transform("bb bb bb cc").values == [3])
    #expect(try CountVectorizer(vocabulary: Vocabulary(terms: ["cc"])).transform("bb cc cc").values == [2])
  }

  @Test func aGivenVocabularyKeepsItsTermsWhateverTheLimits() throws {
    var settings = TFIDFVectorizer.Configuration()
    settings.minimumDocumentFrequency = 2
    settings.maximumN = 2
    let vocabulary = try Vocabulary(terms: ["zz", "aa bb", "aa"])
    let vectorizer = try TFIDFVectorizer.fit(
      ["aa bb", "bb aa"], vocabulary: vocabulary, configuration: settings)
    #expect(vectorizer.vocabulary == vocabulary)
    // ln((1 + n) / (1 + df)) + 1 of df 2, 1 and 0 of 2 documents.
    let expected = [1, 1.4054651081081644, 2.09861228866811]
    #expect(zip(vectorizer.idf, expected).allSatisfy { abs(Double($0) - $1) < 1e-6 })
    settings.smoothIDF = false
    #expect(throws: FeatureError.self) {
      try TFIDFVectorizer.fit(["aa"], vocabulary: vocabulary, configuration: settings)
    }
    #expect(throws: FeatureError.self) { try TFIDFVectorizer.fit([String](), vocabulary: vocabulary) }
  }

  @Test func stopWordsAreReadByNameByVersionAndWordByWord() throws {
    func read(_ json: String) throws -> TFIDFVectorizer.Configuration {
      try JSONDecoder().decode(TFIDFVectorizer.Configuration.self, from: Data(json.utf8))
    }
    #expect(try read(#"{"stop_words": "english"}"#).stopWords == StopWords.english.words)
    #expect(try read(#"{"stop_words": ["aa"]}"#).stopWords == ["aa"])
    #expect(try read(#"{"stop_words": null}"#).stopWords.isEmpty)
    #expect(throws: DecodingError.self) { try read(#"{"stop_words": "klingon"}"#) }
    let english = try read(#"{"stop_words": "english", "analyzer": "char_wb"}"#)
    let saved = try JSONEncoder().encode(english)
    #expect(String(decoding: saved, as: UTF8.self).contains(#""version":1"#))
    #expect(try JSONDecoder().decode(TFIDFVectorizer.Configuration.self, from: saved) == english)
  }

  @Test func theTopTermsOfARowAreNamed() throws {
    let vectorizer = try TFIDFVectorizer.fit(["aa bb cc", "aa bb", "aa dd"])
    let top = vectorizer.topTerms(of: vectorizer.transform("aa bb cc dd"), count: 3)
    #expect(top.map(\.term) == ["cc", "dd", "bb"])
    #expect(vectorizer.topTerms(of: vectorizer.transform("zz"), count: 3).isEmpty)
  }

  @Test func hugeTokensAndDocumentsAreTermsLikeAnyOther() throws {
    let huge = String(repeating: "é", count: 300_000)
    let line = String(repeating: "ab cd ", count: 200_000)
    let (vectorizer, matrix) = try CountVectorizer.fitTransform([huge, line, huge + " ab"])
    #expect(vectorizer.vocabulary.count == 3)
    #expect(matrix.row(1).values == [200_000, 200_000])
    #expect(matrix.row(2).values == [1, 1])
  }

  @Test func moreTermsThanCanBeNumberedAreAnError() throws {
    var settings = TFIDFVectorizer.Configuration()
    settings.maximumN = 2
    let documents = ["aa bb cc", "dd ee ff"]
    func code(_ limit: Int, threads: Int) -> FeatureError.Code? {
      settings.termLimit = limit
      do throws(FeatureError) {
        _ = try TFIDFVectorizer.fitTransform(documents, configuration: settings, threads: threads)
        return nil
      } catch { return error.code }
    }
    for threads in [1, 2] {
      #expect(code(3, threads: threads) == .limit)
      #expect(code(14, threads: threads) == nil)
    }
    // Each part has its two pairs; together they are four.
    settings.minimumN = 2
    #expect(code(3, threads: 2) == .limit)
    settings.termLimit = 3
    #expect(throws: FeatureError.self) {
      try DocumentFrequencies.counting(documents, configuration: settings)
    }
  }

  @Test func aMatrixThatWouldPassItsFormatIsAnError() throws {
    var settings = TFIDFVectorizer.Configuration()
    settings.entryLimit = 3
    let documents = ["aa bb", "aa cc"]
    for threads in [1, 2] {
      do throws(FeatureError) {
        _ = try TFIDFVectorizer.fitTransform(documents, configuration: settings, threads: threads)
        Issue.record("4 entries passed a limit of 3")
      } catch {
        #expect(error.code == .limit)
        #expect(error.message.contains("4 entries"))
      }
    }
  }
}
