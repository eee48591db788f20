import Foundation
import Testing

/// The commands `contrast`, `names`, `align`, and the report that `compare` writes.
@Suite struct CoverageCommandTests {
  private static var records: [[String: Any]] {
    [
      record("a1", "A", "Militants fired at dawn. The militants left the valley in the night.", "2031-01-01"),
      record(
        "a2", "A", "The truce was brokered by Norland and Sudland. Militants broke the truce.", "2031-01-02"),
      record("b1", "B", "Rebels fired at dawn. The rebels left the valley in the night.", "2031-01-01"),
      record(
        "b2", "B", "The truce was brokered by Norland. Rebels denied that they broke the truce.", "2031-01-02"
      ),
    ]
  }

  private static func record(_ id: String, _ outlet: String, _ text: String, _ date: String) -> [String: Any]
  {
    [
      "id": id, "outlet": outlet, "text": text, "date": date, "event": id.hasSuffix("1") ? "dawn" : "truce",
      "desk": outlet == "A" ? "north" : "south",
    ]
  }

  private static let gazetteer = """
    {"format": "parallax-gazetteer", "version": 1, "language": "en", "description": "A test.", "actors": [
      {"id": "group", "name": "The group", "kind": "armed-group", "aliases": ["Valley Front"],
       "designations": [{"term": "militant", "forms": ["militant", "militants"], "related": []},
        {"term": "rebel", "forms": ["rebel", "rebels"], "related": []}]}]}
    """

  private func run(_ arguments: [String], input: String? = nil) throws -> Outcome {
    try Tool.run(arguments, input: input ?? Samples.jsonLines(Self.records))
  }

  @Test func contrastWritesALineForEachTerm() throws {
    let outcome = try run(["contrast", "--ngrams", "1,2", "--raw"])
    #expect(outcome.code == 0)
    #expect(outcome.messages == "")
    let records = try outcome.records()
    let first = try #require(records.first { $0["group"] as? String == "A" })
    #expect(first["term"] as? String == "militants")
    #expect(first["count"] as? Int == 3)
    #expect(first["articles"] as? Int == 2)
    #expect(first["finding"] is Bool)
    #expect(try run(["contrast", "--ngrams", "1,2", "--raw"]).output == outcome.output)
  }

  @Test func contrastGroupsByDayAndByAnyField() throws {
    let byDay = try run(["contrast", "--by", "date", "--raw", "--format", "json", "--min-count", "1"])
    let days = try #require(try byDay.json() as? [String: Any])["groups"] as? [[String: Any]]
    #expect(days?.compactMap { $0["name"] as? String } == ["2031-01-01", "2031-01-02"])
    let byDesk = try run(["contrast", "--by", "desk", "--raw", "--format", "json"])
    let desks = try #require(try byDesk.json() as? [String: Any])["groups"] as? [[String: Any]]
    #expect(desks?.compactMap { $0["name"] as? String } == ["north", "south"])
  }

  @Test func contrastTakesABackgroundOfDF() throws {
    let folder = try Workspace()
    let table = try run(["df"])
    let path = try folder.write("df.tsv", table.text)
    #expect(try run(["contrast", "--background", path]).code == 0)
    #expect(try run(["contrast", "--background", "none", "--measure", "keyness"]).code == 0)
    #expect(try run(["contrast", "--background", folder.file("gone.tsv")]).code != 0)
  }

  @Test(arguments: [
    ["--ngrams", "3,1"], ["--ngrams", "x"], ["--prior-strength", "0"], ["--top", "0"], ["--min-count", "0"],
    ["--by", ""], ["--measure", "chi"],
  ])
  func contrastRefusesWhatMakesNoSense(_ arguments: [String]) throws {
    let outcome = try run(["contrast"] + arguments)
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
  }

  @Test func contrastOfOneGroupSaysSo() throws {
    let outcome = try run(
      ["contrast", "--raw"], input: try Samples.jsonLines([Self.records[0], Self.records[1]]))
    #expect(outcome.code == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messages.contains("nothing to contrast"))
    #expect(try run(["contrast"], input: "").code == 65)
  }

