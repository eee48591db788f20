import BundledData
import Foundation
import ParallaxArticles
import ParallaxCoverage
import Testing

/// Counts published with the seed articles: militant(s) 10/0/1 with militancy 12/0/1, rebel(s) 0/3/2 in
/// Financial Tribune, Al Jazeera, RT.
@Suite("Seed articles", .enabled(if: sharedFolder != nil))
struct SeedArticleTests {
  private func articles() throws -> [Article] {
    let folder = URL(fileURLWithPath: try #require(sharedFolder)).appending(path: "seeds")
    let outlets = [
      ("000_7d6241b567f9622b", "Financial Tribune", "2017-02-17"),
      ("001_a65508c5ef8f1fda", "Financial Tribune", "2017-01-28"),
      ("002_f2fc37828fe0a249", "Financial Tribune", "2017-01-22"),
      ("003_05e4e3443a3de206", "Al Jazeera", "2017-02-06"),
      ("004_9843c27e76ab836c", "RT", "2017-01-25"),
    ]
    return try outlets.map { id, outlet, date in
      let text = try String(contentsOf: folder.appending(path: id + ".txt"), encoding: .utf8)
      return Article(id: id, outlet: outlet, date: date, original: text)
    }
  }

  @Test("the names of the armed opposition differ as published")
  func counts() throws {
    let gazetteer = try Gazetteer(
      language: "en",
      actors: [
        .init(
          id: "opposition", name: "Armed opposition", kind: .armedGroup, aliases: [],
          designations: [
            .init(term: "militant", forms: ["militant", "militants"], related: ["militancy"]),
            .init(term: "rebel", forms: ["rebel", "rebels"]),
          ])
      ])
    let report = Coverage.compare(articles: try articles(), gazetteer: gazetteer)
    #expect(report.outlets.map(\.name) == ["Al Jazeera", "Financial Tribune", "RT"])
    #expect(report.naming.map(\.term) == ["militant", "rebel"])
    #expect(report.naming[0].cells.map(\.count) == [0, 10, 1])
    #expect(report.naming[0].cells.map(\.relatedCount) == [0, 2, 0])
    #expect(report.naming[1].cells.map(\.count) == [3, 0, 2])
    #expect(report.warnings.map(\.code) == [.confoundedDate, .oneArticleOutlet])
    #expect(try CoverageReport(json: try report.json()) == report)
  }

  private func cleanReport() throws -> CoverageReport {
    let path = BundledData.sourceDirectory + "/Gazetteers/syria-talks.json"
    let cleaner = ArticleCleaner()
    return Coverage.compare(
      articles: try articles().map(cleaner.clean), gazetteer: try Gazetteer(contentsOf: path))
  }

  @Test(
    "who organised the talks, who brokered the truce, and whether it was a breakthrough are told differently")
  func conflicts() throws {
    let report = try cleanReport()
    let conflicts = try #require(report.map).conflicts
    func finds(_ kind: CoverageReport.CoverageMap.ConflictKind, _ verb: String, _ values: Set<String>) -> Bool
    {
      conflicts.contains {
        $0.kind == kind && $0.topic.hasPrefix(verb) && Set([$0.first.value, $0.second.value]) == values
      }
    }
    #expect(finds(.actors, "organ", ["Iran, Russia, Turkey", "Russia, Turkey"]))
    #expect(finds(.actors, "broker", ["Iran, Russia, Turkey", "Russia, Turkey"]))
    #expect(finds(.polarity, "breakthrough", ["not breakthrough", "breakthrough"]))
  }

  @Test("the shares of the texts in quotation marks are near those counted by hand")
  func quotations() throws {
    let report = try cleanReport()
    for (article, share) in zip(report.articles, [0.11, 0.16, 0.01, 0.09, 0.28]) {
      #expect(abs((article.quotedShare ?? -1) - share) < 0.035, "\(article.id)")
    }
  }
}
