import Foundation
import Testing

@Suite struct EventsCommandTests {
  private static let records: [[String: String]] = [
    [
      "id": "a", "outlet": "Quay News", "date": "2031-03-03", "title": "Strike in the port",
      "text":
        "Ferry workers in Port Halden walked out over unpaid wages, and the union of Marta Voss said ships stay put.",
    ],
    [
      "id": "b", "outlet": "Harbour Mail", "date": "2031-03-04",
      "text":
        "The river Ebben flooded the old town of Lindow after days of rain, and boats took people from roofs.",
    ],
    [
      "id": "c", "outlet": "Harbour Mail", "date": "4 March 2031",
      "text":
        "A walkout of ferry workers over wages keeps ships in Port Halden. Their union under Marta Voss wants talks.",
    ],
  ]

  @Test func writesALineForEachEventWithItsReasons() throws {
    let outcome = try Tool.run("events", input: try Samples.jsonLines(Self.records))
    #expect(outcome.code == 0 && outcome.messages == "")
    let events = try outcome.records()
    #expect(events.map { $0["event"] as? Int } == [1, 2])
    #expect(events.map { $0["ids"] as? [String] } == [["a", "c"], ["b"]])
    #expect(events[0]["outlets"] as? [String] == ["Quay News", "Harbour Mail"])
    #expect(events[0]["from"] as? String == "2031-03-03" && events[0]["to"] as? String == "2031-03-04")
    #expect((events[0]["terms"] as? [String])?.contains("halden") == true)
    #expect((events[0]["names"] as? [String])?.contains("Port Halden") == true)
    #expect((events[0]["cohesion"] as? Double ?? 0) > 0.1 && events[1]["cohesion"] is NSNull)
    #expect(events[0]["undated"] as? [String] == [])
  }

  @Test func articlesWithoutADateAreToldOf() throws {
    var records = Self.records
    records[2]["date"] = nil
    let outcome = try Tool.run("events", "--format", "json", input: try Samples.jsonLines(records))
    #expect(outcome.code == 0 && outcome.messages.contains("1 of 3 articles have no date"))
    let events = try #require(try outcome.json() as? [[String: Any]])
    #expect(events.first?["undated"] as? [String] == ["c"])
  }

  @Test func formatsWindowsAndSizesAreAsAsked() throws {
    let folder = try Workspace()
    let file = try folder.write("a.jsonl", try Samples.jsonLines(Self.records))
    let plain = try Tool.run("events", file)
    for threads in ["1", "4"] {
      #expect(try Tool.run("events", "--threads", threads, file).output == plain.output)
    }
    #expect(try Tool.run("events", "--window", "0", file).lines.count == 3)
    #expect(try Tool.run("events", "--minimum-articles", "2", file).lines.count == 1)
    #expect(try Tool.run("events", "--threshold", "1", "--background", "none", file).lines.count == 3)
    #expect(
      try Tool.run("events", "--format", "table", file).text.contains(
        "event 1: 2 articles, 2031-03-03 to 2031-03-04"))
    let broken = try folder.write("b.jsonl", "{\"text\":1}\n" + (try Samples.jsonLines(Self.records)))
    let outcome = try Tool.run("events", broken)
    #expect(outcome.code == 1 && outcome.lines.count == 2 && outcome.messages.contains("b.jsonl:1:"))
  }

  @Test(arguments: [
    ["--threshold", "0"], ["--threshold", "2"], ["--window", "-1"], ["--name-weight", "-2"],
    ["--minimum-articles", "0"], ["--threads", "0"],
  ])
  func impossibleOptionsAreUsageErrors(_ options: [String]) throws {
    let outcome = try Tool.run(["events"] + options, input: try Samples.jsonLines(Self.records))
    #expect(outcome.code == 64 && outcome.output.isEmpty)
  }
}
