import Foundation
import ParallaxArticles
import ParallaxCoverage
import Testing

/// Inputs of which a report must say what it cannot say, in every form, and read back as it was.
@Suite struct UnusualInputTests {
  private func check(_ articles: [Article], _ codes: [CoverageWarning.Code]) throws -> CoverageReport {
    let report = Coverage.compare(articles: articles, gazetteer: try islandGazetteer())
    #expect(report.warnings.map(\.code) == codes)
    #expect(try CoverageReport(json: try report.json()) == report)
    let html = HTMLReport(report, articles: articles).html()
    let table = ReportTable(report).text()
    let markdown = MarkdownReport(report).text()
    for warning in report.warnings {
      #expect(html.contains(SafeText.forHTML(warning.message)))
      #expect(markdown.contains(SafeText.forMarkdown(warning.message)))
      #expect(table.contains(warning.message.prefix(20)))
    }
    return report
  }

  @Test func noArticle() throws {
    let report = try check([], [.noArticles])
    #expect(report.map == nil && report.contrast == nil)
  }

  @Test func oneArticle() throws {
    let report = try check(
      [Article(id: "a", outlet: "A", date: "2031-01-01", original: "The militants came.")], [.oneArticle])
    #expect(report.naming.allSatisfy { $0.test == nil })
    #expect(report.contrast == nil && report.map == nil)
  }

  @Test func oneOutlet() throws {
    let articles = (0..<3).map {
      Article(id: "a\($0)", outlet: "A", date: "2031-01-01", original: "The militants came \($0) times.")
    }
    #expect(try check(articles, [.oneOutlet]).contrast == nil)
  }

