import ParallaxFeatures
import ParallaxMath
import ParallaxTestSupport
import Testing

/// Documents of made-up words, some rare, some long, some not ASCII.
func madeUpDocuments(_ count: Int, seed: UInt64) -> [String] {
  let syllables = ["ka", "lo", "mé", "ti", "ru", "zen", "qua", "ß", "Ой"]
  var generator = SeededGenerator(seed: seed)
  return (0..<count).map { _ in
    (0..<Int.random(in: 0...40, using: &generator)).map { _ in
      (0..<Int.random(in: 1...Int.random(in: 1...12, using: &generator), using: &generator))
        .map { _ in syllables[Int.random(in: 0..<syllables.count, using: &generator)] }.joined()
    }.joined(separator: " ")
  }
}

private func settings(_ change: (inout TFIDFVectorizer.Configuration) -> Void)
  -> TFIDFVectorizer.Configuration
{
  var settings = TFIDFVectorizer.Configuration()
  change(&settings)
  return settings
}

private let variants: [TFIDFVectorizer.Configuration] = [
  settings { _ in },
  settings { ($0.maximumN, $0.minimumDocumentFrequency, $0.sublinearTF) = (2, 2, true) },
  settings { ($0.minimumN, $0.maximumN, $0.maximumFeatures) = (2, 3, 50) },
  settings { ($0.analyzer, $0.minimumN, $0.maximumN, $0.maximumFeatures) = (.charWithinWords, 2, 4, 200) },
  settings { ($0.stopWords, $0.maximumDocumentFrequency, $0.norm) = (["ka", "ti"], 0.5, .l1) },
]

@Suite struct DocumentFrequenciesTests {
  @Test(arguments: variants)
  func partsAddUpToTheWholeInAnyOrder(configuration: TFIDFVectorizer.Configuration) throws {
    let documents = madeUpDocuments(90, seed: 3)
    let whole = try DocumentFrequencies.counting(documents, configuration: configuration)
    let parts = try [0..<10, 10..<11, 11..<60, 60..<90].map {
      try DocumentFrequencies.counting(documents[$0], configuration: configuration)
    }
    for order in [[0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 1, 0]] {
      var sum = DocumentFrequencies.empty
      for part in order { try sum.merge(parts[part]) }
      #expect(sum == whole)
    }
    var left = parts[0]
    try left.merge(parts[1])
    var right = parts[2]
    try right.merge(parts[3])
    try left.merge(right)
    #expect(left == whole)
  }

  @Test(arguments: variants)
  func theVectorizerOfFrequenciesIsTheFittedOne(configuration: TFIDFVectorizer.Configuration) throws {
    let documents = madeUpDocuments(60, seed: 5)
    let fitted = try TFIDFVectorizer.fit(documents, configuration: configuration)
    let counted = try DocumentFrequencies.counting(documents, configuration: configuration)
      .vectorizer(configuration: configuration)
    #expect(counted.vocabulary == fitted.vocabulary)
    #expect(counted.idf == fitted.idf)
    #expect(counted.transform(documents) == fitted.transform(documents))
  }

  @Test(arguments: variants)
  func anyNumberOfThreadsGivesTheSameBits(configuration: TFIDFVectorizer.Configuration) throws {
    let documents = madeUpDocuments(50, seed: 11)
    let (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(documents, configuration: configuration)
    for threads in [1, 2, 3, 4, 7, 80] {
      let (other, rows) = try TFIDFVectorizer.fitTransform(
        documents, configuration: configuration, threads: threads)
      #expect(other.vocabulary == vectorizer.vocabulary)
      #expect(other.idf == vectorizer.idf)
      #expect(rows == matrix)
      #expect(try other.transform(documents, threads: threads) == matrix)
    }
  }

  @Test func newDocumentsChangeTheIDFAndNothingElse() throws {
    let (old, new) = (madeUpDocuments(30, seed: 1), madeUpDocuments(30, seed: 2))
    let vectorizer = try TFIDFVectorizer.fit(old)
    var frequencies = try DocumentFrequencies.counting(old)
    #expect(try vectorizer.withIDF(of: frequencies).idf == vectorizer.idf)
    try frequencies.merge(try DocumentFrequencies.counting(new))
    let updated = try vectorizer.withIDF(of: frequencies)
    #expect(updated.vocabulary == vectorizer.vocabulary)
    #expect(
      try updated.idf == TFIDFVectorizer.fit(old + new, vocabulary: vectorizer.vocabulary).idf)
  }

  @Test func countsThatCannotBeAreErrors() throws {
    let vocabulary = try Vocabulary(terms: ["aa", "bb"])
    #expect(throws: FeatureError.self) {
      try DocumentFrequencies(
        vocabulary: vocabulary, documentFrequencies: [1], occurrences: [1, 1], documentCount: 1)
    }
    #expect(throws: FeatureError.self) {
      try DocumentFrequencies(
        vocabulary: vocabulary, documentFrequencies: [1, 3], occurrences: [1, 3], documentCount: 2)
    }
    #expect(throws: FeatureError.self) { try DocumentFrequencies.empty.vectorizer() }
    let none = try DocumentFrequencies.counting([String]())
    #expect(none.documentCount == 0 && none.vocabulary.count == 0)
  }
}
