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

  @Test func identicalArticles() throws {
    let articles = ["A", "B", "C", "A"].enumerated().map { number, outlet in
      Article(
        id: "a\(number)", outlet: outlet, date: "2031-01-01",
        original: "The militants came to the valley at dawn. A mill burned down in the night.")
    }
    let report = try check(articles, [.oneArticleOutlet, .sameText])
    #expect(report.map?.statements.allSatisfy { $0.section == .all && $0.isCopy } == true)
    #expect(report.map?.conflicts.isEmpty == true)
    #expect(report.contrast?.contrast.comparisons.allSatisfy { $0.terms.allSatisfy { $0.q > 0.5 } } == true)
    #expect(report.naming.allSatisfy { ($0.test?.p ?? 1) > 0.99 })
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
    let report = try check(articles, [.unknownOutlet, .oneArticleOutlet])
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
    #expect(byAuthor.warnings.contains { $0.message.hasPrefix("The author is not known") })
    options.grouping = .date
    let byDay = Coverage.compare(articles: articles, options: options)
    #expect(byDay.outlets.map(\.name) == ["2020-05-01", "2020-05-03", "2020-05-04"])
    #expect(!byDay.warnings.contains { $0.code == .confoundedDate })
  }
}
