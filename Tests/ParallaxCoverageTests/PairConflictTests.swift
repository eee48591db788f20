import ParallaxArticles
import ParallaxCoverage
import ParallaxSummary
import Testing

/// Pairs of sentences that are alike but for the one thing they contradict each other in.
@Suite struct PairConflictTests {
  @Test func aWordDeniedAndAffirmedInOneSentenceIsNoConflict() {
    let report = Coverage.compare(articles: [
      Article(id: "a", outlet: "A", original: "Man is the objective of the whole plan for the valley."),
      Article(
        id: "b", outlet: "B",
        original:
          "That is not the objective of the whole plan for the valley, man is the objective of the plan."),
    ])
    #expect(report.map?.conflicts.isEmpty == true)
  }

  private func report(_ one: String, _ two: String, _ gazetteer: Gazetteer? = nil) throws -> CoverageReport {
    let articles = [
      Article(
        id: "a", outlet: "Gull",
        original: one + " Shops in Norland stayed open and buses to Sudland ran all day."),
      Article(
        id: "b", outlet: "Mast",
        original: two + " A concert was held at the river between Norland and Sudland."),
    ]
    return Coverage.compare(articles: articles, gazetteer: gazetteer)
  }

  @Test(arguments: [
    (
      "The rebels accepted the proposal for a new ceasefire in the north.",
      "The rebels did not accept the proposal for a new ceasefire in the north.", "accepted", "not accept"
    ),
    (
      "The opposition signed the declaration on fishing in the capital.",
      "The opposition refused to sign the declaration on fishing in the capital.", "signed", "refused to sign"
    ),
    (
      "The senator voted for the border bill on Thursday evening.",
      "The senator voted against the border bill on Thursday evening.", "border", "against the border"
    ),
  ])
  func whatIsDeniedIsAConflictAndNoStatement(
    _ one: String, _ two: String, _ affirmed: String, _ denied: String
  ) throws {
    for isTurned in [false, true] {
      let map = try #require(try report(isTurned ? two : one, isTurned ? one : two).map)
      #expect(map.statements.allSatisfy { !$0.isShared })
      let conflict = try #require(map.conflicts.first)
      #expect(map.conflicts.count == 1)
      #expect(conflict.kind == .polarity)
      let values = [conflict.first.value, conflict.second.value]
      #expect(values == (isTurned ? [denied, affirmed] : [affirmed, denied]))
    }
  }

  @Test(arguments: [
    (
      "The fight against hunger in the valley began with two wells.",
      "The fight with hunger in the valley began with two wells."
    ),
    (
      "The rebels accepted not only the proposal for a ceasefire but the border too.",
      "The rebels accepted the proposal for a ceasefire and the border too."
    ),
    (
      "“This is a breakthrough for us, and I do not use the word lightly,” the envoy told reporters in the capital.",
      "The envoy used the word “breakthrough” and told reporters so."
    ),
    (
      "The opposition, which no party had invited, signed the declaration on fishing in the capital.",
      "The opposition signed the declaration on fishing in the capital."
    ),
  ])
  func aDenialOfAnotherThingIsNoConflict(_ one: String, _ two: String) throws {
    let map = try #require(try report(one, two).map)
    #expect(map.conflicts.isEmpty)
    #expect(map.statements.contains { $0.section == .all })
  }

  @Test func oneDeedOfTwoActorsIsAConflict() throws {
    for gazetteer in [
      nil,
      try Gazetteer(
        language: "en",
        actors: [
          .init(id: "norland", name: "Norland", kind: .state, aliases: ["Norland"]),
          .init(id: "sudland", name: "Sudland", kind: .state, aliases: ["Sudland"]),
        ]),
    ] {
      for (one, two) in [
        (
          "Norland bombed the hospital in the old port on Monday.",
          "Sudland bombed the hospital in the old port on Monday."
        ),
        (
          "The hospital in the old port was bombed by Norland at night.",
          "The hospital in the old port was bombed by Sudland at night."
        ),
      ] {
        let map = try #require(try report(one, two, gazetteer).map)
        let conflict = try #require(map.conflicts.first)
        #expect(conflict.kind == .actors)
        #expect([conflict.first.value, conflict.second.value] == ["Norland", "Sudland"])
        #expect(map.statements.allSatisfy { !$0.isShared })
      }
    }
  }