  @Test func twentyOutletsOfOneArticle() throws {
    let articles = (0..<20).map {
      Article(
        id: "a\($0)", outlet: "Outlet \($0)", date: "2031-01-01",
        original:
          "The militants came to the valley. They met \($0 + 2) \($0 % 2 == 0 ? "rebels" : "envoys") there.")
    }
    let report = try check(articles, [.oneArticleOutlet])
    #expect(report.contrast?.contrast.comparisons.count == 20)
    #expect(
      report.contrast?.contrast.comparisons.allSatisfy { $0.terms.allSatisfy { !$0.isFinding } } == true)
    #expect(report.map?.statements.first?.section == .all)
  }

  @Test func anotherLanguage() throws {
    let spanish =
      "Los militantes llegaron al puerto por la mañana y hablaron con el alcalde de la ciudad. Dijeron que querían la paz "
      + "y que los barcos debían salir cuanto antes del puerto, según contó después el capitán."
    let english =
      "The militants came to the port in the morning and spoke with the mayor of the city. They said that they wanted "
      + "peace and that the boats had to leave the port as soon as they could, as the captain told later."
    let report = try check(
      [
        Article(id: "a", outlet: "A", date: "2031-01-01", original: spanish),
        Article(id: "b", outlet: "B", date: "2031-01-01", original: english),
      ], [.oneArticleOutlet, .otherLanguage])
    #expect(report.warnings.last?.message.contains(": a.") == true)
  }

  @Test func identicalArticles() throws {
    let articles = ["A", "B", "C", "A"].enumerated().map { number, outlet in
      Article(
        id: "a\(number)", outlet: outlet, date: "2031-01-01",
        original: "The militants came to the valley at dawn. A mill burned down in the night.")
    }
    let report = try check(articles, [.oneArticleOutlet, .sameText])
    #expect(report.map?.statements.allSatisfy { $0.section == .all && $0.isCopy } == true)
    #expect(report.warnings.last?.message.hasPrefix("All articles have the same text") == true)
    #expect(report.map?.conflicts.isEmpty == true)
    #expect(report.contrast?.contrast.comparisons.allSatisfy { $0.terms.allSatisfy { $0.q > 0.5 } } == true)
    #expect(report.naming.allSatisfy { ($0.test?.p ?? 1) > 0.99 })
  }

  @Test func equalTextsContradictNobodyAndShareTheirShortestSentences() throws {
    let articles = ["A", "B", "C"].map {
      Article(
        id: $0, outlet: $0, date: "2031-01-01",
        original:
          "The blast at the mill killed 11 people. At least six people were killed at the mill, the clinic said. "
          + "The envoy, Vaughlan, did not.")
    }
    let map = try #require(Coverage.compare(articles: articles).map)
    #expect(map.conflicts.isEmpty)
    #expect(map.statements.allSatisfy { $0.section == .all })
    #expect(map.statements.count == 3)
  }

  @Test func noActor() throws {
    let articles = ["A", "B"].flatMap { (outlet: String) in
      (0..<2).map {
        Article(
          id: "\(outlet)\($0)", outlet: outlet, date: "2031-01-0\($0 + 1)",
          original: "Rain fell \($0) days on \(outlet).")
      }
    }
    #expect(try check(articles, [.noActor]).naming.isEmpty)
  }

  @Test func namesOfMarkupAndQuotes() throws {
    let names = ["<script>alert(1)</script>", "\"A\" & 'B'", "=1+1", "\u{202E}abc", ""]
    let articles = names.enumerated().map {
      Article(id: "a\($0)", outlet: $1, date: "2031-01-01", original: "The militants came to \($0) towns.")
    }
    let report = try check(articles, [.oneArticleOutlet, .unknownOutlet])
    let page = HTMLReport(report, articles: articles).html()
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(!ReportTable(report).text().contains("\u{202E}"))
  }

  @Test func rightToLeftText() throws {
    let articles = [
      Article(
        id: "a", outlet: "جريدة", title: "محادثات السلام", date: "2031-01-01",
        original:
          "وصلت الوفود إلى المدينة اليوم. بدأت محادثات السلام بين الحكومة والمعارضة في القاعة القديمة."),
      Article(
        id: "b", outlet: "עיתון", date: "2031-01-01",
        original: "בדאו שיחות. بدأت محادثات السلام بين الحكومة والمعارضة في القاعة القديمة أمس."),
    ]
    let report = try check(articles, [.oneArticleOutlet, .noActor])
    #expect(HTMLReport(report, articles: articles).html().contains("dir=\"auto\""))
    #expect(report.map?.statements.contains { $0.section == .all } == true)
  }

  @Test func groupsByAuthorAndByDay() throws {
    var articles = islandArticles()
    articles[0].author = "Ann"
    var options = Coverage.Options()
    options.grouping = .author
    let byAuthor = Coverage.compare(articles: articles, options: options)
    #expect(byAuthor.outlets.map(\.name) == ["(unknown author)", "Ann"])
    #expect(byAuthor.grouping == "author")
    #expect(byAuthor.warnings.contains { $0.message.hasPrefix("Articles whose author is not known") })
    options.grouping = .date
    let byDay = Coverage.compare(articles: articles, options: options)
    #expect(byDay.outlets.map(\.name) == ["2020-05-01", "2020-05-03", "2020-05-04"])
    #expect(!byDay.warnings.contains { $0.code == .confoundedDate })
  }

  @Test("a gazetteer whose lists of names lead to each other comes to an end")
  func listsThatNameEachOther() throws {
    let gazetteer = try Gazetteer(
      language: "en",
      actors: [
        .init(id: "pair", name: "The pair", kind: .bloc, aliases: ["Norland and Sudland"]),
        .init(id: "norland", name: "Norland", kind: .bloc, aliases: ["Norland", "Sudland and Norland"]),
        .init(
          id: "sudland", name: "Sudland", kind: .bloc, aliases: ["Sudland", "Norland, Sudland and Norland"]),
      ])
    let articles = [
      Article(id: "a", outlet: "A", original: "The truce was brokered by Norland and Sudland in spring."),
      Article(id: "b", outlet: "B", original: "The truce was brokered by Sudland and Norland in spring."),
      Article(
        id: "c", outlet: "C", original: "The truce was brokered by Norland, Sudland and Norland in spring."),
    ]
    let report = Coverage.compare(articles: articles, gazetteer: gazetteer)
    #expect(report.map?.conflicts.isEmpty == true)
    #expect(report.map?.statements.first?.section == .all)
  }

  @Test("sentences cut out of quotations are shown with whole marks")
  func halfQuotations() {
    let articles = ["A", "B"].map {
      Article(
        id: $0, outlet: $0,
        original:
          "“The envoys signed the water treaty at the old mill. They left the valley by the north road,” he said."
      )
    }
    let text = ReportTable(Coverage.compare(articles: articles), options: .init(width: 200)).text()
    #expect(text.contains("“The envoys signed the water treaty at the old mill. …”"))
    #expect(text.contains("“… They left the valley by the north road,” he said."))
  }

  @Test("frames are pooled by outlet, with an interval from three articles on, and abstentions counted")
  func pooledFrames() throws {
    let articles = (0..<5).map {
      Article(id: "a\($0)", outlet: $0 < 4 ? "A" : "B", original: "The militants came to the valley at dawn.")
    }
    let readings = [0.2, 0.4, 0.6, 0.9, 0.5].enumerated().map { number, probability in
      ArticleReadings(
        frames: .init(
          labels: ["conflict", "morality"], probabilities: [probability, 0.1], isScored: number != 3,
          label: "conflict", evidence: [[4..<13], number < 2 ? [4..<13, 34..<40] : []]))
    }
    let report = Coverage.compare(articles: articles, readings: readings)
    let frames = try #require(report.frames)
    #expect(frames.map(\.subject) == ["conflict", "conflict", "morality", "morality"])
    #expect(frames.map(\.outlet) == ["A", "B", "A", "B"])
    #expect(abs((frames[0].estimate ?? 0) - 0.4) < 1e-12)
    #expect(frames[0].scored == 3 && frames[0].abstained == 1)
    #expect((0.2...0.4).contains(frames[0].low ?? 0) && (0.4...0.6).contains(frames[0].high ?? 1))
    #expect(frames[1].estimate == 0.5 && frames[1].low == nil)
    // Every frame is shown by its own words, whichever is the most probable.
    #expect(frames.map(\.places.count) == [3, 1, 4, 0])
    #expect(report.stance == nil && report.wording == nil)
    #expect(try CoverageReport(json: try report.json()) == report)
    #expect(ReportTable(report).text().contains("Frames"))
    #expect(MarkdownReport(report).text().contains("## Frames"))
    #expect(HTMLReport(report, articles: articles).html().contains("Frames</h3>"))
  }

  @Test("verbs that look like designations are none")
  func verbsAreNoDesignations() throws {
    let gazetteer = try Gazetteer(
      language: "en",
      actors: [
        .init(
          id: "lorvane", name: "Lorvane", kind: .state, aliases: ["Lorvane"],
          designations: [
            .init(term: "host", forms: ["host", "hosts"]),
            .init(term: "monitor", forms: ["monitor", "monitors"]),
          ])
      ])
    let text =
      "Her country hosts 60,000 people. A body to monitor the truce came. The hosts spoke to 80 monitors."
    let report = Coverage.compare(
      articles: [Article(id: "a", outlet: "A", original: text)], gazetteer: gazetteer)
    #expect(report.naming.map(\.count) == [1, 1])
    #expect(
      report.naming.flatMap { $0.cells.flatMap(\.occurrences) }.map(\.form).sorted() == ["hosts", "monitors"])
  }
}
