import Foundation
import ParallaxArticles
import Testing

@testable import ParallaxCorpus

@Suite struct CorpusTests {
  let folder: Folder
  let corpus: Corpus

  init() throws {
    folder = try Folder()
    corpus = try Corpus(path: folder.file())
  }

  @Test func `An article comes back as it went in, with every cut on record`() throws {
    var article = Invented.article(1)
    article.author = "A. Writer"
    article.language = "en"
    let key = try corpus.add([article])[0].key
    let stored = try corpus.article(key).article
    #expect(stored == article)
    #expect(!stored.removed.isEmpty)
    #expect(stored.original.hasSuffix("Add new comment"))
    #expect(try corpus.article("a1").key == key)
  }

  @Test func `Texts come back byte for byte, whatever scripts and signs they hold`() throws {
    let texts = [
      "naïve 🧳 𝒯 e\u{301} \u{202E}abc", "\u{FEFF}x", "a\r\nb\tc", "'; DROP TABLE article; --", "עברית",
    ]
    for (index, text) in texts.enumerated() {
      let article = Article(id: "\(index)", title: text, original: text)
      let key = try corpus.add([article])[0].key
      #expect(try corpus.article(key).article == article)
    }
    let withNull = Article(id: "null", original: "a\u{0}b")
    #expect(try corpus.article(corpus.add([withNull])[0].key).article.text == "a b")
  }

  @Test func `Adding the same articles again changes nothing`() throws {
    let articles = (0..<20).map { Invented.article($0) }
    #expect(try corpus.contains(articles).allSatisfy { !$0 })
    let first = try corpus.add(articles)
    #expect(try corpus.contains(articles).allSatisfy { $0 })
    #expect(first.allSatisfy { $0.isNew })
    // Under another id, as the number of a line may be, it is still the same article.
    let renamed = articles.map { article in
      var article = article
      article.id += "-again"
      return article
    }
    let second = try corpus.add(renamed)
    #expect(second.map(\.key) == first.map(\.key))
    #expect(second.allSatisfy { !$0.isNew })
    #expect(try corpus.count() == 20)
    #expect(first.map(\.key) == articles.map(Corpus.key(of:)))
  }

  @Test func `The same words from another outlet, or on another day, are another article`() throws {
    let articles = [
      Invented.article(1), Invented.article(1, outlet: "Harbour Mail"),
      Invented.article(1, date: "2031-04-01"),
      Invented.article(1, outlet: nil), Invented.article(1, title: "Another"),
    ]
    #expect(try corpus.add(articles).allSatisfy(\.isNew))
    #expect(Set(articles.map(Corpus.key(of:))).count == articles.count)
  }

  @Test func `A batch with an impossible article leaves nothing behind`() throws {
    let broken = Article(id: "broken", original: "abc", text: "abd")
    let failure = error { try corpus.add([Invented.article(1), broken]) }
    #expect(failure?.code == .invalid)
    #expect(try corpus.count() == 0)
  }

