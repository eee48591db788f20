import Foundation
import ParallaxArticles
import ParallaxCoverage
import ParallaxText
import Testing

@Suite("CoverageReport")
struct CoverageReportTests {
  /// A report with every part filled.
  static func full() throws -> CoverageReport {
    let articles = islandArticles()
    let splitter = SentenceSplitter()
    let summaries: [ArticleSummary?] = articles.map { article in
      ArticleSummary(
        method: "lead",
        sentences: splitter.sentences(in: article.text).prefix(2).map { .init(range: $0, score: 0.5) })
    }
    let leaning = ArticleLeaning(
      label: "right",
      probabilities: [
        .init(label: "left", probability: 0.2), .init(label: "center", probability: 0.3),
        .init(label: "right", probability: 0.5),
      ], state: .scored,
      topTerms: [
        .init(term: "boats", weight: 0.25, range: 35..<40), .init(term: "x", weight: 0.1, range: nil),
      ],
      knownTermShare: 0.75)
    let unsure = ArticleLeaning(
      label: "left", probabilities: [.init(label: "left", probability: 1)],
      state: .abstained(reason: "few words are known"), topTerms: [], knownTermShare: 0.1)
    return Coverage.compare(
      articles: articles, gazetteer: try islandGazetteer(), summaries: summaries,
      leanings: [nil, unsure, leaning, nil])
  }

  private func codes(_ report: CoverageReport) -> [CoverageWarning.Code] { report.warnings.map(\.code) }

  @Test("a report survives JSON unchanged, and gives the same bytes each time")
  func roundTrip() throws {
    let report = try Self.full()
    let data = try report.json()
    #expect(try CoverageReport(json: data) == report)
    #expect(try Self.full().json() == data)
    #expect(try CoverageReport(json: try report.json(isPretty: true)) == report)
  }

