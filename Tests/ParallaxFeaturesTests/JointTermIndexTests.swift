import ParallaxMath
import ParallaxText
import Testing

@testable import ParallaxFeatures

/// What is read by one table of several vocabularies is what each vectorizer reads by itself.
@Suite struct JointTermIndexTests {
  private static let texts = [
    "Fair wages, fair talks: the fair talks go on.", "The council talks. Wages rise; talks go on and on.",
    "Ünïcödé talks — “fair” wages in İstanbul, said the averyveryverylongword council.", "", "?!",
    "Talks talks TALKS fair unknown Fair talks", "a b c go on\nwages rise", "ΑΣ ΣΑΣ talks. ΑΣ.",
  ]

  private static func vectorizers(lowercase: Bool = true) throws -> [TFIDFVectorizer] {
    var settings = TFIDFVectorizer.Configuration()
    (settings.maximumN, settings.sublinearTF, settings.lowercase) = (2, true, lowercase)
    let other = ["Wages fall and talks fail.", "The averyveryverylongword council fails, talks go on."]
    return [
      try TFIDFVectorizer.fit(texts, configuration: settings),
      try TFIDFVectorizer.fit(other, configuration: settings),
      // Pairs whose words are no terms by themselves.
      try TFIDFVectorizer(
        vocabulary: Vocabulary(terms: ["go on", "talks", "the council"]), idf: [1, 2, 3],
        configuration: settings),
    ]
  }

  @Test(arguments: [false, true]) func termsAreThoseOfEachVectorizer(lowercase: Bool) throws {
    let vectorizers = try Self.vectorizers(lowercase: lowercase)
    let index = try #require(JointTermIndex(vectorizers))
    for text in Self.texts {
      let words = index.words(of: text)
      for vectorizer in vectorizers {
        let (joint, own) = (try #require(vectorizer.terms(of: words)), vectorizer.terms(of: text))
        #expect(joint.row == own.row)
        #expect(joint.known == own.known && joint.total == own.total)
        #expect(joint.offsets == own.offsets && joint.starts == own.starts && joint.ends == own.ends)
      }
    }
  }

  @Test func partsHaveTheRowsOfTextsOfTheirOwn() throws {
    let vectorizers = try Self.vectorizers()
    let index = try #require(JointTermIndex(vectorizers))
    let text = Self.texts.filter { !$0.contains("Σ") }.joined(separator: " ")
    let sentences = SentenceSplitter().sentences(in: text)
    let words = index.words(of: "Fair title\n" + text)
    let parts = try #require(words.words(in: sentences, from: 11))
    for vectorizer in vectorizers {
      var told: [[Int]] = []
      let joint = vectorizer.rows(of: words, parts: parts) { told.append([$0, $1]) }
      var expected: [[Int]] = []
      let own = vectorizer.rows(of: sentences.map { text.slice(utf8: $0) }) { expected.append([$0, $1]) }
      #expect(joint == own && told == expected)
    }
  }

  @Test func partsThatMightReadOtherwiseAreLeftAlone() throws {
    let vectorizers = try Self.vectorizers()
    let index = try #require(JointTermIndex(vectorizers))
    let text = "fair talks go"
    #expect(index.words(of: text).words(in: [0..<4, 5..<13], from: 0) == [0..<1, 1..<3])
    #expect(index.words(of: text).words(in: [0..<3, 5..<13], from: 0) == nil)
    #expect(index.words(of: text).words(in: [0..<4, 6..<13], from: 0) == nil)
    #expect(index.words(of: "ΑΣ talks").words(in: [0..<4], from: 0) == nil)
  }

  @Test func vectorizersOfOtherWordsAreNotJoined() throws {
    let vectorizers = try Self.vectorizers()
    #expect(JointTermIndex([]) == nil)
    #expect(JointTermIndex(vectorizers + vectorizers) != nil)
    let further = try ["a", "b"].map { TFIDFVectorizer(words: try Vocabulary(terms: [$0])) }
    #expect(
      JointTermIndex(vectorizers + further.prefix(1)) != nil && JointTermIndex(vectorizers + further) == nil)
    let cased = try Self.vectorizers(lowercase: false)
    #expect(JointTermIndex([vectorizers[0], cased[0]]) == nil)
    var settings = TFIDFVectorizer.Configuration()
    settings.stopWords = ["the"]
    settings.maximumN = 2
    let stopping = try TFIDFVectorizer.fit(Self.texts, configuration: settings)
    #expect(JointTermIndex([stopping]) == nil)
    let words = try #require(JointTermIndex([vectorizers[0]])).words(of: "fair talks")
    #expect(words.isNumbered(for: vectorizers[0]) && !words.isNumbered(for: vectorizers[1]))
    #expect(vectorizers[1].terms(of: words) == nil && stopping.terms(of: words) == nil)
  }

