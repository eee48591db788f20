import Foundation
import Testing

@Suite struct CorpusCommandTests {
  let folder: Workspace
  let corpus: String

  init() throws {
    folder = try Workspace()
    corpus = folder.file("news.db")
  }

  private func corpus(_ arguments: String..., input: String? = nil) throws -> Outcome {
    try Tool.run(["corpus"] + arguments + ["--corpus", corpus], input: input)
  }

  @Test func `Articles are added once, listed, found, shown, exported and deleted`() throws {
    let articles = try Samples.articles()
    let first = try corpus("add", "--event", "strike", "-", input: articles)
    #expect(first.code == 0)
    let added = try first.records()
    #expect(added.map { $0["id"] as? String } == (0..<5).map { "a\($0)" })
    #expect(added.allSatisfy { $0["state"] as? String == "added" })
    #expect(first.messages.contains("5 added, 0 known"))
    let second = try corpus("add", "-", input: articles)
    #expect(try second.records().allSatisfy { $0["state"] as? String == "known" })

    #expect(try corpus("list", "--outlet", "Harbour Mail").lines.count == 2)
    #expect(try corpus("list", "--event", "strike", "--from", "2031-03-03").lines.count == 3)
    let hits = try corpus("search", "ferry", "mayor", "--limit", "2").records()
    #expect(hits.count == 2)
    #expect(!(hits[0]["matches"] as? [Any] ?? []).isEmpty)

    let key = try #require(added[1]["key"] as? String)
    let shown = try #require(try corpus("show", key).records().first)
    #expect(shown["id"] as? String == "a1")
    #expect((shown["removed"] as? [Any])?.isEmpty == false)

    // What was exported as it came gives the same keys elsewhere.
    let original = try corpus("export", "--original").text
    let copy = try Tool.run("corpus", "add", "--corpus", folder.file("copy.db"), "-", input: original)
    #expect(try copy.records().map { $0["key"] as? String } == added.map { $0["key"] as? String })

    #expect(try corpus("delete", key).code == 0)
    #expect(try corpus("show", key).code == 66)
    let statistics = try corpus("stats", "--check").records().first
    #expect(statistics?["articles"] as? Int == 4)
  }

  @Test func `A filter that fits nothing is named`() throws {
    #expect(try corpus("add", "-", input: try Samples.articles()).code == 0)
    let listed = try corpus("list", "--outlet", "Quay Nwes", "--event", "none", "--label", "leaning=lfet")
    #expect(listed.code == 0 && listed.lines.isEmpty)
    for message in ["outlet \"Quay Nwes\"; known are", "event \"none\"", "model \"leaning\"; none is known"] {
      #expect(listed.messages.contains(message), "\(listed.messages)")
    }
    #expect(try corpus("list").messages.isEmpty)
  }

