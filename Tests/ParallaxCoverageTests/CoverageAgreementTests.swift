import BundledData
import Foundation
import ParallaxArticles
import ParallaxCoverage
import ParallaxSummary
import Testing

/// What joins sentences to statements, and counts of the dead, on sentences written for this.
@Suite struct CoverageAgreementTests {
  private func map(_ texts: [(outlet: String, text: String)]) throws -> CoverageReport.CoverageMap {
    let articles = texts.enumerated().map { Article(id: "a\($0)", outlet: $1.outlet, original: $1.text) }
    return try #require(Coverage.compare(articles: articles).map)
  }

  @Test("sentences that share a name and a title alone are no statement")
  func namesAlone() throws {
    let map = try map([
      ("Gull", "Selma Aridane, the foreign minister of Norland, has come to the lake."),
      ("Mast", "Selma Aridane, the foreign minister of Norland, bought a red boat."),
    ])
    #expect(map.statements.allSatisfy { !$0.isShared })
  }

  @Test("the same name and the same deed are a statement")
  func namesAndDeeds() throws {
    let map = try map([
      ("Gull", "Selma Aridane, the foreign minister of Norland, bought a red boat."),
      ("Mast", "A red boat was bought by Selma Aridane, Norland’s foreign minister."),
    ])
    #expect(map.statements.map(\.section) == [.all])
  }

  @Test("counts of all the dead and of more of a part stand in one group, those of another part do not")
  func countsOfTheDead() throws {
    let map = try map([
      ("Gull", "On Friday, guns shelled Lower Kareth and killed three soldiers, according to the army."),
      ("Mast", "Shelling of Lower Kareth, a village by the dam, killed 11 people on Friday, medics said."),
      ("Tide", "On Friday its guns slaughtered 17 villagers in Lower Kareth while the envoys ate."),
    ])
    let groups = map.conflictGroups.filter { $0[0].kind == .numbers }
    #expect(groups.count == 1)
    let values = Set(groups.joined().flatMap { [$0.first, $0.second] }.map { "\($0.outlet) \($0.value)" })
    #expect(values == ["Mast 11", "Tide 17"])
  }

  @Test("a figure within another outlet's range contradicts nothing, one outside of it does")
  func ranges() throws {
    func numbers(_ count: String) throws -> [CoverageReport.CoverageMap.Conflict] {
      try map([
        ("Gull", "Between 6,000 and 7,000 people had died in the valley war since 2028."),
        ("Mast", "At least \(count) people were killed in the valley war since 2028."),
      ]).conflicts.filter { $0.kind == .numbers }
    }
    #expect(try numbers("6,500").isEmpty)
    let conflict = try #require(try numbers("9,500").first)
    #expect([conflict.first.value, conflict.second.value] == ["6,000 to 7,000", "at least 9,500"])
  }

  @Test("numbers of rank and small counts far apart are no conflict")
  func noCounts() throws {
    let ranks = try map([
      ("Gull", "Norland’s envoy kept the No. 3 position on the joint water board this spring."),
      ("Mast", "The envoy kept the No. 2 position on the joint water board of the lake this spring."),
    ])
    #expect(ranks.conflicts.isEmpty)
    let events = try map([
      ("Gull", "The school attack in Lower Kareth killed 26 people in the valley."),
      ("Mast", "A school attack in Lower Kareth killed two students in the valley years ago."),
    ])
    #expect(events.conflicts.isEmpty)
  }

  @Test("a name that opens a sentence is a name where the event has it elsewhere")
  func namesAtTheBeginning() throws {
    let map = try map([
      ("Gull", "Norland and Sudland jointly brokered the truce. Talks with Norland go on."),
      ("Mast", "The truce was brokered by Norland and Sudland. Nobody in Norland slept."),
    ])
    #expect(map.conflicts.isEmpty)
  }

  @Test("the conflicts of the sample event are the six it was written with, and no others")
  func sampleConflicts() throws {
    let folder = BundledData.sourceDirectory
    var articles: [Article] = []
    let reader = ArticleReader(cleaner: ArticleCleaner())
    try reader.read(.manifest(folder + "/Samples/manifest.csv")) {
      (result: Result<Article, ArticleError>) throws in
      articles.append(try result.get())
    }
    var options = Coverage.Options()
    options.alignment?.background = try BackgroundFrequencies(
      table: String(contentsOfFile: folder + "/Summaries/background.tsv", encoding: .utf8))
    let report = Coverage.compare(
      articles: articles, gazetteer: try Gazetteer(contentsOf: folder + "/Gazetteers/sample.json"),
      options: options)
    let map = try #require(report.map)
    func values(_ kind: CoverageReport.CoverageMap.ConflictKind) -> Set<String> {
      Set(map.conflicts.filter { $0.kind == kind }.flatMap { [$0.first, $0.second] }.map(\.value))
    }
    #expect(values(.actors) == ["Casteron", "Ilvaria", "Casteron, Ilvaria"])
    #expect(values(.polarity) == ["breakthrough", "not breakthrough"])
    #expect(
      values(.numbers).isSuperset(of: ["more than 4,000", "at least 9,500", "more than 14,000", "11", "17"]))
    #expect(!values(.numbers).contains("3"))
    #expect(values(.dates).isEmpty)
    // Read one by one: who is named without a deed is joined to nobody.
    let joined = map.statements.filter { $0.section == .some }.map {
      $0.sentences.map { report.sentences[$0].text }
    }
    #expect(joined.count >= 5)
    #expect(!joined.contains { $0.contains { $0.contains("turbine hall") } })
    #expect(!joined.contains { $0.contains { $0.contains("Neither claim could be checked") } })
    #expect(!joined.contains { $0.contains { $0.contains("brokered jointly") } })
    let alone = map.statements.filter { $0.section == .one }.flatMap(\.sentences).map {
      report.sentences[$0].text
    }
    // The taking of the dam is told by all.
    #expect(!alone.contains { $0.contains("last May") })
    #expect(!joined.contains { $0.contains { $0.contains("is attending as an observer") } })
    #expect(!joined.contains { $0.contains { $0.contains("an inquiry was under way") } })
  }
}