  @Test func `An event and an outlet go with their last article`() throws {
    let keys = try corpus.add([Invented.article(1), Invented.article(2)], event: "strike").map(\.key)
    try corpus.add([Invented.article(3, outlet: "Tide")], event: "storm")
    try corpus.delete([keys[0]])
    #expect(try corpus.events().map(\.name) == ["storm", "strike"])
    try corpus.delete([keys[1]])
    #expect(try corpus.events().map(\.name) == ["storm"])
    #expect(
      try corpus.unknownValues(of: CorpusFilter(outlets: ["Quay News"])).first?.contains("known are \"Tide\"")
        == true)
  }

  @Test func `An event needs a name, and an empty field of a record is none`() throws {
    for name in ["", " \n"] {
      #expect(error { try corpus.add([Invented.article(1)], event: name) }?.code == .invalid)
      #expect(error { try corpus.setEvent(name, to: []) }?.code == .invalid)
    }
    var article = Invented.article(1)
    article.event = " "
    try corpus.add([article])
    #expect(try corpus.events().isEmpty)
  }

  @Test func `It is known how many articles were read for another gazetteer`() throws {
    let keys = try corpus.add([Invented.article(1), Invented.article(2)]).map(\.key)
    #expect(try corpus.articles(readForOtherThan: "one") == 0)
    try corpus.put(keys.map { ($0, CorpusResults(actors: .init(version: "one", counts: ["mayor": 1]))) })
    #expect(try corpus.articles(readForOtherThan: "one") == 0)
    #expect(try corpus.articles(readForOtherThan: "two") == 2)
  }

  @Test(arguments: ["2018-02-30", "2019-02-29", "1900-02-29", "2018-06-31", "2018-13-01", "2018-01-00"])
  func `A day that no calendar has is refused`(day: String) {
    #expect(error { _ = try corpus.entries(CorpusFilter(from: day)) }?.code == .invalid)
    #expect(error { _ = try corpus.count(CorpusFilter(to: day)) }?.code == .invalid)
  }

  @Test func `The last days of months are days`() throws {
    for day in ["2020-02-29", "2000-02-29", "2018-12-31", "2018-04-30"] {
      #expect(try corpus.count(CorpusFilter(from: day)) == 0)
    }
  }

  @Test func `Filters by outlet, day, event, actor and score meet as expected`() throws {
    let outlets = ["Quay News", "Harbour Mail", "Tide"]
    let articles = (0..<9).map { Invented.article($0, outlet: outlets[$0 % 3]) }
    let results = (0..<9).map { index in
      var results = Invented.score(index < 5 ? "left" : "right", 0.4 + Double(index) / 20)
      results.actors = .init(version: "g", counts: index % 2 == 0 ? ["mayor": index + 1] : [:])
      return results
    }
    try corpus.add(articles, results: results)
    try corpus.add(Array(articles.prefix(4)), event: "strike")
    func ids(_ filter: CorpusFilter) throws -> [String] { try corpus.entries(filter).map(\.id).sorted() }
    #expect(try ids(CorpusFilter()).count == 9)
    #expect(try ids(CorpusFilter(outlets: ["Tide"])) == ["a2", "a5", "a8"])
    #expect(try ids(CorpusFilter(outlets: ["Tide", "Quay News"])).count == 6)
    #expect(try ids(CorpusFilter(from: "2031-03-02", to: "2031-03-03")) == ["a1", "a2"])
    #expect(try ids(CorpusFilter(event: "strike")) == ["a0", "a1", "a2", "a3"])
    #expect(try ids(CorpusFilter(actor: "mayor")) == ["a0", "a2", "a4", "a6", "a8"])
    #expect(try ids(CorpusFilter(score: .init(model: "leaning", label: "left"))).count == 5)
    #expect(
      try ids(CorpusFilter(score: .init(model: "leaning", label: "right", minimumProbability: 0.75))) == [
        "a7", "a8",
      ])
    #expect(try ids(CorpusFilter(score: .init(model: "other"))).isEmpty)
    let all = CorpusFilter(
      outlets: ["Quay News"], from: "2031-03-01", event: "strike", actor: "mayor",
      score: .init(model: "leaning"))
    #expect(try ids(all) == ["a0"])
    #expect(try corpus.count(all) == 1)
    #expect(try corpus.mentions(of: Corpus.key(of: articles[2])) == ["mayor": 3])
    #expect(error { _ = try corpus.entries(CorpusFilter(from: "25 January")) }?.code == .invalid)
  }

  @Test func `Batches hand over every article once, in the order of adding`() throws {
    let articles = (0..<23).map { Invented.article($0) }
    try corpus.add(articles)
    var ids: [String] = []
    var sizes: [Int] = []
    try corpus.forEachBatch(size: 5) { batch in
      ids += batch.map(\.article.id)
      sizes.append(batch.count)
    }
    #expect(ids == articles.map(\.id))
    #expect(sizes == [5, 5, 5, 5, 3])
  }

  @Test func `Only what a new model makes stale is scored again`() throws {
    let articles = (0..<6).map { Invented.article($0) }
    try corpus.add(articles)
    let wanted = Corpus.Wanted(models: ["leaning": "1"])
    #expect(try corpus.stale(wanted).count == 6)
    try corpus.put(articles.prefix(4).map { (Corpus.key(of: $0), Invented.score("left", 0.9)) })
    let rest = try corpus.stale(wanted)
    #expect(rest.map(\.article.id) == ["a4", "a5"])
    #expect(try corpus.stale(wanted, after: rest[0].key).map(\.article.id) == ["a5"])
    #expect(try corpus.stale(Corpus.Wanted(models: ["leaning": "2"])).count == 6)
    try corpus.put([(rest[0].key, Invented.score("right", 0.8, version: "2"))])
    #expect(try corpus.stale(Corpus.Wanted(models: ["leaning": "2"])).count == 5)
    let scores = try corpus.scores(of: rest[0].key)
    #expect(scores.map(\.version) == ["2"])
    let voices = Corpus.Wanted(readings: ["voices": "1"])
    #expect(try corpus.stale(voices).count == 6)
    let reading = StoredReading(part: "voices", version: "1", record: "{}")
    try corpus.put([(rest[1].key, CorpusResults(readings: [reading]))])
    #expect(try corpus.stale(voices).count == 5)
    #expect(try corpus.stale(Corpus.Wanted(readings: ["voices": "2"])).count == 6)
    #expect(try corpus.readings(of: rest[1].key) == [reading])
    var summary = Corpus.Wanted()
    summary.summary = ("lead", "3", "1")
    #expect(try corpus.stale(summary).count == 6)
    let stored = StoredSummary(method: "lead", length: "3", version: "1", record: "[]")
    try corpus.put([(rest[1].key, CorpusResults(summaries: [stored]))])
    #expect(try corpus.stale(summary).count == 5)
    #expect(try corpus.summaries(of: rest[1].key) == [stored])
    #expect(try corpus.stale(Corpus.Wanted()).isEmpty)
  }

  @Test func `Of labels that do not exclude each other all that were given are found and counted`() throws {
    func frames(_ given: [String], _ probabilities: [String: Double]) throws -> CorpusResults {
      let best = probabilities.max { $0.value < $1.value }?.key ?? ""
      let record = try JSONSerialization.data(
        withJSONObject: ["label": best, "labels": given, "probabilities": probabilities])
      return CorpusResults(scores: [
        StoredScore(
          model: "frames", version: "1", label: best, probability: probabilities[best] ?? 0, isScored: true,
          record: String(decoding: record, as: UTF8.self))
      ])
    }
    let added = try corpus.add(
      (0..<3).map { Invented.article($0) },
      results: [
        frames(["conflict", "morality"], ["conflict": 0.9, "morality": 0.4]),
        frames(["morality"], ["conflict": 0.5, "morality": 0.3]),
        frames([], ["conflict": 0.2, "morality": 0.1]),
      ])
    func keys(_ label: String, _ minimum: Double = 0) throws -> [String] {
      var filter = CorpusFilter()
      filter.score = .init(model: "frames", label: label, minimumProbability: minimum)
      return try corpus.entries(filter, limit: 10).map(\.key).sorted()
    }
    #expect(try keys("conflict") == [added[0].key])
    #expect(try keys("morality") == [added[0].key, added[1].key].sorted())
    #expect(try keys("morality", 0.35) == [added[0].key])
    #expect(try keys("economic").isEmpty)
    let model = try #require(try corpus.statistics().models.first)
    #expect(model.labels == ["conflict": 1, "morality": 2] && model.abstained == 0)
    var known = CorpusFilter()
    known.score = .init(model: "frames", label: "morality")
    #expect(try corpus.unknownValues(of: known).isEmpty)
    known.score = .init(model: "frames", label: "economic")
    #expect(
      try corpus.unknownValues(of: known).first?.contains("known are \"conflict\", \"morality\"") == true)
  }

  @Test func `A deleted article leaves no trace in any table or in the index`() throws {
    let articles = (0..<3).map { Invented.article($0) }
    let added = try corpus.add(
      articles, event: "strike", results: articles.map { _ in Invented.score("left", 1) })
    #expect(try corpus.delete([added[0].key, "none"]) == 1)
    #expect(try corpus.count() == 2)
    #expect(try corpus.search(SearchQuery("ferry")).total == 2)
    #expect(try corpus.statistics().models.first?.labels == ["left": 2])
    #expect(try corpus.events().first?.count == 2)
    #expect(error { _ = try corpus.article(added[0].key) }?.code == .missing)
    try corpus.verify()
  }

  @Test func `An id that two articles share names neither`() throws {
    var other = Invented.article(2)
    other.id = "a1"
    try corpus.add([Invented.article(1), other])
    #expect(error { _ = try corpus.article("a1") }?.code == .invalid)
  }

  @Test func `An event holds the articles it was given, and is forgotten with none`() throws {
    let keys = try corpus.add((0..<3).map { Invented.article($0) }).map(\.key)
    try corpus.setEvent("strike", to: [keys[0], keys[1]])
    try corpus.setEvent("strike", to: [keys[2]])
    #expect(try corpus.events() == [.init(name: "strike", count: 1)])
    #expect(error { try corpus.setEvent("strike", to: ["none"]) }?.code == .missing)
    #expect(try corpus.entries(CorpusFilter(event: "strike")).map(\.key) == [keys[2]])
    try corpus.setEvent("strike", to: [])
    #expect(try corpus.events().isEmpty)
  }

  @Test func `Statistics count what is there`() throws {
    try corpus.add([Invented.article(0), Invented.article(1), Invented.article(2, outlet: nil)])
    let statistics = try corpus.statistics()
    #expect(statistics.articles == 3)
    #expect(statistics.outlets.map(\.articles).reduce(0, +) == 3)
    #expect(statistics.outlets.contains { $0.name == nil })
    #expect(statistics.outlets.last?.from == "2031-03-01")
    #expect(statistics.bytes > 0)
    #expect(statistics.removedSpans >= 3)
  }

  @Test func `Readers read while one writes`() throws {
    try corpus.add([Invented.article(1)])
    let reader = try Corpus(path: folder.file(), access: .reading)
    #expect(try reader.count() == 1)
    try corpus.add([Invented.article(2)])
    #expect(try reader.count() == 2)
    #expect(error { try reader.add([Invented.article(3)]) }?.code == .readOnly)
  }
}
