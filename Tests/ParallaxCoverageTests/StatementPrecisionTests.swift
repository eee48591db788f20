import ParallaxArticles
import ParallaxCoverage
import ParallaxSummary
import Testing

/// What joins sentences to one statement, what counts as told elsewhere, and what is no conflict: each case once read
/// wrong, in sentences written for this.
@Suite struct StatementPrecisionTests {
  private typealias Map = CoverageReport.CoverageMap

  /// News in which some words stand everywhere.
  private var background: BackgroundFrequencies {
    let common = ["first", "time", "since", "beginning", "said", "people", "year", "last"]
    return BackgroundFrequencies(
      documentCount: 10_000, documentFrequencies: Dictionary(uniqueKeysWithValues: common.map { ($0, 6_000) })
    )
  }

  private func gazetteer() throws -> Gazetteer {
    try Gazetteer(
      language: "en",
      actors: [
        .init(
          id: "front", name: "River Front", kind: .armedGroup, aliases: ["River Front"],
          designations: [
            .init(term: "rebel", forms: ["rebel", "rebels", "rebel delegation"]),
            .init(term: "militant", forms: ["militant", "militants"]),
          ]),
        .init(id: "bako", name: "Olu Bako", kind: .person, aliases: ["Olu Bako", "Bako"]),
      ])
  }

