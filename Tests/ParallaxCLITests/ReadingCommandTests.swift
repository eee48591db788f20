import Foundation
import Testing

@Suite struct ReadingCommandTests {
  private static let sentence = "The council of the valley agreed on Monday to open the old road to the mill."
  private static let page = """
    <html><head><title>Road opens | Valley Post</title><meta property="og:site_name" content="Valley Post">
    <meta property="og:title" content="Road opens"></head><body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav>
    <article><h1>Road opens</h1><div class="article-body"><p>\(sentence)</p><p>It is the first time that it was so,
    and the people of the town had waited for it.</p><h2>Costs</h2><p>They will be shared by all of them, as it was
    agreed on the day before.</p></div></article><footer><p>© 2031 Valley Post</p></footer></body></html>
    """

  @Test(arguments: ["extract", "clean"])
  func aPageGivesTheFieldsOfTheContract(_ command: String) throws {
    let folder = try Workspace()
    let file = try folder.write("a.html", Self.page)
    for arguments in [[command, file], [command, "-"]] {
      let outcome = try Tool.run(arguments, input: arguments[1] == "-" ? Self.page : nil)
      #expect(outcome.code == 0)
      let record = try #require(try outcome.records().first)
      #expect(Set(record.keys) == ["id", "title", "date", "outlet", "source_line", "text", "removed"])
      #expect(record["title"] as? String == "Road opens" && record["outlet"] as? String == "Valley Post")
      let text = try #require(record["text"] as? String)
      #expect(text.contains(Self.sentence) && text.contains("Costs") && !text.contains("Sport"))
      let removed = try #require(record["removed"] as? [[String: Any]])
      #expect(removed.allSatisfy { Set($0.keys) == ["start", "end", "rule"] } && !removed.isEmpty)
    }
  }

  @Test func metadataAddsItsKeysAndStructureIndexesTheText() throws {
    let outcome = try Tool.run("extract", "--metadata", "-", input: Self.page)
    let record = try #require(try outcome.records().first)
    #expect(
      Set(record.keys).isSuperset(of: ["author", "language", "url", "dateline", "encoding", "structure"]))
    let scalars = Array((record["text"] as? String ?? "").unicodeScalars)
    let blocks = record["structure"] as? [[String: Any]] ?? []
    let heading = try #require(blocks.first { $0["kind"] as? String == "heading-2" })
    let (start, end) = try (#require(heading["start"] as? Int), #require(heading["end"] as? Int))
    #expect(String(String.UnicodeScalarView(scalars[start..<end])) == "Costs")
  }

  @Test func explainTellsWhyAndShowRemovedMarks() throws {
    let explained = try Tool.run("extract", "--explain", "-", input: Self.page)
    #expect(explained.text.contains("probability of belonging to the article"))
    #expect(explained.text.contains("navigation"))
    let marked = try Tool.run("extract", "--show-removed", "-", input: Self.page)
    #expect(marked.text.contains("[-navigation: ") && marked.text.contains(Self.sentence))
    let colored = try Tool.run(
      ["extract", "--show-removed", "-"], input: Self.page, environment: ["TERM": "xterm"], output: .terminal)
    #expect(colored.text.contains("\u{1B}[31m"))
    #expect(try Tool.run("extract", "--explain", "--format", "json", "-", input: Self.page).code == 64)
  }

  @Test func keepAndDropChooseRules() throws {
    let text = "The mill burns\n\nIt was a clear night over the valley.\n\nAdd new comment\n\n847 shares\n"
    func cleaned(_ arguments: String...) throws -> String {
      try #require(
        try Tool.run(["clean"] + arguments + ["-"], input: text).records().first?["text"] as? String)
    }
    #expect(try !cleaned().contains("comment") && !cleaned().contains("shares"))
    #expect(try cleaned("--keep", "comment").contains("Add new comment"))
    let dropped = try cleaned("--drop", "share")
    #expect(
      dropped.contains("Add new comment") && dropped.contains("The mill burns") && !dropped.contains("847"))
    #expect(try Tool.run("clean", "--keep", "nonsense", "-", input: text).code == 64)
    #expect(try Tool.run("clean", "--keep", "share", "--drop", "share", "-", input: text).code == 64)
  }

  @Test func tablesAreReadByColumnAndWrittenWithoutFormulas() throws {
    let folder = try Workspace()
    let file = try folder.write("bodies.csv", "Body ID,story\n7,=cmd of the valley was one to do it.\n")
    let outcome = try Tool.run("clean", "--column", "text=story", "--format", "csv", file)
    #expect(
      outcome.text
        == "id,title,date,outlet,source_line,text\r\n7,,,,,'=cmd of the valley was one to do it.\r\n")
    let raw = try Tool.run("clean", "--column", "text=story", "--format", "csv", "--csv-raw", file)
    #expect(raw.text.contains(",=cmd"))
    #expect(try Tool.run("clean", "--column", "nothing=x", file).code == 64)
    #expect(try Tool.run("clean", file).code == 65)
  }

  @Test func templatesOfAnOutletAreLearntFromFiles() throws {
    let folder = try Workspace()
    let lines = (1...4).map { number in
      "{\"id\":\"\(number)\",\"outlet\":\"P\",\"text\":\"This is number \(number) of the texts.\\nThe Post is read by all of us here.\"}"
    }
    let file = try folder.write("a.jsonl", lines.joined(separator: "\n"))
    let records = try Tool.run("clean", "--templates", file).records()
    #expect(records.map { $0["text"] as? String } == (1...4).map { "This is number \($0) of the texts." })
    #expect(try Tool.run("clean", "--templates", "-", input: lines[0]).code == 64)
  }

  @Test func idsGivenTwiceAreToldOfAndBothAreWritten() throws {
    let outcome = try Tool.run(
      "clean", "-", input: "{\"id\":\"x\",\"text\":\"A.\"}\n{\"id\":\"x\",\"text\":\"B.\"}\n")
    #expect(
      outcome.code == 0 && outcome.lines.count == 2 && outcome.messages.contains("given to an article before")
    )
  }

  @Test func featuresOfBlocksAndLinesArePrintedForTraining() throws {
    let folder = try Workspace()
    let page = try folder.write("a.html", Self.page)
    let lines = try folder.write("l.jsonl", "{\"id\":\"a\",\"lines\":[\"One.\",\"Two.\"]}\n")
    for arguments in [["reading-features", page], ["reading-features", "--lines", lines]] {
      let record = try #require(try Tool.run(arguments).records().first)
      let names = record["names"] as? [String] ?? []
      let texts = record["texts"] as? [String] ?? []
      #expect(!names.isEmpty && (record["values"] as? [Any])?.count == names.count * texts.count)
    }
  }
}