  @Test("offsets in a report index the Unicode scalars of the clean text")
  func offsets() throws {
    let report = try Self.full()
    let texts = Dictionary(
      uniqueKeysWithValues: islandArticles().map { ($0.id, Array($0.text.unicodeScalars)) })
    func part(_ id: String, _ start: Int, _ end: Int) throws -> String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: try #require(texts[id])[start..<end])
      return String(text)
    }
    #expect(!report.sentences.isEmpty)
    for sentence in report.sentences {
      #expect(try part(sentence.article, sentence.start, sentence.end) == sentence.text)
    }
    for use in report.naming.flatMap(\.cells).flatMap(\.occurrences) {
      #expect(try part(use.article, use.start, use.end).lowercased() == use.form)
      #expect(report.sentences[use.sentence].article == use.article)
    }
    let term = try #require(report.articles[2].leaning?.topTerms.first)
    #expect(try part("tide-1", try #require(term.start), try #require(term.end)) == "boats")
  }

  @Test("JSON has the documented keys")
  func keys() throws {
    let object = try JSONSerialization.jsonObject(with: try Self.full().json())
    let json = try #require(object as? [String: Any])
    #expect(json["schema"] as? String == "parallax-coverage-report")
    #expect(json["version"] as? Int == 4)
    #expect(
      Set(json.keys) == [
        "schema", "version", "gazetteer", "grouping", "outlets", "articles", "naming", "actors", "voices",
        "contrast",
        "map", "sentences", "warnings",
      ])
    let rows = try #require(json["naming"] as? [[String: Any]])
    #expect(rows[0]["related_count"] as? Int == 1)
    let articles = try #require(json["articles"] as? [[String: Any]])
    let leaning = try #require(articles[2]["leaning"] as? [String: Any])
    #expect(leaning["labels"] as? [String] == ["left", "center", "right"])
    #expect((leaning["probabilities"] as? [String: Double]) == ["left": 0.2, "center": 0.3, "right": 0.5])
    let unsure = try #require(articles[1]["leaning"] as? [String: Any])
    #expect(unsure["state"] as? String == "abstained")
    #expect(unsure["reason"] as? String == "few words are known")
  }

  @Test("a report of version 1 is read")
  func versionOne() throws {
    let object = try JSONSerialization.jsonObject(with: try Self.full().json())
    var json = try #require(object as? [String: Any])
    json["version"] = 1
    for key in ["grouping", "voices", "contrast", "map"] { json[key] = nil }
    let read = try CoverageReport(json: try JSONSerialization.data(withJSONObject: json))
    #expect(read.voices == nil && read.map == nil)
    #expect(read.naming == (try Self.full()).naming)
    #expect(!ReportTable(read).text().isEmpty)
  }

  @Test("a sentence cited by several parts is listed once")
  func sentencesOnce() throws {
    let report = try Self.full()
    let places = report.sentences.map { "\($0.article) \($0.start) \($0.end)" }
    #expect(Set(places).count == places.count)
    #expect(
      report.articles[0].summary?.sentences.first?.sentence
        == report.naming[0].cells[0].occurrences[0].sentence)
  }

  @Test("outlets carry their articles, dates and quoted share")
  func outlets() throws {
    let outlets = try Self.full().outlets
    #expect(outlets.map(\.name) == ["Gull", "Mast", "Tide"])
    #expect(outlets.map(\.articles) == [1, 1, 2])
    #expect(outlets[2].dates == ["2020-05-03", "2020-05-04"])
    let text = islandArticles()[0].text
    let share = Double(text.slice(utf8: 29..<56).unicodeScalars.count) / Double(text.unicodeScalars.count)
    #expect(outlets[0].quotedShare == share)
    #expect(outlets[1].quotedShare == 0)
  }

  @Test("what is not a report, is newer, or contradicts itself is an error")
  func badReports() throws {
    func read(_ text: String) throws -> CoverageReport {
      try CoverageReport(json: Data(text.utf8), path: "r.json")
    }
    #expect(throws: CoverageError.self) { try read("{}") }
    #expect(throws: CoverageError.self) { try read("[1,2") }
    let text = String(decoding: try Self.full().json(), as: UTF8.self)
    let newer = #expect(throws: CoverageError.self) {
      try read(text.replacingOccurrences(of: "\"version\":4", with: "\"version\":5"))
    }
    #expect(newer?.code == .version)
    for (find, put) in [
      ("\"partly\":[", "\"partly\":[999,"), ("\"sentence\":0", "\"sentence\":999"),
      ("\"start\":0", "\"start\":-4"),
      ("\"outlet\":\"Mast\",\"rate", "\"outlet\":\"M\",\"rate"),
    ] {
      try #require(text.contains(find))
      let error = #expect(throws: CoverageError.self) {
        try read(text.replacingOccurrences(of: find, with: put))
      }
      #expect(error?.code == .schema)
    }
  }

  @Test("a score that JSON cannot hold is an error")
  func notFinite() {
    let summary = ArticleSummary(method: "m", sentences: [.init(range: 0..<4, score: .nan)])
    let report = Coverage.compare(articles: [Article(id: "a", original: "Word.")], summaries: [summary])
    let error = #expect(throws: CoverageError.self) { try report.json() }
    #expect(error?.code == .notFinite)
  }

  @Test("an outlet that shares no date warns, and one that shares one does not")
  func confounding() throws {
    var articles = islandArticles()
    func confounded() -> String? {
      Coverage.compare(articles: articles).warnings.first { $0.code == .confoundedDate }?.message
    }
    // Gull and Mast wrote on one day, Tide on two others.
    #expect(confounded()?.hasPrefix("Outlet and date are confounded for Tide:") == true)
    articles[2].date = "2020-05-01"
    #expect(confounded() == nil)
    articles = islandArticles()
    articles[1].date = "2020-05-02"
    let warnings = Coverage.compare(articles: articles).warnings
    #expect(
      warnings.first { $0.code == .confoundedDate }?.message.hasPrefix("Outlet and date are confounded")
        == true)
    articles[1].date = nil
    let unknown = Coverage.compare(articles: articles).warnings.first { $0.code == .unknownDate }
    #expect(unknown?.message.hasPrefix("A difference between outlets may be one between days") == true)
  }

  @Test("one article, one outlet, no article and no actor give defined reports with warnings")
  func smallInputs() throws {
    let gazetteer = try islandGazetteer()
    let none = Coverage.compare(articles: [], gazetteer: gazetteer)
    #expect(codes(none) == [.noArticles])
    let one = Coverage.compare(articles: [islandArticles()[0]], gazetteer: gazetteer)
    #expect(codes(one) == [.oneArticle])
    #expect(one.naming[0].cells.count == 1)
    let outlet = Coverage.compare(articles: Array(islandArticles()[2...]), gazetteer: gazetteer)
    #expect(codes(outlet) == [.oneOutlet])
    let stranger = Article(id: "z", outlet: "Z", date: "2020-05-01", original: "Rain fell.")
    #expect(codes(Coverage.compare(articles: [stranger], gazetteer: gazetteer)) == [.oneArticle, .noActor])
    let named = Article(id: "z", outlet: "Z", original: "The Island Front met.")
    #expect(
      codes(Coverage.compare(articles: [named], gazetteer: gazetteer)) == [.oneArticle, .noDesignation])
    #expect(codes(Coverage.compare(articles: [stranger])) == [.oneArticle, .noGazetteer])
    let empty = Article(id: "e", original: "")
    #expect(
      codes(Coverage.compare(articles: [empty])) == [.oneArticle, .unknownOutlet, .noWords, .noGazetteer])
    for report in [none, one, outlet] { #expect(try CoverageReport(json: try report.json()) == report) }
  }

  @Test("the same article many times keeps each count, with unique ids and a warning")
  func sameArticles() throws {
    let article = islandArticles()[0]
    let report = Coverage.compare(articles: [article, article, article], gazetteer: try islandGazetteer())
    #expect(report.articles.map(\.id) == ["gull-1", "gull-1#2", "gull-1#3"])
    #expect(report.naming[0].count == 6)
    #expect(
      report.naming[0].cells[0].occurrences.map(\.article) == [
        "gull-1", "gull-1", "gull-1", "gull-1#2", "gull-1#2", "gull-1#2", "gull-1#3", "gull-1#3", "gull-1#3",
      ])
    #expect(codes(report) == [.oneOutlet, .sameText, .sameID])
  }

  @Test("ranges beyond the text are cut to it")
  func wildRanges() {
    let summary = ArticleSummary(
      method: "m", sentences: [.init(range: 2..<900, score: 1), .init(range: -5..<0, score: 1)])
    let report = Coverage.compare(articles: [Article(id: "a", original: "Short.")], summaries: [summary])
    #expect(report.sentences.map(\.text) == ["", "ort."])
  }
}