  /// As many pairs as there is room for, in few lines, so that searches go on from line to line and from the last to
  /// the first; words of few and of many bits.
  @Test(arguments: [1, 9, 10, 500, 20_000], [0, 3, PairTable.mostWords])
  func pairsAreFoundByBothWords(count: Int, words: Int) {
    let words = max(words, 2 * count)
    var table = PairTable(capacity: count, wordCount: words)
    func pair(_ place: Int) -> (Int32, Int32) {
      let (word, last) = (Int32(place / 3), Int32(words - 1))
      return place % 3 == 0 ? (word, last) : place % 3 == 1 ? (last, word) : (word, word)
    }
    for place in 0..<count { #expect(table.insert(pair(place).0, pair(place).1) == Int32(place + 1)) }
    #expect(table.count == count)
    for place in 0..<count {
      #expect(table.number(of: pair(place).0, pair(place).1) == Int32(place + 1))
      #expect(table.insert(pair(place).0, pair(place).1) == Int32(place + 1))
    }
    for place in count..<min(2 * count + 100, 3 * (words - 1)) {
      #expect(table.number(of: pair(place).0, pair(place).1) == 0)
    }
    #expect(table.count == count)
  }

  /// Of all pairs of few words a table takes as many as it has room for, and tells them apart.
  @Test func aFullTableTakesNoMoreAndKnowsWhatItHas() {
    var table = PairTable(capacity: 1_000, wordCount: 64)
    var numbers: [Int32] = []
    for first in 0..<Int32(64) { for second in 0..<Int32(64) { numbers.append(table.insert(first, second)) } }
    let taken = numbers.filter { $0 > 0 }
    #expect(taken.count == 1_000 && Set(taken).count == 1_000 && table.count == 1_000)
    for (place, number) in numbers.enumerated() {
      #expect(table.number(of: Int32(place / 64), Int32(place % 64)) == number)
    }
  }

  @Test func pairsAreFoundForThoseAloneThatReadThem() throws {
    let vocabulary = try Vocabulary(terms: ["fair", "go on", "on", "the council"])
    var settings = TFIDFVectorizer.Configuration()
    let words = try TFIDFVectorizer(vocabulary: vocabulary, idf: [1, 2, 3, 4], configuration: settings)
    settings.maximumN = 2
    let pairs = try TFIDFVectorizer(vocabulary: vocabulary, idf: [1, 2, 3, 4], configuration: settings)
    for vectorizers in [[words, pairs], [pairs, words], [words]] {
      let index = try #require(JointTermIndex(vectorizers))
      for text in Self.texts {
        let found = index.words(of: text)
        for vectorizer in vectorizers {
          let (joint, own) = (try #require(vectorizer.terms(of: found)), vectorizer.terms(of: text))
          #expect(joint.row == own.row && joint.known == own.known && joint.total == own.total)
        }
      }
    }
  }

  @Test func knownWordsAreToldWithTheirPlacesAndThoseOfRangesArePassedOver() throws {
    let known = TFIDFVectorizer(words: try Vocabulary(terms: ["fair", "talks", "istanbul"]))
    let index = try #require(JointTermIndex([try Self.vectorizers()[0], known]))
    let words = index.words(of: "Fair talks — “fair” deals in Istanbul, fair")
    func told(outside ranges: [Range<Int>]) -> (words: [String], count: Int?) {
      let found = words.knownWords(of: known, outside: ranges)
      let told = (found?.columns ?? []).enumerated().map { place, column in
        let word = words.document.slice(
          utf8: Int(found?.starts[place] ?? 0)..<Int(found?.ends[place] ?? 0))
        #expect(word.lowercased() == known.vocabulary.term(at: Int(column)))
        return word
      }
      return (told, found?.total)
    }
    #expect(told(outside: []) == (["Fair", "talks", "fair", "Istanbul", "fair"], 7))
    // What stands in the marks, and what begins at the border of a range.
    #expect(told(outside: [15..<24]) == (["Fair", "talks", "Istanbul", "fair"], 6))
    #expect(told(outside: [0..<4, 5..<6, 100..<200]) == (["fair", "Istanbul", "fair"], 5))
    #expect(told(outside: [0..<200]) == ([], 0))
    let other = TFIDFVectorizer(words: try Vocabulary(terms: ["fair"]))
    #expect(words.knownWords(of: other) == nil)
  }
}
