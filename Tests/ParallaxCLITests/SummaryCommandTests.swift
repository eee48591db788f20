import Foundation
import Testing

/// `summarize`, `keywords`, `rouge` and `train-ranker` as a user or a script runs them.
@Suite struct SummaryCommandTests {
  private let articles = """
    {"id":"a","outlet":"Courier","title":"Truce","text":"Rebels and the army agreed on a truce in the north <today>. Ministers met envoys from four countries. Grain prices fell at once in every market."}
    {"id":"b","outlet":"Post","text":"The army and rebels agreed on a truce in the north. Schools reopened after a long and cold winter."}

    """

  private func sentences(_ record: [String: Any]) -> [[String: Any]] {
    record["sentences"] as? [[String: Any]] ?? []
  }

  @Test(arguments: [
    "text-rank", "text-rank-cosine", "text-rank-tf", "text-rank-bm25", "consensus", "position-rank",
    "title-rank", "lex-rank", "lex-rank-continuous", "lsa", "luhn", "sum-basic", "kl-sum", "coverage", "lead",
    "random",
  ])
  func everyMethodGivesSentencesWithTheirPlaces(method: String) throws {
    let found = try Tool.run("summarize", method, "--length", "2", "-", input: articles)
    #expect(found.code == 0)
    let records = try found.records()
    #expect(records.map { $0["id"] as? String } == ["a", "b"])
    #expect(records.allSatisfy { sentences($0).count == 2 })
    let text =
      "Rebels and the army agreed on a truce in the north <today>. Ministers met envoys from four countries."
    for sentence in sentences(records[0]) {
      let start = sentence["start"] as? Int ?? -1
      #expect(start >= 0 && (sentence["end"] as? Int ?? 0) > start)
      if let end = sentence["end"] as? Int, end < text.count {
        #expect(String(text.dropFirst(start).prefix(end - start)) == sentence["text"] as? String)
      }
    }
  }

  @Test func markupOfTheTextIsHarmlessInEveryForm() throws {
    let html = try Tool.run("summarize", "--format", "html", "--length", "1", "-", input: articles)
    #expect(html.code == 0)
    #expect(html.text.contains("&lt;today&gt;") && !html.text.contains("<today>"))
    #expect(html.text.hasPrefix("<!DOCTYPE html>") && html.text.hasSuffix("</html>\n"))
    let markdown = try Tool.run("summarize", "--format", "markdown", "--length", "1", "-", input: articles)
    #expect(markdown.text.hasPrefix("## Truce\n\n- Rebels") && markdown.text.contains(#"\<today\>"#))
    let text = try Tool.run(
      "summarize", "--format", "text", "--scores", "--length", "1", "-", input: articles)
    #expect(text.text.hasPrefix("== Truce\n- (0."))
  }

  @Test func aStoryIsOneSummaryOfAllWithTheTellersOfEachSentence() throws {
    let found = try Tool.run("summarize", "--balance", "outlet", "--length", "3", "-", input: articles)
    #expect(found.code == 0)
    let record = try #require(try found.records().first)
    #expect(record["outlets"] as? [String] == ["Courier", "Post"])
    #expect(Set(sentences(record).compactMap { $0["outlet"] as? String }) == ["Courier", "Post"])
    let truce = try #require(sentences(record).first { ($0["text"] as? String)?.contains("truce") == true })
    #expect(truce["section"] as? String == "all")
    #expect((truce["told_by"] as? [String])?.sorted() == ["Courier", "Post"])
  }

