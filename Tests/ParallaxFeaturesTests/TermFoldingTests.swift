import Foundation
import ParallaxFeatures
import ParallaxMath
import ParallaxText
import Testing

private typealias Settings = TFIDFVectorizer.Configuration

private func settings(_ change: (inout Settings) -> Void) -> Settings {
  var settings = Settings()
  change(&settings)
  return settings
}

private func terms(_ vocabulary: Vocabulary) -> [String] { (0..<vocabulary.count).map(vocabulary.term(at:)) }

private let documents = [
  "The ministers were running; a minister runs in Zürich.", "Zurich’s cafés: a café, a cafe\u{301}.",
  "US troops told us. THE US DOES NOT DO IT.", "ΟΔΥΣΣΕΥΣ don't pneumonoultramicroscopicsilicovolcanoconiosis",
  "Nothing of internationalizations and internationalization, in Zürich or Zurich.", "", "½ ㎯ ﬁrst ①②",
]

private var variants: [Settings] {
  [
    settings { $0.stripAccents = .unicode },
    settings { ($0.stripAccents, $0.lowercase, $0.maximumN) = (.ascii, false, 2) },
    settings { $0.stemmer = Stemmer(language: "english") },
    settings {
      ($0.stemmer, $0.stopWords, $0.maximumN) = (Stemmer(language: "english"), ["the", "does"], 3)
    },
    settings {
      ($0.stemmer, $0.stripAccents, $0.minimumN, $0.maximumN) = (Stemmer(language: "german"), .unicode, 2, 2)
    },
    settings { ($0.tokenizer, $0.contractions, $0.stripAccents) = (.unicode, .split, .unicode) },
    settings { ($0.tokenizer, $0.stemmer, $0.maximumN) = (.unicode, Stemmer(language: "english"), 2) },
    settings {
      ($0.analyzer, $0.stripAccents, $0.minimumN, $0.maximumN) = (.charWithinWords, .unicode, 2, 3)
    },
  ]
}

