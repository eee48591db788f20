import Foundation
import Testing

@Suite struct CompareCommandTests {
  static let gazetteer = """
    {"format": "parallax-gazetteer", "version": 1, "language": "en",
     "description": "A test.", "actors": [
      {"id": "union", "name": "The union", "kind": "organization", "aliases": ["unions", "union"],
       "designations": [{"term": "workers", "forms": ["workers", "worker"], "related": []}]}
    ]}
    """

  private func compare(_ arguments: [String], input: String? = nil) throws -> Outcome {
    try Tool.run(
      ["compare", "--models", try Samples.models()] + arguments, input: input ?? Samples.articles())
  }

  @Test func writesTheSameReportForAnyNumberOfThreads() throws {
    let folder = try Workspace()
    let actors = try folder.write("g.json", Self.gazetteer)
    for format in ["table", "json", "jsonl"] {
      let runs = try ["1", "2", "4"].map {
        try compare(["--actors", actors, "--format", format, "--threads", $0])
      }
      #expect(runs[0].code == 0)
      #expect(runs[0].messages == "")
      #expect(!runs[0].output.isEmpty)
      #expect(runs.allSatisfy { $0.output == runs[0].output })
    }
  }

  @Test func countsTheNamesOfAnActorForEachOutlet() throws {
    let folder = try Workspace()
    let actors = try folder.write("g.json", Self.gazetteer)
    let report = try #require(
      try compare(["--actors", actors, "--format", "json"]).json() as? [String: Any])
    #expect((report["articles"] as? [Any])?.count == 5)
    let table = try compare(["--actors", actors]).text
    #expect(table.contains("Quay News"))
    #expect(table.contains("workers"))
  }

  @Test func withoutActorsComparesWordingAndSummaries() throws {
    let outcome = try compare([])
    #expect(outcome.code == 0)
    #expect(outcome.text.contains("No list of actors was given"))
    #expect(outcome.text.contains("Summaries"))
    #expect(outcome.text.contains("Harbour Mail"))
  }

  @Test func evidenceIsLeftOutWhereItIsNotWanted() throws {
    let folder = try Workspace()
    let actors = try folder.write("g.json", Self.gazetteer)
    let full = try compare(["--actors", actors])
    let brief = try compare(["--actors", actors, "--no-evidence"])
    #expect(brief.output.count < full.output.count)
  }

  @Test func articlesOfOneIDAreTold() throws {
    let input = try Samples.jsonLines([
      ["id": "same", "outlet": "A", "text": "The union strikes today."],
      ["id": "same", "outlet": "B", "text": "The workers went home."],
    ])
    let outcome = try compare(["--format", "json"], input: input)
    let report = try #require(try outcome.json() as? [String: Any])
    let articles = try #require(report["articles"] as? [[String: Any]])
    #expect(Set(articles.compactMap { $0["id"] as? String }).count == 2)
    let warnings = try #require(report["warnings"] as? [[String: Any]])
    #expect(warnings.contains { ($0["message"] as? String ?? "").contains("same") })
  }

  @Test func aRowThatPointsNowhereDoesNotKeepTheOthersFromBeingCompared() throws {
    let folder = try Workspace()
    try folder.write("a.txt", Samples.article)
    try folder.write("b.txt", Samples.article + " More of it.")
    let manifest = try folder.write("m.csv", "path,outlet\na.txt,A\ngone.txt,B\nb.txt,C\n")
    let outcome = try compare(["--manifest", manifest, "--format", "json"])
    #expect(outcome.code == 1)
    #expect(outcome.messages.contains("m.csv:3: "))
    #expect(outcome.messages.contains("gone.txt: no such file"))
    let report = try #require(try outcome.json() as? [String: Any])
    #expect((report["articles"] as? [Any])?.count == 2)
  }

  @Test(arguments: [
    ("{\n\"format\": \"parallax-gazetteer\", \"version\": 1,\n\"actor\": []}", 3, "\"actor\""),
    (gazetteer.replacing("\"kind\"", with: "\"nick\": 1, \"kind\""), 3, "\"nick\""),
    ("{\n\n", 3, "expected a key"),
  ])
  func aGazetteerThatBreaksItsFormatIsNamedByLine(_ json: String, _ line: Int, _ quoted: String) throws {
    let folder = try Workspace()
    let outcome = try compare(["--actors", try folder.write("g.json", json)])
    #expect(outcome.code == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messages.contains("g.json:\(line): "), "\(outcome.messages)")
    #expect(outcome.messages.contains(quoted))
  }

  @Test func aGazetteerThatIsNotThereIsMissingInput() throws {
    let folder = try Workspace()
    #expect(try compare(["--actors", folder.file("g.json")]).code == 66)
    #expect(try compare(["--actors", folder.path]).code == 74)
  }

  @Test func nothingToCompareIsAnError() throws {
    let outcome = try compare(["-"], input: "")
    #expect(outcome.code == 65)
    #expect(outcome.messages.contains("standard input: holds no text"))
  }
}
