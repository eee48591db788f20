import ParallaxFeatures
import ParallaxMath
import Testing

@Suite struct GroupedTermCounterTests {
  private func counts(
    _ documents: [(text: String, group: Int)], longest: Int, minimumCount: Int = 1, keepsPlaces: Bool = false
  ) throws -> GroupedTermCounts {
    var counter = GroupedTermCounter(keepsPlaces: keepsPlaces)
    for document in documents { try counter.add(document.text, group: document.group) }
    return try counter.counts(longest: longest, minimumCount: minimumCount)
  }

  private func table(_ counts: GroupedTermCounts) -> [String: [[Int]]] {
    var result: [String: [[Int]]] = [:]
    for term in 0..<counts.count {
      result[counts.text(of: term)] = (0..<counts.groupCount).map {
        [counts.occurrences(of: term, in: $0), counts.documents(of: term, in: $0)]
      }
    }
    return result
  }

  /// Counts n-grams by splitting at spaces, word by word.
  private func naive(
    _ documents: [(text: String, group: Int)], longest: Int, minimumCount: Int, groups: Int
  ) -> [String: [[Int]]] {
    var result: [String: [[Int]]] = [:]
    for document in documents {
      var seen: Set<String> = []
      for clause in document.text.split(separator: ",") {
        let words = clause.split(separator: " ").map(String.init)
        for n in 1...longest where n <= words.count {
          for start in 0...(words.count - n) {
            let term = words[start..<(start + n)].joined(separator: " ")
            var cells = result[term] ?? Array(repeating: [0, 0], count: groups)
            cells[document.group][0] += 1
            if seen.insert(term).inserted { cells[document.group][1] += 1 }
            result[term] = cells
          }
        }
      }
    }
    return result.filter { $0.value.reduce(0) { $0 + $1[0] } >= minimumCount }
  }

  @Test(arguments: [1, 2, 3, 5], [1, 2, 4])
  func theCountsAreThoseOfCountingWordByWord(_ minimumCount: Int, _ longest: Int) throws {
    var generator = SeededGenerator(seed: UInt64(minimumCount * 10 + longest))
    let words = ["aa", "bb", "cc", "dd", "a longer word of many letters".replacing(" ", with: "")]
    let documents = (0..<40).map { number in
      let length = Int.random(in: 0...30, using: &generator)
      let text = (0..<length).map { _ in
        words[Int.random(in: 0..<words.count, using: &generator)]
          + (Int.random(in: 0..<6, using: &generator) == 0 ? "," : "")
      }
      return (text: text.joined(separator: " "), group: number % 3)
    }
    let found = table(try counts(documents, longest: longest, minimumCount: minimumCount))
    #expect(found == naive(documents, longest: longest, minimumCount: minimumCount, groups: 3))
  }

  @Test func totalsCountRareTermsToo() throws {
    let counts = try counts(
      [("aa bb aa bb", 0), ("aa bb cc", 1), ("dd", 1)], longest: 2, minimumCount: 3)
    #expect(counts.totals == [[4, 4], [3, 2]])
    #expect(counts.documentTotals == [[4, 3, 1], [3, 2, 0]])
    #expect(table(counts).keys.sorted() == ["aa", "aa bb", "bb"])
  }

  @Test func nGramsDoNotRunOverPunctuation() throws {
    let counts = try counts([("Peace talks. War-torn land\nlong", 0)], longest: 3)
    #expect(
      table(counts).keys.sorted() == [
        "land", "long", "peace", "peace talks", "talks", "torn", "torn land", "war", "war torn",
        "war torn land",
      ])
  }

  @Test func aNameIsOneWordWithItsCase() throws {
    var counter = GroupedTermCounter(keepsPlaces: true)
    let text = "The US told us that the U.S. Army left."
    try counter.add(
      text, group: 0,
      names: [NamedSpan(range: 4..<6, form: "US"), NamedSpan(range: 24..<33, form: "U.S. Army")])
    let counts = try counter.counts(longest: 2)
    let terms = table(counts)
    #expect(terms["US"] == [[1, 1]])
    #expect(terms["us"] == [[1, 1]])
    #expect(terms["U.S. Army"] == [[1, 1]])
    #expect(terms["army"] == nil)
    #expect(terms["the U.S. Army"] == [[1, 1]])
    let term = try #require((0..<counts.count).first { counts.text(of: $0) == "the U.S. Army" })
    #expect(counts.places(of: [term]).map { $0.map(\.range) } == [[20..<33]])
  }

  @Test func placesAndCountsOfDocumentsAreWhereTheTermsStand() throws {
    let documents = [("aa bb aa", 0), ("bb", 1), ("bb aa bb aa", 1)]
    let counts = try counts(documents, longest: 2, keepsPlaces: true)
    let terms = ["aa", "bb aa"].compactMap { text in
      (0..<counts.count).first { counts.text(of: $0) == text }
    }
    let found = counts.documentCounts(of: terms).map { $0.map { [$0.document, $0.count] } }
    #expect(found == [[[0, 2], [2, 2]], [[0, 1], [2, 2]]])
    for (term, places) in zip(["aa", "bb aa"], counts.places(of: terms)) {
      for place in places {
        let text = Array(documents[place.document].0.utf8)
        #expect(String(decoding: text[place.range], as: UTF8.self) == term)
      }
    }
  }

  @Test func nothingAtAllHasNoTerms() throws {
    let counts = try counts([("", 0), ("  ...  ", 1)], longest: 3)
    #expect(counts.count == 0)
    #expect(counts.totals == [[0, 0]])
  }
}