  @Test func `Scoring does what is missing or stale, and no more`() throws {
    let models = try Samples.models()
    #expect(try corpus("add", "--score", "--models", models, "-", input: Samples.articles()).code == 0)
    #expect(try corpus("score", "--models", models).lines.isEmpty)
    #expect(try corpus("score", "--models", models, "--summaries").lines.count == 5)
    let exported = try corpus("export", "--results")
    #expect(exported.code == 0, "\(exported.messages)")
    let shown = try exported.records()
    for record in shown {
      let leaning = (record["scores"] as? [String: [String: Any]])?["leaning"]
      #expect(leaning?["label"] as? String != nil)
      let versions = try #require(record["versions"] as? [String: String])
      #expect(Set(versions.keys).isSuperset(of: ["leaning", "voices"]))
      #expect(versions["leaning"]?.count == 16)
      #expect((record["voices"] as? [String: Any])?["words"] as? Int != nil)
      #expect((record["summaries"] as? [Any])?.count == 1)
    }
    let predicted = try Tool.run("score", "--models", models, "-", input: Samples.articles()).records()
    let scores = predicted.map { ($0["scores"] as? [String: [String: Any]])?["leaning"]?["label"] as? String }
    #expect(
      shown.map { ($0["scores"] as? [String: [String: Any]])?["leaning"]?["label"] as? String } == scores)
  }

  @Test func `Mentions that another gazetteer's take the place of are told of`() throws {
    func gazetteer(_ name: String) throws -> String {
      try folder.write(
        "\(name).json",
        """
        {"format": "parallax-gazetteer", "version": 1, "language": "en", "description": "Actors.", "actors": [\
        {"id": "\(name)", "name": "\(name)", "kind": "person", "aliases": ["\(name)"], "designations": []}]}
        """.utf8)
    }
    let (mayor, crews) = (try gazetteer("mayor"), try gazetteer("crews"))
    let models = try Samples.models()
    let add = ["add", "--score", "--models", models, "-"]
    #expect(try Tool.run(["corpus"] + add + ["--corpus", corpus], input: Samples.articles()).code == 0)
    let first = try corpus("score", "--models", models, "--actors", mayor)
    #expect(first.code == 0 && !first.messages.contains("another gazetteer"), "\(first.messages)")
    let second = try corpus("score", "--models", models, "--actors", crews)
    #expect(
      second.messages.contains("5 articles were read for the actors of another gazetteer"),
      "\(second.messages)")
    #expect(
      try !corpus("score", "--models", models, "--actors", crews).messages.contains("another gazetteer"))
  }

  @Test(arguments: [("--limit", "-1"), ("--offset", "-3"), ("--limit", "ten")])
  func `Numbers that cannot be are refused in words`(option: String, value: String) throws {
    #expect(try corpus("add", "-", input: try Samples.articles()).code == 0)
    for command in [["list"], ["search", "ferry"]] {
      let outcome = try Tool.run(["corpus"] + command + ["--corpus", corpus, option, value])
      #expect(outcome.code == 64)
      #expect(outcome.messages.contains(option) && outcome.messages.contains(value), "\(outcome.messages)")
      #expect(!outcome.messages.contains("Missing value"), "\(outcome.messages)")
    }
    #expect(try corpus("list", "--limit", "0").lines.isEmpty)
    #expect(try corpus("list", "--limit", "2", "--offset", "4").lines.count == 1)
  }

  @Test func `An event without a name, or a day that no calendar has, is an error of its own`() throws {
    let unnamed = try corpus("add", "--event", "", "-", input: try Samples.articles())
    #expect(unnamed.code == 64 && unnamed.messages.contains("--event"), "\(unnamed.messages)")
    #expect(try corpus("add", "-", input: try Samples.articles()).code == 0)
    let day = try corpus("list", "--from", "2018-02-30")
    #expect(day.code != 0 && day.messages.contains("2018-02-30"), "\(day.messages)")
  }

  @Test(arguments: ["127.0.0.1:80", "localhost:8080", "[::1]:80", "http://localhost"])
  func `A host with a port in it is refused in words`(host: String) throws {
    let outcome = try Tool.run(
      "serve", "--host", host, environment: ["PARALLAX_TOKEN": "secret"], timeout: 20)
    #expect(outcome.code == 64 && outcome.messages.contains("--port"), "\(outcome.messages)")
  }

  @Test func `A corpus that cannot be used is told of with its own exit status`() throws {
    #expect(try corpus("list").code == 66)
    #expect(try corpus("delete", "x").code == 66)
    #expect(!FileManager.default.fileExists(atPath: corpus))
    try folder.write("news.db", "no database, but long enough to be one".utf8)
    let damaged = try corpus("list")
    #expect(damaged.code == 65)
    #expect(damaged.messages.contains(corpus))
    #expect(
      try Tool.run("corpus", "add", "--corpus", folder.file("no/folder.db"), "-", input: Samples.articles())
        .code == 74)
    #expect(try Tool.run("corpus", "add", "--corpus", corpus, "--summaries", "-", input: "").code == 64)
  }

  @Test func `A service open to other machines needs a token`() throws {
    let open = try Tool.run("serve", "--host", "0.0.0.0", "--port", "0", environment: ["PARALLAX_TOKEN": ""])
    #expect(open.code == 64)
    #expect(open.messages.contains("PARALLAX_TOKEN"))
    #expect(try Tool.run("serve", "--allow-write").code == 64)
  }
}
