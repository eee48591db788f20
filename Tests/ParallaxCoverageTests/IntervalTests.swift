import Foundation
import ParallaxArticles
import ParallaxCoverage
import Testing

/// What a report says of intervals over the sentences of too few articles.
@Suite struct IntervalTests {
  /// A report of an outlet with one article and one with three, each with a figure of stance.
  private func report(over unit: String) throws -> (CoverageReport, [Article]) {
    let articles = (0..<4).map { number in
      Article(
        id: "\(number)", outlet: number == 0 ? "Gull" : "Mast", original: "The Island Front met at the quay.")
    }
    let report = Coverage.compare(articles: articles)
    var json = try #require(try JSONSerialization.jsonObject(with: report.json()) as? [String: Any])
    json["stance"] = ["Gull", "Mast"].map { outlet in
      [
        "outlet": outlet, "subject": "front", "subject_name": "Front", "estimate": 0.5, "low": 0.25,
        "high": 0.75, "scored": 9, "abstained": 0, "places": [[String: Any]](),
        "interval_over": outlet == "Gull" ? unit : "articles",
      ] as [String: Any]
    }
    return (try CoverageReport(json: JSONSerialization.data(withJSONObject: json)), articles)
  }

  @Test("an interval over the sentences of one article says so, in every form")
  func oneArticle() throws {
    let (few, articles) = try report(over: "sentences")
    let limit = "it knows nothing of how articles differ"
    let table = ReportTable(few, options: .init(width: 400)).text()
    #expect(table.contains("+0.25 to +0.75, one article"))
    #expect(table.contains(limit))
    let page = HTMLReport(few, articles: articles).html()
    #expect(page.contains("+0.25 to +0.75 <span class=\"tag\">one article</span>"))
    #expect(page.contains(limit))
    let markdown = MarkdownReport(few).text()
    #expect(markdown.contains("| one article |"))
    #expect(markdown.contains(limit))
  }

  @Test("a sentence behind a stance stands in the page with what the model says of it")
  func values() throws {
    let (report, articles) = try report(over: "sentences")
    var json = try #require(try JSONSerialization.jsonObject(with: report.json()) as? [String: Any])
    var stances = try #require(json["stance"] as? [[String: Any]])
    stances[0]["places"] = [["sentence": 0, "start": 0, "end": 33]]
    func page(_ values: [Double]?) throws -> String {
      stances[0]["values"] = values
      json["stance"] = stances
      let report = try CoverageReport(json: JSONSerialization.data(withJSONObject: json))
      return HTMLReport(report, articles: articles).html()
    }
    #expect(try page([-0.634]).contains("data-e=\"0:0-33=−0.63\""))
    // Reports of earlier releases hold no values.
    #expect(try page(nil).contains("data-e=\"0:0-33\""))
  }

  @Test("intervals over articles need no such remark")
  func articles() throws {
    let (many, articles) = try report(over: "articles")
    for text in [
      ReportTable(many).text(), HTMLReport(many, articles: articles).html(), MarkdownReport(many).text(),
    ] {
      #expect(!text.contains("knows nothing of how articles differ"))
    }
  }

  @Test("each sentence behind a mean of stance stands with its own score on the page")
  func scoresOfSentences() throws {
    let articles = ["Gull", "Mast"].map {
      Article(id: $0, outlet: $0, original: "The Island Front met at the quay. The quay was wet.")
    }
    var json = try #require(
      try JSONSerialization.jsonObject(with: Coverage.compare(articles: articles).json()) as? [String: Any])
    var profile: [String: Any] = [
      "outlet": "Gull", "subject": "front", "subject_name": "Front", "estimate": -0.25, "scored": 9,
      "abstained": 0, "values": [0.5, -0.75],
      "places": [["sentence": 0, "start": 0, "end": 33], ["sentence": 0, "start": 4, "end": 9]],
    ]
    json["stance"] = [profile]
    let report = try CoverageReport(json: JSONSerialization.data(withJSONObject: json))
    #expect(
      HTMLReport(report, articles: articles).html().contains("data-e=\"0:0-33=+0.50 0:4-9=−0.75\"")
    )
    profile["values"] = [0.5]
    json["stance"] = [profile]
    let unequal = try JSONSerialization.data(withJSONObject: json)
    #expect(throws: CoverageError.self) { try CoverageReport(json: unequal) }
  }
}
