import Foundation
import ParallaxArticles
import Testing

@testable import ParallaxCoverage

@Suite struct HTMLReportTests {
  private static let hostile = "</div><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"

  private func html(_ articles: [Article], gazetteer: Gazetteer? = nil) -> String {
    HTMLReport(Coverage.compare(articles: articles, gazetteer: gazetteer), articles: articles).html()
  }

  @Test func thePolicyAllowsNothingButTheFilesOwnStyleAndScript() throws {
    let page = html(islandArticles(), gazetteer: try islandGazetteer())
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("'sha256-\(SHA256.base64(of: ReportStyle.text))'"))
    #expect(page.contains("<style>\(ReportStyle.text)</style>"))
    #expect(page.contains("<script>\(ReportScript.text)</script>"))
    #expect(!page.contains("style=\""))
    #expect(!page.contains("http://") && !page.contains("https://"))
    #expect(!page.contains(" onclick") && !page.contains("javascript:"))
  }

  @Test func noTextFromOutsideBecomesMarkup() throws {
    let articles = [
      Article(
        id: Self.hostile, outlet: Self.hostile, title: Self.hostile, date: "2031-01-02\"><b>",
        original:
          "“\(Self.hostile) here,” said \(Self.hostile). Militants came. Militants left. Militants slept."),
      Article(
        id: "b", outlet: "B & <i>C</i>", original: "Rebels came. \(Self.hostile) Rebels left. Rebels slept."),
    ]
    let page = html(articles, gazetteer: try islandGazetteer())
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(!page.contains("<img"))
    #expect(!page.contains("<i>C"))
    #expect(!page.contains("<b>"))
    #expect(page.contains("B &amp; &lt;i&gt;C&lt;/i&gt;"))
  }

  @Test func placesCountInUTF16AndPointToWhatTheySay() throws {
    let articles = [
      Article(id: "a", outlet: "A", original: "𝛼𝛼 \r\nThe militants 🚢 met militants."),
      Article(id: "b", outlet: "B", original: "Rebels came."),
    ]
    let page = html(articles, gazetteer: try islandGazetteer())
    let units = Array(articles[0].text.utf16)
    let places = try #require(page.firstMatch(of: /data-e="(0:[0-9]+-[0-9]+ 0:[0-9]+-[0-9]+)"/)).1
    for place in places.split(separator: " ") {
      let offsets = place.dropFirst(2).split(separator: "-").compactMap { Int($0) }
      #expect(String(decoding: units[offsets[0]..<offsets[1]], as: UTF16.self) == "militants")
    }
    #expect(page.contains("𝛼𝛼 &#13;\nThe militants"))
  }

  @Test func everyFigureOpensAsManyPlacesAsItSays() throws {
    let page = html(islandArticles(), gazetteer: try islandGazetteer())
    func places(_ label: String) throws -> [Substring] {
      let end = try #require(page.range(of: "\" aria-label=\"\(label)\""))
      let start = try #require(page[..<end.lowerBound].range(of: "data-e=\"", options: .backwards))
      return page[start.upperBound..<end.lowerBound].split(separator: " ")
    }
    #expect(try places("2 times “militant” in Gull").count == 2)
    #expect(try places("1 time a word related to “militant” in Gull").count == 1)
    #expect(try places("All quotations in Gull").count == 1)
    #expect(try places("Articles of Tide, 2020-05-04") == ["3:0-27"])
  }

  @Test func theSameReportGivesTheSamePage() throws {
    let gazetteer = try islandGazetteer()
    #expect(html(islandArticles(), gazetteer: gazetteer) == html(islandArticles(), gazetteer: gazetteer))
  }

  @Test func markdownTakesNoMarkFromOutside() throws {
    let articles = [
      Article(
        id: "a", outlet: "A|B <b>", title: "# [x](y) *z*", original: "Militants came.\nMilitants left."),
      Article(id: "b", outlet: "C", original: "Rebels came."),
    ]
    let text = MarkdownReport(Coverage.compare(articles: articles, gazetteer: try islandGazetteer())).text()
    #expect(text.contains(#"A\|B \<b\>"#))
    #expect(text.contains(##"\# \[x\]\(y\) \*z\*"##))
    #expect(text.contains("| Island Front | militant | 2 |"))
  }
}