  private func report(
    _ texts: [(outlet: String, text: String)], gazetteer: Gazetteer? = nil
  ) throws -> (CoverageReport, CoverageReport.CoverageMap) {
    let articles = texts.enumerated().map { Article(id: "a\($0)", outlet: $1.outlet, original: $1.text) }
    var options = Coverage.Options()
    options.alignment?.background = background
    let report = Coverage.compare(articles: articles, gazetteer: gazetteer, options: options)
    return (report, try #require(report.map))
  }

  private func alone(_ report: CoverageReport, _ map: CoverageReport.CoverageMap) -> [String] {
    map.statements.filter { $0.section == .one }.flatMap(\.sentences).map { report.sentences[$0].text }
  }

  @Test("words that stand in all news join nothing")
  func commonWords() throws {
    let (_, map) = try report([
      ("Gull", "For the first time since the beginning of the drought the harbour stayed shut."),
      ("Mast", "For the first time since the beginning of the drought a woman leads the choir."),
    ])
    #expect(map.statements.allSatisfy { !$0.isShared })
  }

  @Test("an actor, called what he may, joins nothing")
  func designations() throws {
    let (_, map) = try report(
      [
        (
          "Gull",
          "The rebel delegation of Olu Bako, a leader of the River Front militants, came to the capital on a barge."
        ),
        (
          "Mast",
          "Olu Bako, leader of the River Front militants and of the rebel delegation, wants the king to resign."
        ),
      ], gazetteer: gazetteer())
    #expect(map.statements.allSatisfy { $0.outlets.count == 1 })
  }

  @Test("a part of the content is enough where it is long, and not where it is short")
  func shares() throws {
    let (_, map) = try report([
      (
        "Gull",
        "Divers sealed the cracked spillway with concrete at dawn, while pumps drained orchards."
      ),
      (
        "Mast",
        "The cracked spillway was sealed by divers with concrete; merchants counted barrels in a cellar."
      ),
      ("Tide", "A choir sang hymns in the chapel by the river until noon."),
    ])
    #expect(map.statements.filter { $0.outlets.count > 1 }.map(\.outlets) == [["Gull", "Mast"]])
  }

  @Test("sentences that contradict each other are a conflict, no statement, and not told by one")
  func contradictions() throws {
    let (report, map) = try report([
      (
        "Gull",
        "The harbour truce was brokered jointly by Norland and Sudland in the spring. Snow fell on the mill all night."
      ),
      (
        "Mast", "The harbour truce was brokered by Sudland in the spring. Bakers sold warm bread at the gate."
      ),
    ])
    #expect(map.conflicts.map(\.kind) == [.actors])
    #expect(map.statements.allSatisfy { !$0.isShared })
    #expect(!alone(report, map).contains { $0.contains("brokered") })
  }

  @Test("what two neighbouring sentences tell is not found in one outlet alone")
  func toldInTwoSentences() throws {
    let (report, map) = try report(
      [
        (
          "Gull",
          "The militants seized the salt mine in a raid last May, and two of its six shafts have been idle since. "
            + "Children flew paper kites over the meadow."
        ),
        (
          "Mast",
          "The rebels captured it last May. Their raid by night left two shafts idle. Bakers baked on as before."
        ),
        ("Tide", "A choir sang hymns in the chapel by the river until noon."),
      ], gazetteer: gazetteer())
    let own = alone(report, map)
    #expect(!own.contains { $0.contains("seized") || $0.contains("captured") })
    #expect(own.contains { $0.contains("kites") })
    #expect(own.contains { $0.contains("choir") })
    #expect(map.unclear.reduce(0, +) > 0)
  }

  @Test("who tells part of a statement is shown by its sentence, and a count with a word is part")
  func partlyTold() throws {
    let (report, map) = try report([
      ("Gull", "Under the accord, 80 monitors will be posted on both banks."),
      ("Mast", "By the accord 80 monitors are posted on both of the banks."),
      ("Tide", "Norland promised to pay for 30 of the 80 monitors and their boats."),
      ("Wave", "A choir sang hymns in the chapel until noon on Friday."),
    ])
    let shared = try #require(map.statements.first { $0.isShared })
    #expect(shared.outlets == ["Gull", "Mast"])
    #expect(shared.partly?.map { report.sentences[$0].article } == ["a2"])
    // The other way round: what one tells is no more than partly its own.
    let part = map.statements.filter { $0.section == .part }
    #expect(part.map(\.outlets) == [["Tide"]])
    #expect(part[0].partly?.map { report.sentences[$0].article } == ["a0", "a1"])
    #expect(map.unclear == [0, 0, 1, 0])
    #expect(alone(report, map) == ["A choir sang hymns in the chapel until noon on Friday."])
  }

  @Test("what is shown beside another's sentence has that beside itself, and stands alone no more")
  func mutual() throws {
    let (report, map) = try report([
      ("Gull", "The regime blamed the rebels at dawn."),
      (
        "Mast",
        "Predictably the regime blamed the rebels, while candles burned in windows, mourners sang hymns through long "
          + "nights, seven bakers carried baskets uphill, boatmen mended torn sails, and children flew paper kites above "
          + "frozen meadows near the chapel."
      ),
      ("Tide", "Bakers sold warm bread at the gate of the old harbour."),
    ])
    for statement in map.statements where statement.section == .part {
      for other in statement.partly ?? [] {
        #expect(!alone(report, map).contains(report.sentences[other].text))
      }
    }
    #expect(map.statements.filter { $0.section == .part }.map(\.outlets) == [["Gull"], ["Mast"]])
  }

  @Test("a day, a year and a small number tell nothing in common")
  func daysAndYearsAreNoCounts() throws {
    for (one, other) in [
      ("Jan. 24", "24 monitors"), ("2024 monitors", "2024 sailors"), ("8 monitors", "8 sailors"),
    ] {
      let (_, map) = try report([
        (
          "Gull",
          "The miners of the lower valley waited for \(one) beside a frozen brook while lanterns hung over seven wagons."
        ),
        (
          "Mast",
          "Miners elsewhere painted \(other) upon long wooden boards which carpenters nailed to stalls for the autumn fair."
        ),
      ])
      #expect(map.statements.allSatisfy { $0.section == .one }, "\(one)")
    }
  }

  @Test("what an outlet tells again in another article joins its statement")
  func toldAgain() throws {
    let text = "Divers sealed the cracked spillway with concrete at dawn, the mayor’s office said."
    let straight = text.replacing("’", with: "'")
    let other =
      "The cracked spillway was sealed at dawn by divers who had concrete from the mayor's office in barrels."
    let (report, map) = try report([("Gull", text), ("Mast", straight), ("Gull", straight), ("Gull", other)])
    let all = map.statements.filter { $0.section == .all }
    #expect(all.map(\.sentences.count) == [3])
    #expect(all[0].sentences.allSatisfy { report.sentences[$0].text != other })
    // One wording, whatever its apostrophes.
    let lines = ReportTable(report, options: .init(width: 200)).map()
    #expect(lines.contains("- Gull, Mast: Divers sealed"))
    #expect(lines.ranges(of: "Divers sealed").count == 1)
  }

  @Test("\"according to\" tells of no accord")
  func accordingTo() throws {
    let (_, map) = try report([
      ("Gull", "According to the envoy the flour ran out."),
      ("Mast", "An accord on flour was signed by the envoy."),
    ])
    #expect(map.statements.allSatisfy { $0.outlets.count == 1 })
  }

  @Test("outcomes of two rounds, or of two days, are no conflict; those of one are")
  func occasions() throws {
    func polarity(_ one: String, _ other: String) throws -> [CoverageReport.CoverageMap.Conflict] {
      try report([
        ("Gull", "The \(one) a breakthrough for the miners, the envoy told reporters at the lake."),
        ("Mast", "The \(other) no breakthrough for the miners, the envoy told reporters at the lake."),
      ]).1.conflicts.filter { $0.kind == .polarity }
    }
    #expect(try polarity("first round of talks was", "second round of talks was").isEmpty)
    #expect(try polarity("talks of May 2 were", "talks of June 9 were").isEmpty)
    #expect(try polarity("second round of talks was", "second round of talks was").count == 1)
    #expect(try polarity("talks were", "talks were").count == 1)
  }

  @Test("a note tells where outcomes are told on different days")
  func occasionsOfOtherDays() throws {
    let texts = [
      "Gull": "The lake talks were a breakthrough, said the envoy.",
      "Mast": "The lake talks were no breakthrough, said the envoy.",
    ]
    let articles = texts.sorted { $0.key < $1.key }.enumerated().map { number, text in
      Article(id: text.key, outlet: text.key, date: "2031-01-0\(number + 1)", original: text.value)
    }
    let report = Coverage.compare(articles: articles)
    let note = "Told on 2031-01-01, 2031-01-02"
    #expect(ReportTable(report).text().contains(note))
    #expect(HTMLReport(report, articles: articles).html().contains(note))
    #expect(MarkdownReport(report).text().contains("Told on 2031"))
  }

  @Test(
    "numbers contradict each other where the same is told of the same",
    arguments: [
      ("killed 12 miners", "killed 15 miners", 1), ("killed 12 miners", "wounded 30 miners", 0),
      ("killed three soldiers", "killed 11 people", 0), ("killed three soldiers", "killed 17 villagers", 0),
      ("killed 11 people", "killed 17 villagers", 1), ("killed at least 11 people", "killed 17 villagers", 0),
    ])
  func numbers(one: String, other: String, count: Int) throws {
    let map = try report([
      ("Gull", "The landslide at Lower Kareth \(one) and buried the old mill on Friday."),
      ("Mast", "On Friday the landslide buried the old mill and \(other) at Lower Kareth."),
    ]).1
    #expect(map.conflicts.filter { $0.kind == .numbers }.count == count)
  }
}