  @Test func anUpdateLeavesOutWhatAnEarlierFileTold() throws {
    let folder = try Workspace()
    let earlier = try folder.write(
      "earlier.jsonl", #"{"id":"x","text":"The army and rebels agreed on a truce in the north."}"# + "\n")
    let found = try Tool.run("summarize", "--balance", "outlet", "--since", earlier, "-", input: articles)
    #expect(found.code == 0)
    let record = try #require(try found.records().first)
    #expect(!sentences(record).isEmpty)
    #expect(sentences(record).allSatisfy { ($0["text"] as? String)?.contains("truce") == false })
  }

  @Test(arguments: [
    ["summarize", "--since", "x", "-"], ["summarize", "--query", "a", "lsa", "-"],
    ["summarize", "--mmr", "2", "-"], ["summarize", "--background", "news", "lead", "-"],
    ["summarize", "--length", "0", "-"], ["summarize", "textrnk"], ["keywords", "--top", "0", "-"],
    ["rouge", "--references", "-", "-"], ["train-ranker", "x"], ["train-ranker", "--folds", "1", "x"],
    ["summarize", "--balance", "day", "-"], ["summarize", "learned", "-"],
    ["summarize", "--stand-in", "-1", "-"],
  ])
  func whatMakesNoSenseIsAUsageError(arguments: [String]) throws {
    #expect(try Tool.run(arguments, input: articles).code == 64)
  }

  @Test func keywordsComeWithTheirPlaces() throws {
    let found = try Tool.run("keywords", "--background", "none", "--top", "3", "-", input: articles)
    #expect(found.code == 0)
    let keywords = try #require(try found.records().first?["keywords"] as? [[String: Any]])
    #expect(!keywords.isEmpty && keywords.count <= 3)
    for keyword in keywords {
      #expect(keyword["count"] as? Int == (keyword["places"] as? [[Int]])?.count)
    }
  }

  /// F1 of a measure in a record that rouge wrote.
  private func f1(_ name: String, _ record: [String: Any]) -> Double {
    let measure = record[name] as? [String: Any]
    return measure?["f1"] as? Double ?? -1
  }

  @Test func rougeTakesSeveralReferencesAndWhatSummarizeWrote() throws {
    let folder = try Workspace()
    let references = try folder.write(
      "r.jsonl",
      """
      {"id":"a","text":"the gunman killed police"}
      {"id":"a","text":"police killed the gunman"}
      {"id":"b","references":["a b c","x y z"]}

      """)
    let summaries = try folder.write(
      "h.jsonl",
      """
      {"id":"a","sentences":[{"text":"police killed"},{"text":"the gunman"}]}
      {"id":"b","text":"x y q"}

      """)
    let whole = try Tool.run("rouge", "--references", references, summaries)
    #expect(whole.code == 0)
    let record = try #require(try whole.records().first)
    #expect(record["n"] as? Int == 2)
    let (first, second) = (f1("rouge1", record), f1("rouge2", record))
    #expect(abs(first - 5.0 / 6) < 1e-12)
    #expect(abs(second - 0.75) < 1e-12)
    let configuration = record["configuration"] as? String ?? ""
    #expect(configuration.contains("Porter"))
    let each = try Tool.run("rouge", "--references", references, "--each", "--no-stemming", summaries)
    let ids = try each.records().map { $0["id"] as? String }
    #expect(ids == ["a", "b"])
  }

  @Test func rougeSetsBaselinesBeside() throws {
    let folder = try Workspace()
    let text = try folder.write("articles.jsonl", articles)
    let references = try folder.write(
      "r.jsonl", #"{"id":"a","text":"Grain prices fell at once in every market."}"# + "\n")
    let summaries = try folder.write("mine.jsonl", #"{"id":"a","text":"Grain prices fell."}"# + "\n")
    let found = try Tool.run(
      "rouge", "--references", references, "--articles", text, "--length", "1", summaries)
    #expect(found.code == 0)
    let records = try found.records()
    #expect(records.map { $0["system"] as? String } == ["mine", "lead", "random", "oracle"])
    #expect(f1("rouge1", records[3]) == 1)
  }

  @Test func rougeRefusesWhatDoesNotFit() throws {
    let folder = try Workspace()
    let good = try folder.write("r.jsonl", #"{"id":"a","text":"x"}"# + "\n")
    for (bad, code) in [
      (#"{"id":"z","text":"x"}"#, 65), (#"{"id":"a"}"#, 65), ("{", 65), ("", 65),
      ("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}", 65),
      ("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"q\",\"text\":\"y\"}", 1),
    ] {
      let path = try folder.write("h.jsonl", bad + "\n")
      #expect(try Tool.run("rouge", "--references", good, path).code == Int32(code), "\(bad)")
    }
    #expect(try Tool.run("rouge", "--references", good, folder.file("none.jsonl")).code == 66)
  }

  @Test func aRankerIsTrainedStoredAndUsed() throws {
    let folder = try Workspace()
    var lines = ""
    for number in 0..<12 {
      let key = "Harbour \(number) took in 12 ships for Northgate Council on Monday."
      let rest = "People spoke of snow again and went home early. Nothing else was heard of all that week."
      lines += #"{"id":"\#(number)","title":"Harbour","text":"\#(rest) \#(key)","summary":"\#(key)"}"# + "\n"
    }
    let examples = try folder.write("examples.jsonl", lines)
    let weights = folder.file("ranker.json")
    let trained = try Tool.run(
      "train-ranker", "--provenance", "made up", "--output", weights, "--folds", "3", "--length", "1",
      examples)
    #expect(trained.code == 0)
    #expect(try trained.records().count == 12)
    #expect(try trained.records().allSatisfy { ($0["text"] as? String)?.hasPrefix("Harbour") == true })
    let used = try Tool.run("summarize", "learned", "--weights", weights, "--length", "1", examples)
    #expect(used.code == 0)
    #expect(
      try used.records().allSatisfy {
        (sentences($0).first?["text"] as? String)?.hasPrefix("Harbour") == true
      })
    let broken = try folder.write("broken.json", "{}")
    #expect(try Tool.run("summarize", "learned", "--weights", broken, examples).code == 65)
  }

  @Test func thePartsThatShipAreFound() throws {
    #expect(try Tool.run("keywords", "-", input: articles).code == 0)
    #expect(try Tool.run("summarize", "lex-rank", "--background", "news", "-", input: articles).code == 0)
  }
}
