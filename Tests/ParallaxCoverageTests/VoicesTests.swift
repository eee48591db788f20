import ParallaxArticles
import ParallaxCoverage
import Testing

@Suite struct VoicesTests {
  private let articles = [
    Article(
      id: "a1", outlet: "Gull",
      original: """
        Foreign Minister Ana Ortega said the talks were open. “We will stay at the table,” Ortega said. “Nobody leaves,” \
        she added. “It is a good day,” said Mayor Tom Reed, according to Reuters.
        """),
    Article(
      id: "a2", outlet: "Mast",
      original: "“Go home,” a spokesman said. Gull reported it first; so did Reuters."),
    Article(id: "a3", outlet: "Tide", original: "Nothing was said by anybody at all."),
  ]

  private func report() throws -> CoverageReport {
    var options = Coverage.Options()
    options.media = [
      try Gazetteer(
        language: "en",
        actors: [
          .init(id: "reuters", name: "Reuters", kind: .media, aliases: ["Reuters"]),
          .init(id: "gull", name: "Gull", kind: .media, aliases: ["Gull"]),
        ])
    ]
    return Coverage.compare(articles: articles, options: options)
  }

  @Test func speakersOfOneNameAreOne() throws {
    let voices = try #require(try report().voices)
    #expect(voices.map(\.outlet) == ["Gull", "Mast", "Tide"])
    let gull = voices[0]
    #expect(gull.speakers.map(\.name) == ["Ana Ortega", "Tom Reed"])
    #expect(gull.speakers[0].quotations == 2)
    #expect(gull.speakers[0].words == 8)
    #expect(gull.speakers[0].inferred == 1)
    #expect(gull.quotedWords == 13)
    #expect(voices[1].speakers.map(\.name) == ["spokesman"])
    #expect(voices[2].quotedWordShare == 0)
    #expect(voices[2].speakers.isEmpty)
  }

  @Test(
    arguments: [
      (
        "“I would like to thank everybody,” the envoy Edric Vaughlan said. President Arlen Doskar welcomed the outcome. "
          + "“Our dam will turn again,” he said.", ["Arlen Doskar", "Edric Vaughlan"]
      ),
      (
        "“We are tired,” said Lena Marsk, a teacher. Rebel commander Jorun Tass was not convinced. “We have been promised "
          + "roads before,” he said.", ["Jorun Tass", "Lena Marsk"]
      ),
      // Who is only mentioned is not who speaks.
      (
        "“We will stay,” Ana Ortega said. The talks with President Arlen Doskar went on. “Nobody leaves,” she said.",
        ["Ana Ortega"]
      ),
      // "She" is not Mr. Reed.
      (
        "“It is late,” said Tom Reed. The wind rose around Mr. Reed. “Go home,” she said.", ["Tom Reed", nil]
      ),
      // Who is reported without marks may be meant, by a name in apposition or at the end.
      (
        "“We are tired,” said Lena Marsk. Jorun Tass, a rebel commander, said his men held fire. “We wait,” he said.",
        ["Jorun Tass", "Lena Marsk"]
      ),
      (
        "The envoy, Dr. Maren Tollak, waited. The round was near, Tollak said on Friday. “Two chairs are empty,” she said.",
        ["Maren Tollak"]
      ),
      // Who does something is meant, wherever in the sentence, and not who was quoted before.
      (
        "“We won,” said Laura Reed. Asked again, Ms. Sanders cited a review. “It was long,” she told reporters.",
        ["Laura Reed", "Sanders"]
      ),
      (
        "“We won,” said Tom Reed. Rep. Jerrold Nadler, D-N.Y., a former chairman, came. Nadler derided what he called “a ritual”.",
        ["Jerrold Nadler", "Tom Reed"]
      ),
      ("“We won,” said Elijah Reed, D-Md. “It is late,” he said.", ["Elijah Reed"]),
      // A ministry is no "he".
      (
        "The Foreign Ministry called it “a step”. Rain fell. “It is late,” he said.",
        ["Foreign Ministry", nil]
      ),
      // Neither days nor things speak.
      ("“It is late,” he told the crowd, the third day said.", [nil]),
    ] as [(String, [String?])])
  func aPronounMeansTheSubjectBefore(text: String, names: [String?]) throws {
    let articles = [
      Article(id: "a", outlet: "Gull", original: text),
      Article(id: "b", outlet: "Mast", original: "Nothing."),
    ]
    let voices = try #require(Coverage.compare(articles: articles).voices)
    #expect(voices[0].speakers.map(\.name).sorted { ($0 ?? "~") < ($1 ?? "~") } == names)
  }

