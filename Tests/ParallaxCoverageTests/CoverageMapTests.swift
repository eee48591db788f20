import ParallaxArticles
import ParallaxCoverage
import Testing

@Suite struct CoverageMapTests {
  private func gazetteer() throws -> Gazetteer {
    try Gazetteer(
      language: "en",
      actors: [
        .init(id: "norland", name: "Norland", kind: .state, aliases: ["Norland", "Norcity"]),
        .init(id: "sudland", name: "Sudland", kind: .state, aliases: ["Sudland", "Sudport"]),
        .init(id: "estland", name: "Ostland", kind: .state, aliases: ["Ostland", "Ostville"]),
        .init(id: "trio", name: "The three", kind: .bloc, aliases: ["Norland, Sudland and Ostland"]),
      ])
  }

  private func map(_ texts: [(outlet: String, text: String)]) throws -> (
    CoverageReport, CoverageReport.CoverageMap
  ) {
    let articles = texts.enumerated().map { Article(id: "a\($0)", outlet: $1.outlet, original: $1.text) }
    let report = Coverage.compare(articles: articles, gazetteer: try gazetteer())
    return (report, try #require(report.map))
  }

  private func texts(_ statement: CoverageReport.CoverageMap.Statement, _ report: CoverageReport) -> [String]
  {
    statement.sentences.map { report.sentences[$0].text }
  }

  @Test func sentencesThatTellTheSameAreOneStatement() throws {
    let (report, map) = try map([
      (
        "Gull",
        "The harbour bridge collapsed on Monday after heavy rain. Schools stayed closed in the valley."
      ),
      (
        "Mast",
        "After heavy rain the bridge in the harbour collapsed on Monday. The mayor resigned in tears at noon."
      ),
      ("Tide", "Fishermen sold their whole catch before the market opened."),
    ])
    let shared = map.statements.filter(\.isShared)
    #expect(shared.count == 1)
    #expect(shared[0].section == .some)
    #expect(shared[0].outlets == ["Gull", "Mast"])
    #expect(texts(shared[0], report).allSatisfy { $0.contains("bridge") })
    let alone = map.statements.filter { $0.section == .one }
    #expect(alone.map(\.outlets) == [["Gull"], ["Mast"], ["Tide"]])
    #expect(map.conflicts.isEmpty)
  }

  @Test func aStatementThatAllTellIsTold() throws {
    let copy = "The envoys of both sides signed the water treaty in the old town hall."
    let (_, map) = try map([
      ("Gull", copy + " Rain fell."), ("Mast", copy), ("Tide", "Snow fell. " + copy),
    ])
    let all = map.statements.filter { $0.section == .all }
    #expect(all.count == 1)
    #expect(all.first?.sentences.count == 3)
    #expect(all.first?.isCopy == true)
    #expect((all.first?.likeness ?? 0) > 0.99)
  }

  @Test func twoSentencesOfOneOutletAreNoStatementOfTwo() throws {
    let line = "The envoys of both sides signed the water treaty in the old town hall."
    let (_, map) = try map([
      ("Gull", line + " " + line), ("Mast", "Fishermen sold their whole catch before the market opened."),
    ])
    #expect(map.statements.allSatisfy { !$0.isShared })
  }

  @Test func otherActorsOfOneActAreAConflict() throws {
    let (report, map) = try map([
      ("Gull", "Norland, Sudland and Ostland organized the peace talks at the lake this spring."),
      ("Mast", "The two-day peace talks, organised by Norcity and Sudport, came as snow fell."),
      (
        "Tide",
        "The peace talks were organised by Sudport, a backer of the rebels in their long war, and Norcity and Ostville."
      ),
    ])
    let conflicts = map.conflicts.filter { $0.kind == .actors }
    let values = conflicts.map { Set([$0.first.value, $0.second.value]) }
    #expect(values.contains(["Ostland, Norland, Sudland", "Norland, Sudland"]))
    #expect(!conflicts.contains { Set([$0.first.outlet, $0.second.outlet]) == ["Gull", "Tide"] })
    for side in conflicts.flatMap({ [$0.first, $0.second] }) {
      let sentence = report.sentences[side.place.sentence]
      #expect(sentence.start <= side.place.start && side.place.end <= sentence.end)
    }
  }

  @Test func otherNumbersOfTheSameAreAConflict() throws {
    let (_, map) = try map([
      ("Gull", "The flood killed 17 soldiers near the old mill on Sunday."),
      ("Mast", "Near the old mill on Sunday the flood killed eleven soldiers."),
    ])
    let conflict = try #require(map.conflicts.first)
    #expect(conflict.kind == .numbers)
    #expect([conflict.first.value, conflict.second.value] == ["17", "11"])
    let (_, same) = try self.map([
      ("Gull", "The flood killed 17 soldiers near the old mill on Sunday."),
      ("Mast", "Near the old mill on Sunday the flood killed seventeen soldiers."),
    ])
    #expect(same.conflicts.isEmpty)
  }

  @Test func otherDaysAreAConflict() throws {
    let (_, map) = try map([
      ("Gull", "The truce between the army and the rebels took effect on January 11."),
      ("Mast", "The truce between the rebels and the army took effect on Jan. 12."),
    ])
    #expect(map.conflicts.map(\.kind) == [.dates])
    #expect(map.conflicts.first?.first.value == "01-11")
    #expect(map.conflicts.first?.second.value == "01-12")
  }

  @Test func whatOneDeniesAndAnotherSaysIsAConflict() throws {
    let (_, map) = try map([
      (
        "Gull",
        "The envoy spoke of the lake talks. “I cannot say that it is a breakthrough,” he told reporters."
      ),
      ("Mast", "The minister spoke after the lake talks. The talks were a breakthrough, he told the envoy."),
      ("Tide", "Whether there will be a breakthrough at the lake talks the envoy would not tell."),
    ])
    let polarity = map.conflicts.filter { $0.kind == .polarity }
    #expect(polarity.count == 1)
    #expect(polarity.first?.first.value == "not breakthrough")
    #expect(polarity.first?.second.value == "breakthrough")
  }

  @Test func withoutAGazetteerNamesAreTheirOwn() throws {
    let articles = [
      Article(
        id: "a", outlet: "Gull", original: "The truce was brokered by Norland and Sudland in the spring."),
      Article(id: "b", outlet: "Mast", original: "The truce was brokered by Sudland alone in the spring."),
    ]
    let map = try #require(Coverage.compare(articles: articles).map)
    #expect(map.conflicts.map(\.kind) == [.actors])
  }
}