@Suite struct TermFoldingTests {
  @Test(arguments: variants)
  func fitTransformPartsAndThreadsAgree(configuration: TFIDFVectorizer.Configuration) throws {
    let texts = (0..<12).flatMap { _ in documents }
    let (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(texts, configuration: configuration)
    #expect(vectorizer.transform(texts) == matrix)
    for (row, text) in documents.enumerated() { #expect(vectorizer.transform(text) == matrix.row(row)) }
    for threads in [2, 3] {
      let other = try TFIDFVectorizer.fitTransform(texts, configuration: configuration, threads: threads)
      #expect(other.matrix == matrix)
      #expect(other.vectorizer.vocabulary == vectorizer.vocabulary)
    }
    var counted = try DocumentFrequencies.counting(texts[..<20], configuration: configuration)
    try counted.merge(try .counting(texts[20...], configuration: configuration))
    #expect(try counted.vectorizer(configuration: configuration).idf == vectorizer.idf)
    let hashing = try HashingVectorizer(configuration: configuration)
    for (row, text) in documents.enumerated() {
      #expect(hashing.transform(text) == hashing.transform(texts).row(row))
    }
  }

  @Test(arguments: variants)
  func termsOfADocumentAreThoseThatAreCounted(configuration: TFIDFVectorizer.Configuration) throws {
    let vectorizer = try CountVectorizer.fit(documents, configuration: configuration)
    for document in documents {
      // By bytes: strings are equal where their accents are written in different ways.
      var counts: [[UInt8]: Float] = [:]
      for term in try configuration.terms(of: document) {
        counts[Array(term.text.utf8), default: 0] += 1
        #expect(0 <= term.range.lowerBound && term.range.upperBound <= document.utf8.count)
      }
      let row = vectorizer.transform(document)
      let found = zip(row.indices, row.values).map {
        (Array(vectorizer.vocabulary.term(at: Int($0)).utf8), $1)
      }
      #expect(Dictionary(uniqueKeysWithValues: found) == counts)
    }
  }

  @Test func theSameSettingsComeBackFromJSON() throws {
    for configuration in variants {
      let data = try JSONEncoder().encode(configuration)
      #expect(try JSONDecoder().decode(TFIDFVectorizer.Configuration.self, from: data) == configuration)
    }
    let pasted = #"{"strip_accents": "unicode", "lowercase": false, "tokenizer": null, "stemmer": null}"#
    let read = try JSONDecoder().decode(TFIDFVectorizer.Configuration.self, from: Data(pasted.utf8))
    #expect(read == settings { ($0.stripAccents, $0.lowercase) = (.unicode, false) })
    for wrong in [#"{"strip_accents": "all"}"#, #"{"stemmer": "klingon"}"#, #"{"contractions": "both"}"#] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(TFIDFVectorizer.Configuration.self, from: Data(wrong.utf8))
      }
    }
  }

  @Test func caseTellsTheUSFromUsWhereItIsKept() throws {
    #expect(terms(try TFIDFVectorizer.fit(["US troops told us"]).vocabulary) == ["told", "troops", "us"])
    let kept = try TFIDFVectorizer.fit(
      ["US troops told us"], configuration: settings { $0.lowercase = false })
    #expect(terms(kept.vocabulary) == ["US", "told", "troops", "us"])
  }

  @Test func anAccentOfItsOwnDoesNotCutAWordWhereAccentsGo() throws {
    let texts = ["café cafe\u{301}s CAFÉS"]
    #expect(terms(try CountVectorizer.fit(texts).vocabulary) == ["cafe", "cafés", "café"].sorted())
    let folded = settings { $0.stripAccents = .unicode }
    #expect(terms(try CountVectorizer.fit(texts, configuration: folded).vocabulary) == ["cafe", "cafes"])
    let places = try folded.terms(of: texts[0])
    #expect(places.map { texts[0].slice(utf8: $0.range) } == ["café", "cafe\u{301}s", "CAFÉS"])
  }

  @Test func stopWordsAreWordsNotStems() throws {
    // "does" and "doing" have the stem "doe" and "do"; "do" is a stop word and "doing" is none here.
    let stemming = settings { ($0.stemmer, $0.stopWords) = (Stemmer(language: "english"), ["do", "the"]) }
    let found = try stemming.terms(of: "The doing of it: they do run and were running.")
    #expect(found.map(\.text) == ["do", "of", "it", "they", "run", "and", "were", "run"])
    #expect(terms(try TFIDFVectorizer.fit(["the doing, do"], configuration: stemming).vocabulary) == ["do"])
  }

  @Test func nGramsAreOfStemsAndStandWhereTheirWordsStand() throws {
    let stemming = settings { ($0.stemmer, $0.minimumN, $0.maximumN) = (Stemmer(language: "english"), 2, 2) }
    let text = "ministers running"
    #expect(try stemming.terms(of: text) == [DocumentTerm(text: "minist run", range: 0..<17)])
    let vectorizer = try TFIDFVectorizer.fit(["minister runs"], configuration: stemming)
    #expect(vectorizer.occurrences(in: "Two ministers ran; ministers running.").map(\.range) == [19..<36])
  }

  @Test func contractionsAreOneWordOrTwo() throws {
    let text = "They don't say whose Company's it is"
    func words(_ contractions: UnicodeTokenizer.Contractions) throws -> [String] {
      try settings { ($0.tokenizer, $0.contractions) = (.unicode, contractions) }.terms(of: text).map(\.text)
    }
    #expect(try words(.keep) == ["they", "don't", "say", "whose", "company's", "it", "is"])
    #expect(try words(.split) == ["they", "do", "n't", "say", "whose", "company", "'s", "it", "is"])
  }

  @Test func settingsThatContradictEachOtherAreErrors() {
    for wrong in [
      settings { ($0.analyzer, $0.stemmer) = (.char, Stemmer(language: "english")) },
      settings { $0.contractions = .split },
    ] {
      #expect(throws: FeatureError.self) { try wrong.validate() }
    }
  }

  /// scikit-learn ranks terms by the counts it keeps: by documents where they are binary.
  @Test func binaryCountsDecideWhichFeaturesAreTheMostFrequent() throws {
    let texts = ["aa aa aa bb", "bb cc", "cc bb"]
    let one = settings { $0.maximumFeatures = 2 }
    #expect(terms(try CountVectorizer.fit(texts, configuration: one).vocabulary) == ["aa", "bb"])
    let binary = settings { ($0.maximumFeatures, $0.binary) = (2, true) }
    #expect(terms(try CountVectorizer.fit(texts, configuration: binary).vocabulary) == ["bb", "cc"])
  }
}
