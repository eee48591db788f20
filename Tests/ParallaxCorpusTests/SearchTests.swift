import ParallaxArticles
import Testing

@testable import ParallaxCorpus

@Suite struct SearchTests {
  let folder: Folder
  let corpus: Corpus

  init() throws {
    folder = try Folder()
    corpus = try Corpus(path: folder.file())
    let texts = [
      "The ferries were striking.", "A ferry strike in the harbour.", "Café owners and the naïve mayor.",
      "The mayor of the harbour town.", "Nothing to see here.",
    ]
    try corpus.add(
      texts.enumerated().map { index, text in
        Article(
          id: "\(index)", outlet: index % 2 == 0 ? "Quay" : "Tide", title: "Title \(index)",
          date: "2031-01-0\(index + 1)",
          original: text)
      })
  }

  private func ids(_ query: String, _ filter: CorpusFilter = CorpusFilter()) throws -> [String] {
    try corpus.search(SearchQuery(query), filter: filter).hits.map(\.entry.id).sorted()
  }

  @Test func daysTheWrongWayRoundAreRefused() throws {
    let folder = try Folder()
    let corpus = try Corpus(path: folder.file())
    let found = error { _ = try corpus.count(CorpusFilter(from: "2031-01-25", to: "2031-01-23")) }
    #expect(found?.code == .invalid)
    #expect(found?.message.contains("2031-01-25 to 2031-01-23") == true)
    #expect(try corpus.count(CorpusFilter(from: "2031-01-25", to: "2031-01-25")) == 0)
  }

  @Test func `All words must stand there, by their stems, whatever their case and accents`() throws {
    #expect(try ids("ferry") == ["0", "1"])
    #expect(try ids("FERRIES strike") == ["0", "1"])
    #expect(try ids("cafe NAIVE") == ["2"])
    #expect(try ids("mayor harbour") == ["3"])
    #expect(try ids("mayor ferry").isEmpty)
  }

  @Test func `Phrases, beginnings and words that must not stand there`() throws {
    #expect(try ids("\"ferry strike\"") == ["0", "1"] || ids("\"ferry strike\"") == ["1"])
    #expect(try ids("\"strike ferry\"").isEmpty)
    #expect(try ids("harb*") == ["1", "3"])
    #expect(try ids("harbour -mayor") == ["1"])
    #expect(try ids("harbour -\"harbour town\"") == ["1"])
  }

  @Test func `A beginning finds its words wherever it ends in them`() throws {
    let words = [
      "militants", "elections", "negotiations", "delegation", "government", "president", "happiness",
      "running",
    ]
    try corpus.add(words.map { Article(id: $0, original: "Of \($0) nothing else is told.") })
    for word in words {
      for length in 4...word.count {
        let beginning = String(word.prefix(length))
        #expect(try ids(beginning + "*").contains(word), "\(beginning)*")
      }
    }
    #expect(try !ids("militan*").contains("elections"))
    #expect(try ids("-militan* Of").contains("militants") == false)
  }

  @Test func `The beginning of a key names an article, if no other key begins so`() throws {
    let key = try corpus.article("1").key
    #expect(try corpus.article(String(key.prefix(8))).key == key)
    #expect(throws: CorpusError.self) { try corpus.article(String(key.prefix(7))) }
    #expect(throws: CorpusError.self) { try corpus.article("%%%%%%%%") }
  }

  @Test func `Filters and counts go with the words`() throws {
    #expect(try ids("ferry", CorpusFilter(outlets: ["Tide"])) == ["1"])
    let result = try corpus.search(SearchQuery("ferry"), limit: 1)
    #expect(result.hits.count == 1)
    #expect(result.total == 2)
    let rest = try corpus.search(SearchQuery("ferry"), limit: 5, offset: 1)
    #expect(rest.hits.count == 1)
    #expect(rest.hits[0].entry.id != result.hits[0].entry.id)
  }

  @Test func `A snippet tells where the words stand`() throws {
    let hit = try #require(try corpus.search(SearchQuery("harbour mayor")).hits.first)
    let scalars = Array(hit.snippet.unicodeScalars)
    let words = hit.matches.map { range in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range[0]..<range[1]])
      return String(view)
    }
    #expect(words == ["mayor", "harbour"])
    #expect(hit.relevance > 0)
  }

  @Test func `A word in the title counts more`() throws {
    try corpus.add([
      Article(id: "text", title: "About boats", original: "Anchors and other things are told of here."),
      Article(id: "title", title: "Anchors", original: "Boats and other things are told of in here."),
    ])
    #expect(try corpus.search(SearchQuery("anchors")).hits.first?.entry.id == "title")
  }

  @Test(arguments: [
    "\"", "\"\"", "ferry\"", "NEAR(a b)", "a AND OR b", "title:ferry", "(", "^ferry", "a + b", "'; --", "*",
    "-",
    "ferry -", "a\u{0}b", "{x}:y", "ferry*\"", "\u{F8F0}", "日本", "💥", "--", "\" \" x",
  ])
  func `No text is a malformed query`(query: String) throws {
    let failure = error { _ = try corpus.search(SearchQuery(query)) }
    #expect(failure == nil || failure?.code == .invalid)
  }

  @Test func `A query without a word, or with too many, is refused`() {
    #expect(error { _ = try SearchQuery(" -ferry ") }?.code == .invalid)
    #expect(error { _ = try SearchQuery("") }?.code == .invalid)
    #expect(error { _ = try SearchQuery(String(repeating: "word ", count: 65)) }?.code == .invalid)
  }
}
