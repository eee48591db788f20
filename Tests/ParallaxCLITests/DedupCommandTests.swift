import Foundation
import Testing

@Suite struct DedupCommandTests {
  private static let first =
    "The harbour council said on Tuesday that the old ferry pier would close in May. The union learnt of it from "
    + "the radio and called a meeting for the evening. It wants the ferry to go on until the new bridge is ready. "
    + "Some forty people came to the hall beside the fish market."
  private static let second = first.replacing("forty", with: "fifty")
  private static let other =
    "Rain fell for nine days on the hills above Lindow, and on the tenth the river took the lower bridge with it."

  private static func record(_ id: Any, _ text: String, outlet: String? = nil) -> [String: Any] {
    var record: [String: Any] = ["id": id, "text": text]
    if let outlet { record["outlet"] = outlet }
    return record
  }

  private static func input() throws -> String {
    try Samples.jsonLines([
      record("a", first, outlet: "Quay News"), record("b", other, outlet: "Harbour Mail"),
      record("c", second, outlet: "Harbour Mail"), record("d", first.uppercased()), record("e", "Too short."),
    ])
  }

  @Test func writesALineForEachClusterWithItsVerifiedPairs() throws {
    let outcome = try Tool.run("dedup", input: try Self.input())
    #expect(outcome.code == 0 && outcome.messages == "")
    let record = try #require(try outcome.records().first)
    #expect(outcome.lines.count == 1 && record["cluster"] as? Int == 1)
    #expect(record["ids"] as? [String] == ["a", "c", "d"])
    #expect(record["outlets"] as? [String] == ["Quay News", "Harbour Mail"])
    let pairs = try #require(record["pairs"] as? [[String: Any]])
    #expect(pairs.map { $0["a"] as? String } == ["a", "a", "c"])
    #expect(pairs.map { $0["b"] as? String } == ["c", "d", "d"])
    let values = pairs.compactMap { $0["jaccard"] as? Double }
    // Of n words' n - 4 shingles 5 hold the word that differs.
    let words = Self.first.split(separator: " ").count
    let expected = Double(words - 4 - 5) / Double(words - 4 + 5)
    #expect(values.count == 3 && values[1] == 1)
    #expect(abs(values[0] - expected) < 1e-12 && abs(values[2] - expected) < 1e-12)
    #expect(
      try Tool.run("dedup", "--threshold", "0.9", input: try Self.input()).records().map {
        $0["ids"] as? [String]
      } == [["a", "d"]])
  }

  @Test func formatsHoldTheSameAndThreadsDoNotCount() throws {
    let folder = try Workspace()
    let file = try folder.write("a.jsonl", try Self.input())
    for options in [[], ["--sentences"], ["--keep-first"]] {
      let lines = try Tool.run(["dedup", file] + options)
      #expect(!lines.output.isEmpty)
      for threads in ["1", "4"] {
        #expect(try Tool.run(["dedup", "--threads", threads, file] + options).output == lines.output)
      }
      let array = try Tool.run(["dedup", "--format", "json", file] + options).json() as? [[String: Any]]
      #expect(array as NSArray? == (try lines.records()) as NSArray)
    }
    #expect(try Tool.run("dedup", "--format", "table", file).text.contains("cluster 1: 3 articles"))
    #expect(try Tool.run("dedup", "--sentences", "--format", "table", file).text.contains("Quay News"))
  }

  @Test func keepFirstWritesTheArticlesWithoutLaterDuplicates() throws {
    let folder = try Workspace()
    let file = try folder.write("a.jsonl", try Self.input())
    let outcome = try Tool.run("dedup", "--keep-first", file)
    #expect(try outcome.records().map { $0["id"] as? String } == ["a", "b", "e"])
    #expect(try outcome.records().first?["text"] as? String == Self.first)
    for arguments in [["dedup", "--keep-first", "-"], ["dedup", "--keep-first"]] {
      #expect(try Tool.run(arguments, input: try Self.input()).output == outcome.output)
    }
    let detailed = try Tool.run("dedup", "--keep-first", "--metadata", file).records()
    #expect(detailed.allSatisfy { $0.keys.contains("url") } && detailed.count == 3)
  }

  @Test func sentencesOfSeveralOutletsAreListedWithTheirPlaces() throws {
    let outcome = try Tool.run("dedup", "--sentences", input: try Self.input())
    let records = try outcome.records()
    #expect(outcome.code == 0 && records.map { $0["sentence"] as? Int } == [1, 2, 3, 4])
    let places = try #require(records.last?["articles"] as? [[String: Any]])
    #expect(records.last?["outlets"] as? [String] == ["Quay News"])
    #expect(places.map { $0["id"] as? String } == ["a", "d"])
    for place in places {
      let text = place["id"] as? String == "a" ? Self.first : Self.first.uppercased()
      let start = try #require(place["start"] as? Int)
      let end = try #require(place["end"] as? Int)
      #expect(Samples.slice(text, start, end).lowercased().hasPrefix("some forty people"))
    }
    let own = try Samples.jsonLines(
      ["x", "y"].map { Self.record($0, Self.first, outlet: "Quay News") })
    #expect(try Tool.run("dedup", "--sentences", input: own).output.isEmpty)
  }

  @Test func badLinesAreToldOfAndTheRestIsCompared() throws {
    let folder = try Workspace()
    let lines = try Self.input().split(separator: "\n").map(String.init)
    let file = try folder.write("a.jsonl", ([lines[0], "{broken"] + lines[1...]).joined(separator: "\n"))
    for options in [[], ["--sentences"], ["--keep-first"]] {
      let outcome = try Tool.run(["dedup", file] + options)
      #expect(outcome.code == 1)
      #expect(outcome.messages.contains("a.jsonl:2: not JSON"))
      #expect(!outcome.output.isEmpty)
    }
  }

  @Test func idsGivenTwiceAreToldOfThoughTheyAreNumbersOrInTwoFiles() throws {
    let numbers = try Samples.jsonLines([Self.record(7, Self.first), Self.record(7, Self.second)])
    let outcome = try Tool.run("dedup", input: numbers)
    #expect(outcome.code == 0 && outcome.messages.contains("7: this id was given to an article before"))
    #expect(try outcome.records().first?["ids"] as? [String] == ["7", "7"])
    let folder = try Workspace()
    let files = try ["a.jsonl", "b.jsonl"].map {
      try folder.write($0, try Samples.jsonLines([Self.record("x", Self.first)]))
    }
    #expect(try Tool.run(["dedup"] + files).messages.contains("given to an article before"))
    // Numbers of lines are no ids: that two files have a first line is no news.
    let unnamed = try ["c.jsonl", "d.jsonl"].map {
      try folder.write($0, try Samples.jsonLines([["text": Self.first]]))
    }
    #expect(try Tool.run(["dedup"] + unnamed).messages == "")
    let clash = try Samples.jsonLines([["text": Self.first], Self.record("1", Self.other)])
    #expect(try Tool.run("dedup", input: clash).messages.contains("given to an article before"))
  }

  @Test(arguments: [
    ["--threshold", "0"], ["--threshold", "1.1"], ["--threshold", "x"], ["--shingle", "0"],
    ["--permutations", "0"],
    ["--threshold", "0.01"], ["--sentences", "--threshold", "0.9"], ["--sentences", "--keep-first"],
    ["--minimum-words", "5"], ["--sentences", "--minimum-words", "0"], ["--metadata"],
    ["--keep-first", "--format", "table"], ["--threads", "0"],
  ])
  func impossibleOptionsAreUsageErrors(_ options: [String]) throws {
    let outcome = try Tool.run(["dedup"] + options, input: try Self.input())
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty && outcome.messages.contains("Usage: parallax dedup"))
  }

  @Test func aMissingFileIsMissingInput() throws {
    #expect(try Tool.run("dedup", "no-such-file.jsonl").code == 66)
  }
}