  @Test func namesWritesCountsAndTests() throws {
    let folder = try Workspace()
    let actors = try folder.write("g.json", Self.gazetteer)
    let records = try run(["names", "--actors", actors, "--raw"]).records()
    #expect(records.map { $0["term"] as? String } == ["militant", "rebel"])
    let test = try #require(records.first?["test"] as? [String: Any])
    // Three uses of either word, all of one outlet: two of twenty tables are as uneven.
    #expect(abs((test["p"] as? Double ?? 0) - 0.1) < 1e-9)
    #expect(test["method"] as? String == "exact")
    #expect(try run(["names", "--actors", actors, "--raw", "--format", "table"]).text.contains("Who calls"))
    #expect(try run(["names", "--raw"]).code == 64)
  }

  @Test func alignWritesStatementsAndConflicts() throws {
    let records = try run(["align", "--raw"]).records()
    let sections = Set(records.compactMap { $0["section"] as? String })
    #expect(sections.contains("all"))
    let conflict = try #require(records.first { $0["kind"] as? String == "actors" })
    let first = try #require(conflict["first"] as? [String: Any])
    #expect(first["value"] as? String == "Norland, Sudland")
    let sentence = try #require(first["sentence"] as? [String: Any])
    let text = try #require(sentence["text"] as? String)
    let (start, end) = (first["start"] as? Int ?? 0, first["end"] as? Int ?? 0)
    let offset = sentence["start"] as? Int ?? 0
    #expect(Samples.slice(text, start - offset, end - offset) == "brokered by Norland and Sudland")
    #expect(try run(["align", "--threshold", "0"]).code == 64)
    #expect(try run(["align", "--raw", "--format", "table"]).text.contains("Told differently"))
  }

  private func compare(_ arguments: [String]) throws -> Outcome {
    try run(["compare", "--models", try Samples.models(), "--raw"] + arguments)
  }

