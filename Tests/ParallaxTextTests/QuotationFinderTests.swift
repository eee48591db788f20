import ParallaxText
import Testing

@Suite("Quotations")
struct QuotationFinderTests {
  private func found(_ text: String) -> [[String]] {
    QuotationFinder().quotations(in: text).map { quotation in
      [quotation.content, quotation.speaker, quotation.reportingVerb].map {
        $0.map { text.slice(utf8: $0) } ?? "-"
      }
    }
  }

  @Test(
    "a quotation comes with its speaker and verb",
    arguments: [
      ("“We will stay,” the ministry spokesman said.", ["We will stay,", "the ministry spokesman", "said"]),
      ("\"We will stay,\" said Ana de Mota, the minister.", ["We will stay,", "Ana de Mota", "said"]),
      ("“It failed,” he told reporters on Monday.", ["It failed,", "he", "told"]),
      (
        "Prime Minister Olu Bako told the paper: “It failed.”",
        ["It failed.", "Prime Minister Olu Bako", "told"]
      ),
      (
        "The Foreign Ministry described the talks as \"useful\".",
        ["useful", "The Foreign Ministry", "described"]
      ),
      ("“It is over,” according to the report.", ["It is over,", "the report", "according"]),
      ("But Lund later said the vote was “a sham”.", ["a sham", "Lund", "said"]),
      ("'We are ready,' Keita said.", ["We are ready,", "Keita", "said"]),
      ("“It failed,” Lea Bako, Sorrest’s envoy, told reporters.", ["It failed,", "Lea Bako", "told"]),
      ("The owners’ envoy, Lea Bako, said only that it “failed”.", ["failed", "Lea Bako", "said"]),
      ("It was Diaz's claims of “fraud” that failed.", ["fraud", "-", "-"]),
      ("It was a “free and fair” vote.", ["free and fair", "-", "-"]),
    ])
  func attributes(_ text: String, _ expected: [String]) {
    #expect(found(text) == [expected])
  }

  @Test("speech that goes on in the next sentence is the same speaker's")
  func carriesSpeakers() {
    let text =
      "“We will stay,” Keita said. “It is ours.” “All of it.” He left.\n\n“No,” Lund said. It was a “day”."
    #expect(found(text).map { $0[1] } == ["Keita", "Keita", "Keita", "Lund", "-"])
    #expect(found("“It is,” Keita said.\n\n“It is not.”").map { $0[1] } == ["Keita", "-"])
    #expect(found("“It is,” Keita said. Nobody spoke. “It is not.”").map { $0[1] } == ["Keita", "-"])
    #expect(found("“It is,” Keita said. “It is not,” Lund said.").map { $0[1] } == ["Keita", "Lund"])
  }

  @Test(
    "apostrophes, inches and lone marks are no quotations",
    arguments: [
      "It's the dogs' day, isn't it?", "Back in the '90s rock 'n' roll ruled.", "He is 6'2\" tall.",
      "The mark \" stands alone.", "“Never closed.\n\nNext paragraph.", "Astana’s hotel and Putin’s envoy",
      "\"\"",
    ])
  func ignoresOthers(_ text: String) {
    #expect(QuotationFinder().quotations(in: text).isEmpty)
  }

  @Test(
    "marks that are mixed, low, or typed as accents are paired",
    arguments: [
      ("“We will stay,\" Keita said.", ["We will stay,"]),
      ("\"We will stay,” Keita said.", ["We will stay,"]),
      ("„We will stay“, Keita said. „Here.“", ["We will stay", "Here."]),
      ("„We will stay,” he said.", ["We will stay,"]),
      ("``We will stay,'' Keita said. ``Here.''", ["We will stay,", "Here."]),
      ("`` We will stay , '' Keita said , `` here . ''", [" We will stay , ", " here . "]),
      ("“We,\" he said, “will stay.\" He left.", ["We,", "will stay."]),
      ("“He is 6'2\" tall,” Keita said.", ["He is 6'2\" tall,"]),
      ("“He said \"no\" twice,” she said.", ["He said \"no\" twice,", "no"]),
      ("“He said \"no\" twice,\" she said.", ["He said \"no\" twice,", "no"]),
    ])
  func pairsMixedMarks(_ text: String, _ contents: [String]) {
    #expect(QuotationFinder().quotations(in: text).map { text.slice(utf8: $0.content) } == contents)
  }

  @Test("a quotation within a quotation has a level")
  func nests() {
    let text = "“He called it ‘the dogs’ breakfast’ twice,” she said."
    let quotations = QuotationFinder().quotations(in: text)
    #expect(quotations.map(\.level) == [0, 1])
    #expect(quotations.map { text.slice(utf8: $0.content) }.last == "the dogs’ breakfast")
  }

  @Test(
    "quotations nest in marks of every kind",
    arguments: [
      ("“One ‘two “three” more’ end,” Keita said. “Next.”", [0, 1, 2, 0]),
      ("\"One 'two \"three\" more' end,\" Keita said. \"Next.\"", [0, 1, 2, 0]),
      ("‘One “two” end,’ Keita said. “Next.”", [0, 1, 0]), ("'One \"two\" end,' Keita said.", [0, 1]),
      ("«One “two” end», Keita said.", [0, 1]), ("“One ‘two’,” he said, “three ‘four’.”", [0, 1, 0, 1]),
    ])
  func nestsInMarksOfEveryKind(_ text: String, _ levels: [Int]) {
    let quotations = QuotationFinder().quotations(in: text)
    #expect(quotations.map(\.level) == levels)
  }

  @Test("a nested quotation stays in its paragraph of one that goes on, and the speaker is shared")
  func nestsAcrossParagraphs() throws {
    let text = "“They called us ‘the forgotten’ twice,” Diaz said. “We waited.\n\n“Then ‘it’ came.”"
    let quotations = QuotationFinder().quotations(in: text)
    #expect(quotations.map(\.level) == [0, 1, 0, 0, 1])
    #expect(quotations.map(\.isContinuation) == [false, false, false, true, false])
    #expect(text.slice(utf8: try #require(quotations[0].speaker)) == "Diaz")
  }

  @Test("a quotation runs over paragraphs that open with its mark", arguments: [("“", "”"), ("\"", "\"")])
  func continues(_ open: String, _ close: String) {
    let text = "\(open)One thing,\(close) Diaz said. \(open)Here it is.\n\n\(open)Another thing.\(close)"
    let quotations = QuotationFinder().quotations(in: text)
    #expect(
      quotations.map { text.slice(utf8: $0.content) } == ["One thing,", "Here it is.", "Another thing."])
    #expect(quotations.map(\.isContinuation) == [false, false, true])
  }

  @Test func outermostRangesAreThoseThatStandInNoOther() {
    let text = "“He said ‘no’ twice,” she told us. It's “fine”.\n“It runs on\n\n“and ends.”"
    let outermost = QuotationFinder().outermostRanges(in: text)
    #expect(outermost == QuotationFinder().quotations(in: text).filter { $0.level == 0 }.map(\.range))
    #expect(outermost.count == 4 && QuotationFinder().quotations(in: text).count == 5)
    #expect(QuotationFinder().outermostRanges(in: "It's 5'10\" tall").isEmpty)
  }
}