  @Test func longAndShortNamesAreOneActor() throws {
    let map = try #require(
      try report(
        "Selma Aridane rejected the plan for the old harbour bridge.",
        "Aridane rejected the plan for the old harbour bridge."
      ).map)
    #expect(map.conflicts.isEmpty)
    #expect(map.statements.contains { $0.section == .all })
  }

  @Test func amountsOfMoneyAreCompared() throws {
    let map = try #require(
      try report(
        "The port company pledged $5 million in aid to the valley.",
        "The port company pledged $50 million in aid to the valley."
      ).map)
    let conflict = try #require(map.conflicts.first)
    #expect(conflict.kind == .numbers)
    #expect([conflict.first.value, conflict.second.value] == ["$5,000,000", "$50,000,000"])
    let equal = try #require(
      try report(
        "The port company pledged $5 million in aid to the valley.",
        "The port company pledged $5,000,000 in aid to the valley."
      ).map)
    #expect(equal.conflicts.isEmpty)
  }

  @Test func aDayIsNoNumberOfWhatStandsBehindIt() throws {
    let map = try #require(
      try report(
        "Fifteen of the 19 hijackers were citizens of one state, the report said.",
        "Fifteen of the 19 Sept. 11 hijackers were citizens of one state, the report said."
      ).map)
    #expect(map.conflicts.isEmpty)
  }

  @Test func theSummaryNamesNoOutletThatTellsItOtherwise() throws {
    let articles = [("Gull", "Norland"), ("Mast", "Sudland"), ("Tern", "Norland")].enumerated().map {
      Article(
        id: "a\($0)", outlet: $1.0,
        original:
          "\($1.1) bombed the hospital in the old port on Monday night. Ferries between Norland and Sudland were late."
      )
    }
    let story = StorySummarizer().summary(
      of: articles.map { StoryArticle(id: $0.id, outlet: $0.outlet ?? "", text: $0.text) })
    let report = Coverage.compare(articles: articles, story: story)
    let told = try #require(report.story).sentences
    #expect(told.contains { report.sentences[$0.sentence].text.contains("bombed") })
    for sentence in told where report.sentences[sentence.sentence].text.contains("bombed") {
      let isOfMast = report.sentences[sentence.sentence].text.hasPrefix("Sudland")
      #expect(sentence.tellers.contains("Mast") == isOfMast)
      #expect(sentence.tellers.contains("Gull") == !isOfMast)
      // Each teller has its sentence, and whoever tells it otherwise stands beside.
      let outlets = ["a0": "Gull", "a1": "Mast", "a2": "Tern"]
      #expect(
        sentence.tellings?.map { outlets[report.sentences[$0].article] ?? "" } == sentence.tellers)
      let beside = (sentence.partly ?? []).map { outlets[report.sentences[$0].article] ?? "" }
      #expect(beside == (isOfMast ? ["Gull", "Tern"] : ["Mast"]))
    }
    for text in [
      ReportTable(report, options: .init(width: 400)).story(), MarkdownReport(report).text(),
      HTMLReport(report, articles: articles).html(),
    ] {
      #expect(text.contains(text.contains("<html") ? "Told in part by Mast" : "in part, or otherwise: Mast"))
    }
  }

  @Test func aReportOfWhatIsNewSaysWhatWasKnown() throws {
    let articles = [Article(id: "n", outlet: "Gull", original: "The mill burned in the night.")]
    var options = Coverage.Options()
    let whole = Coverage.compare(articles: articles, options: options)
    #expect(whole.known == nil)
    #expect(!whole.warnings.contains { $0.code == .update })
    options.known = ["x", "y"]
    let update = Coverage.compare(articles: articles, options: options)
    #expect(update.known == ["x", "y"])
    #expect(update.warnings.first?.message.contains("2 known before") == true)
    #expect(try CoverageReport(json: try update.json()) == update)
  }
}