  @Test func compareWritesItsReportAsOneFile() throws {
    let folder = try Workspace()
    let path = folder.file("report.html")
    let actors = try folder.write("g.json", Self.gazetteer)
    let outcome = try compare(["--report", path, "--actors", actors])
    #expect(outcome.code == 0)
    #expect(outcome.text.contains("Who calls whom what"))
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("Content-Security-Policy"))
    #expect(try compare(["--format", "html", "--actors", actors]).text == page)
    let failed = try compare(["--report", folder.file("no/such/folder.html")])
    #expect(failed.code == 74)
    #expect(failed.output.isEmpty)
    #expect(outcome.messages == "parallax: wrote \(path)\n")
  }

  @Test func compareWritesMarkdown() throws {
    let text = try compare(["--format", "markdown"]).text
    #expect(text.hasPrefix("# How 2 outlets tell it"))
    #expect(text.contains("## Told differently"))
  }

  @Test func compareTakesOneEventAndWhatIsNew() throws {
    let event = try #require(
      try compare(["--event", "dawn", "--format", "json"]).json() as? [String: Any])
    #expect((event["articles"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == ["a1", "b1"])
    let new = try #require(
      try compare(["--since", "2031-01-02", "--format", "json"]).json() as? [String: Any])
    #expect((new["articles"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == ["a2", "b2"])
    #expect(try compare(["--event", "none"]).code == 66)
    let none = try compare(["--since", "2040-01-01"])
    #expect(none.code == 0)
    #expect(none.text == "")
    #expect(none.messages.contains("nothing new since 2040-01-01"))
    #expect(try compare(["--since", "yesterday"]).code == 64)
  }

  @Test func contrastByAFieldThatNoArticleHasSaysSo() throws {
    let outcome = try run(["contrast", "--by", "region", "--raw"])
    #expect(outcome.code == 0)
    #expect(outcome.messages.contains("no article has a region"))
  }

  @Test func manifestsAreGroupedByTheirColumns() throws {
    let folder = try Workspace()
    for name in ["a", "b"] { _ = try folder.write(name + ".txt", "The mill burned in the night.") }
    let manifest = try folder.write("m.csv", "path,outlet,desk\na.txt,Gull,north\nb.txt,Gull,south\n")
    let outcome = try Tool.run(
      "contrast", "--raw", "--min-count", "1", "--format", "json", "--by", "desk", "--manifest", manifest)
    let groups = try #require(try outcome.json() as? [String: Any])["groups"] as? [[String: Any]]
    #expect(groups?.compactMap { $0["name"] as? String } == ["north", "south"])
  }

  @Test func namesThatFindsNothingSaysSo() throws {
    let folder = try Workspace()
    let actors = try folder.write("g.json", Self.gazetteer)
    let input = try Samples.jsonLines([Self.record("a1", "A", "Rain fell on the mill.", "2031-01-01")])
    let outcome = try run(["names", "--actors", actors, "--raw", "--format", "jsonl"], input: input)
    #expect(outcome.code == 0)
    #expect(outcome.text == "")
    #expect(outcome.messages.contains("nothing found: No actor of the list"))
  }

  @Test func namesWritesARowForEachCell() throws {
    let folder = try Workspace()
    let actors = try folder.write("g.json", Self.gazetteer)
    let rows = try run(["names", "--actors", actors, "--raw", "--format", "csv"]).text
      .split(separator: "\r\n").map(String.init)
    #expect(rows.count == 5)
    #expect(rows[0].hasPrefix("actor,actor_name,term,outlet,count"))
    #expect(rows[1].hasPrefix("group,The group,militant,A,3,0,2,"))
  }

  @Test func sinceTakesAnEarlierReport() throws {
    let folder = try Workspace()
    let old = try Samples.jsonLines(Array(Self.records[0...1]))
    let report = try run(
      ["compare", "--models", try Samples.models(), "--raw", "--format", "json"], input: old)
    let path = try folder.write("old.json", report.text)
    let outcome = try compare(["--since", path, "--format", "json"])
    let json = try #require(try outcome.json() as? [String: Any])
    let ids = (json["articles"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
    #expect(ids == ["b1", "b2"])
    #expect(json["known"] as? [String] == ["a1", "a2"])
    // What an update knows is known from then on.
    let second = try folder.write("new.json", outcome.text)
    #expect(try compare(["--since", second]).messages.contains("nothing new since"))
    let other = try Samples.jsonLines([Self.record("z", "A", "Rain fell on the mill.", "2031-01-01")])
    let unknown = try run(
      ["compare", "--models", try Samples.models(), "--raw", "--since", path, "--format", "json"],
      input: other)
    #expect(unknown.code == 0)
    #expect(unknown.messages.contains("none of the 2 articles of"))
    let bad = try folder.write("bad.json", "{}")
    #expect(try compare(["--since", bad]).code == 65)
    #expect(try compare(["--since", folder.file("gone.json")]).code == 64)
  }

  @Test func numbersWithCommasAreOneWord() throws {
    let text = "More than 14,000 people fled. More than 14,000 people came. More than 14,000 people sang."
    let records = [
      Self.record("a", "A", text, "2031-01-01"), Self.record("b", "B", "Rain fell.", "2031-01-01"),
    ]
    let terms = try run(["contrast", "--raw"], input: try Samples.jsonLines(records)).records()
      .compactMap { $0["term"] as? String }
    #expect(terms.contains { $0.contains("14,000") })
    #expect(
      !terms.contains { $0.split(separator: " ").contains("14") || $0.split(separator: " ").contains("000") })
  }

  @Test func aFieldThatNoArticleHasIsNamed() throws {
    for command in ["compare", "align"] {
      let outcome = try run([command, "--by", "nosuch", "--raw"])
      #expect(outcome.code == 65, "\(command)")
      #expect(outcome.messages.contains("--by nosuch: no article has this field"), "\(command)")
      #expect(outcome.output.isEmpty)
    }
  }
}
