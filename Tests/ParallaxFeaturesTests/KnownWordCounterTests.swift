import ParallaxMath
import Synchronization
import Testing

@testable import ParallaxFeatures

/// Documents of a vocabulary of more words than there are places for common ones.
private struct ManyWords {
  let documents: [String]
  let vectorizer: TFIDFVectorizer

  init(useIDF: Bool = true) throws {
    var generator = SeededGenerator(seed: 7)
    let words = (0..<30_000).map { number in
      let ending = ["", "é", "-and-such", "_is_longer_than_sixteen_bytes"][number % 4]
      return "w\(number)\(ending)"
    }
    documents = (0..<200).map { _ in
      let text = (0..<400).map { _ in
        // Low numbers are frequent, as in a language.
        let share = Double.random(in: 0..<1, using: &generator)
        return words[Int(share * share * share * Double(words.count))]
      }
      return text.joined(separator: " ")
    }
    var settings = TFIDFVectorizer.Configuration()
    settings.sublinearTF = true
    settings.useIDF = useIDF
    settings.stopWords = ["w0", "w1é", "w3_is_longer_than_sixteen_bytes"]
    // Every other document is fitted, so that the rest has unknown words.
    vectorizer = try TFIDFVectorizer.fit(
      documents.enumerated().filter { $0.offset % 2 == 0 }.map(\.element), configuration: settings)
  }
}

@Suite struct KnownWordCounterTests {
  @Test(arguments: [true, false]) func manyRowsAreTheRowsOfOneDocumentAtATime(useIDF: Bool) throws {
    let texts = try ManyWords(useIDF: useIDF)
    #expect(texts.vectorizer.vocabulary.count > CommonWords.placeCount)
    var counts: [[Int]] = []
    let rows = texts.vectorizer.rows(of: texts.documents) { counts.append([$0, $1]) }
    #expect(rows.rowCount == texts.documents.count)
    for (row, document) in texts.documents.enumerated() {
      #expect(rows.row(row) == texts.vectorizer.transform(document))
      let (known, total) = texts.vectorizer.tokenCounts(in: document)
      #expect(counts[row] == [known, total])
    }
  }

  @Test func threadsThatShareAVectorizerGetTheRowsOfOne() throws {
    let texts = try ManyWords()
    let expected = texts.vectorizer.transform(texts.documents)
    let parts = concurrentMap(Array(0..<40), threads: 4) { part in
      let first = 5 * part
      return texts.vectorizer.transform(texts.documents[first..<(first + 5)])
    }
    for (part, rows) in parts.enumerated() {
      for row in 0..<5 { #expect(rows.row(row) == expected.row(5 * part + row)) }
    }
    let makers = texts.vectorizer.wordRowMakers.idleCount
    #expect((1...4).contains(makers))
    #expect(texts.vectorizer.transform(texts.documents) == expected)
    #expect(texts.vectorizer.wordRowMakers.idleCount == makers)
  }

  @Test func ofTwoWordsOfOnePlaceTheMoreFrequentIsCommonAndStopWordsComeFirst() throws {
    let texts = try ManyWords()
    let (vocabulary, idf) = (texts.vectorizer.vocabulary, texts.vectorizer.idf)
    let common = CommonWords(vocabulary, idf: idf, stopWords: ["w0", "w1é"])
    let stopWords = common.entries.filter { $0.length > 0 && $0.id == TermIndex.stopWord }
    #expect(stopWords.count == 2)
    var checked = 0
    for column in 0..<vocabulary.count {
      let word = Array(vocabulary.term(at: column).utf8)
      guard word.count <= 16 else { continue }
      let (low, high) = word.withUnsafeBufferPointer { packed($0) }
      let entry = common.entries[CommonWords.place(TermTable.hash(low, high))]
      // In steps of a half.
      #expect(entry.id == TermIndex.stopWord || Int(2 * entry.idf) <= Int(2 * idf[column]))
      if entry.id == Int32(column) {
        #expect(entry.difference(low, high, word.count) == 0 && entry.idf == idf[column])
        checked += 1
      }
    }
    #expect(checked > 1000)
  }
}

@Suite struct ScratchPoolTests {
  private struct Counter: ~Copyable {
    let number: Int
    var uses = 0
  }

  private struct Failure: Error {}

  private static func pool() -> ScratchPool<Counter> {
    let made = Atomic(0)
    return ScratchPool { Counter(number: made.add(1, ordering: .relaxed).newValue) }
  }

  @Test func aValueIsUsedAgainAndNeverByTwoAtOnce() {
    let pool = Self.pool()
    #expect(pool.idleCount == 0)
    pool.withValue { first in
      first.uses += 1
      #expect(first.number == 1)
      pool.withValue { second in #expect(second.number == 2) }
      #expect(pool.idleCount == 1)
    }
    #expect(pool.idleCount == 2)
    pool.withValue { #expect($0.number == 1 && $0.uses == 1) }
  }

  @Test func aValueWhoseUseThrowsIsGivenUp() throws {
    let pool = Self.pool()
    #expect(throws: Failure.self) {
      try pool.withValue { value in
        value.uses = 5
        throw Failure()
      }
    }
    #expect(pool.idleCount == 0)
    pool.withValue { #expect($0.number == 2 && $0.uses == 0) }
  }
}
