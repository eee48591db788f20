import Foundation
import ParallaxArticles
import ParallaxCoverage
import Testing

@Suite struct EventGrouperTests {
  private static let strike = [
    "Ferry workers in Port Halden walked out over unpaid wages, and the union of Marta Voss said ships stay put.",
    "A walkout of ferry workers over wages keeps ships in Port Halden. Their union under Marta Voss wants talks.",
    "On the quays of Port Halden ships wait, as ferry workers strike for wages. Managers blamed Marta Voss of the union.",
  ]
  private static let flood = [
    "The river Ebben flooded the old town of Lindow after days of rain, and rescue boats took people from roofs.",
    "Rescue boats brought people to safety in Lindow, where days of rain made the Ebben flood the old town.",
  ]

  private static func articles(_ texts: [String], dates: [String?]) -> [Article] {
    zip(texts, dates).enumerated().map { Article(id: "\($0)", date: $1.1, original: $1.0) }
  }

  private static func events(
    _ articles: [Article], _ configuration: EventGrouper.Configuration = .init(), threads: Int = 1
  ) throws -> [Event] {
    try EventGrouper(configuration: configuration)
      .events(in: articles.map { EventDocument($0) }, threads: threads)
  }

  @Test func articlesOfOneStoryAreAnEventWithItsWordsAndNames() throws {
    let texts = [Self.strike[0], Self.flood[0], Self.strike[1], Self.flood[1], Self.strike[2]]
    let events = try Self.events(Self.articles(texts, dates: Array(repeating: "2031-03-03", count: 5)))
    #expect(events.map(\.members) == [[0, 2, 4], [1, 3]])
    #expect(events[0].terms.contains("ferry") && events[0].terms.contains("halden"))
    #expect(events[1].terms.contains("lindow") && !events[1].terms.contains("ferry"))
    #expect(Set(events[0].names.prefix(2)) == ["Port Halden", "Marta Voss"])
    #expect(events.allSatisfy { ($0.cohesion ?? 0) > 0.15 && $0.undated.isEmpty })
  }

  @Test func articlesFurtherApartThanTheWindowAreNotOfOneEvent() throws {
    let dates = ["2031-02-26", "2031-03-02", "2031-03-03"]
    let articles = Self.articles(Self.strike, dates: dates)
    #expect(try Self.events(articles, .init(windowDays: 3)).map(\.members) == [[0], [1, 2]])
    #expect(try Self.events(articles, .init(windowDays: 5)).map(\.members) == [[0, 1, 2]])
    #expect(try Self.events(articles, .init(windowDays: 0)).map(\.members) == [[0], [1], [2]])
  }

  @Test func articlesWithoutADateAreGroupedByTheirWords() throws {
    let events = try Self.events(
      Self.articles(Self.strike + Self.flood, dates: ["2031-03-03", nil, "no date", nil, nil]))
    #expect(events.map(\.members) == [[0, 1, 2], [3, 4]])
    #expect(events.map(\.undated) == [[1, 2], [3, 4]])
    let none = try Self.events(
      Self.articles(Self.strike, dates: ["2031-03-03", nil, nil]), .init(undatedWeight: 0))
    #expect(none.map(\.members) == [[0], [1], [2]])
  }

  @Test func everyArticleIsInOneEventEvenWithoutAWord() throws {
    let texts = Self.strike + ["", "the of and", "…"] + Self.flood
    let events = try Self.events(Self.articles(texts, dates: texts.map { _ in "2031-03-03" }))
    #expect(events.flatMap(\.members).sorted() == Array(texts.indices))
    #expect(events.map { $0.members[0] } == events.map { $0.members[0] }.sorted())
    #expect(try Self.events(Self.articles(["", "the"], dates: [nil, nil])).map(\.members) == [[0], [1]])
    #expect(try Self.events([]).isEmpty)
  }

  @Test func aNameWeighsMoreThanAnyOtherWord() throws {
    // The first two share a name, the last two a common word that stands as often.
    let texts = [
      "Yesterday the envoy Halden spoke of roads and wells.",
      "Later a singer met Halden near bright windows.",
      "Cattle near a lake drank slowly from wells below.",
    ]
    let articles = Self.articles(texts, dates: texts.map { _ in "2031-03-03" })
    let plain = try Self.events(articles, .init(threshold: 0.15, nameWeight: 1))
    let named = try Self.events(articles, .init(threshold: 0.15, nameWeight: 4))
    #expect(plain.count > named.count)
    #expect(named.contains { $0.members == [0, 1] && $0.names == ["Halden"] })
  }

  @Test func eventsDoNotDependOnTheNumberOfThreads() throws {
    let texts = (0..<400).map { number in
      let story = number % 3 == 0 ? Self.flood[number % 2] : Self.strike[number % 3]
      return "\(story) Part \(number / 5) of it, town \(number % 7)."
    }
    let dates = (0..<400).map { String(format: "2031-03-%02d", $0 % 28 + 1) }
    let articles = Self.articles(texts, dates: dates)
    let events = try Self.events(articles)
    #expect(events.count > 4)
    for threads in [2, 3, 8] { #expect(try Self.events(articles, threads: threads) == events) }
  }

  @Test func leadsEndAtAWordAndTextsWithoutSpacesAreCut() throws {
    let long = String(repeating: "Ωmega ", count: 40) + Self.strike[0]
    for bytes in 0..<40 {
      let cut = EventDocument(Article(id: "a", original: long), leadBytes: bytes)
      let words = EventDocument(
        Article(
          id: "a",
          original: String(repeating: "Ωmega ", count: 40).split(separator: " ")
            .prefix(bytes / 7).joined(separator: " ")))
      if bytes >= 7 { #expect(cut == words) }
    }
    let solid = EventDocument(Article(id: "a", original: String(repeating: "字", count: 4000)))
    #expect(solid != EventDocument(Article(id: "a", original: "")))
  }

  @Test func impossibleSettingsAreRefusedWithTheirValue() {
    let cases: [(EventGrouper.Configuration, String)] = [
      (.init(threshold: 0), "threshold is 0.0"), (.init(windowDays: -1), "window_days is -1"),
      (.init(nameWeight: .nan), "name_weight is nan"), (.init(undatedWeight: 2), "undated_weight is 2.0"),
      (.init(neighbors: 0), "neighbors is 0"), (.init(reasonLength: -1), "reason_length is -1"),
    ]
    for (configuration, message) in cases {
      let error = #expect(throws: CoverageError.self) { try EventGrouper(configuration: configuration) }
      #expect(error?.message.contains(message) == true)
    }
  }

  @Test func daysAreCountedByTheGregorianCalendar() {
    func day(_ date: String) -> Int? { EventDocument(Article(id: "a", date: date, original: "x")).day }
    #expect(day("1970-01-01") == 0 && day("2000-03-01") == 11_017 && day("2000-02-29") == 11_016)
    #expect(day("1969-12-31") == -1 && day("2017-01-25T10:00:00Z") == 17_191)
    for wrong in ["", "2017-13-01", "2017-00-10", "2017-1-2", "25 January 2017", "２０17-01-01"] {
      #expect(day(wrong) == nil, "\(wrong)")
    }
  }
}