  @Test func twoPersonsOfOneLastNameAreTwo() throws {
    let articles = [
      Article(
        id: "a", outlet: "Gull",
        original:
          "“We won,” Hillary Clinton said. “It was close,” said Hillary Rodham Clinton. “Go on,” Clinton said."
      ),
      Article(
        id: "b", outlet: "Mast",
        original:
          "“She won,” Bill Clinton said in Dover. “I am glad,” said President Bill Clinton. “Good,” Clinton said."
      ),
      Article(
        id: "c", outlet: "Tide",
        original:
          "Bill Clinton and Hillary Clinton came. “We are here,” Clinton said. “Yes,” said H. Clinton."),
    ]
    let voices = try #require(Coverage.compare(articles: articles).voices)
    #expect(
      voices.map { $0.speakers.compactMap(\.name).sorted() }
        == [["Hillary Rodham Clinton"], ["Bill Clinton"], ["Clinton", "Hillary Rodham Clinton"]])
    #expect(voices.map { $0.speakers.map(\.quotations).sorted() } == [[3], [3], [1, 1]])
  }

  @Test func wordsThatRestOnAPronounAreMarkedInEveryForm() throws {
    let report = try report()
    #expect(ReportTable(report).voices().contains("Ana Ortega (8*)"))
    #expect(ReportTable(report).voices().contains("*: some of these quotations are by"))
    #expect(MarkdownReport(report).text().contains("(8\\*)"))
    let page = HTMLReport(report, articles: articles).html()
    #expect(page.contains(">8*</button>"))
    #expect(page.contains("8 words of Ana Ortega in 2 quotations, 1 by he or she"))
  }

  @Test func everyQuotationPointsToItsSentence() throws {
    let report = try report()
    for place in try #require(report.voices).flatMap(\.speakers).flatMap(\.places) {
      let sentence = report.sentences[place.sentence]
      #expect(sentence.start <= place.start && place.start < place.end)
    }
  }

  @Test func aShortFormBehindTheFullOneIsNoSecondMention() throws {
    var options = Coverage.Options()
    options.media = [
      try Gazetteer(
        language: "en",
        actors: [.init(id: "hw", name: "Harbor Wire", kind: .media, aliases: ["Harbor Wire", "HW", "Gull"])])
    ]
    var articles = [
      Article(
        id: "a", outlet: "Mast",
        original: "The Harbor Wire (HW) reported it, and HW had it first. Gull (HW) came later."),
      Article(id: "b", outlet: "Gull", original: "HW saw nothing."),
    ]
    articles[0].author = "Ana"
    articles[1].author = "Tom"
    let byOutlet = try #require(Coverage.compare(articles: articles, options: options).voices)
    #expect(byOutlet.map { $0.sources.map(\.count) } == [[], [3]])
    // By whatever articles are compared: what belongs to an outlet is its own name.
    options.grouping = .author
    let byAuthor = try #require(Coverage.compare(articles: articles, options: options).voices)
    #expect(byAuthor.map { $0.sources.map(\.count) } == [[3], []])
  }

  @Test func mediaAreNamedByOthersAndNotByThemselves() throws {
    let voices = try #require(try report().voices)
    #expect(voices[0].sources.map(\.name) == ["Reuters"])
    #expect(voices[1].sources.map(\.name) == ["Gull", "Reuters"])
    #expect(voices[1].sources.allSatisfy { $0.count == $0.places.count })
  }
}
