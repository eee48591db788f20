import Foundation
import Testing

@Suite struct ArticleCommandTests {
  static let commands = ["clean", "score", "summarize", "predict", "explain"]

  /// The arguments of a command that reads articles and writes one record for each.
  static func arguments(_ command: String) throws -> [String] {
    switch command {
    case "score": [command, "--models", try Samples.models()]
    case "predict", "explain": [command, "--models", try Samples.models(), "--model", "leaning"]
    default: [command]
    }
  }

  @Test(arguments: commands)
  func writesOneRecordForEachInTheSameOrder(_ command: String) throws {
    let folder = try Workspace()
    let file = try folder.write("a.jsonl", try Samples.articles())
    let outcome = try Tool.run(try Self.arguments(command) + [file])
    #expect(outcome.code == 0)
    #expect(outcome.messages == "")
    #expect(try outcome.records().map { $0["id"] as? String } == ["a0", "a1", "a2", "a3", "a4"])
  }

  @Test(arguments: commands)
  func writesTheSameBytesForAnyNumberOfThreadsAndFromRunToRun(_ command: String) throws {
    let folder = try Workspace()
    let file = try folder.write("a.jsonl", try Samples.articles())
    let arguments = try Self.arguments(command) + [file]
    let runs = try
      (command == "clean" ? [[], []] : [["--threads", "1"], ["--threads", "2"], ["--threads", "4"], []])
      .map { try Tool.run(arguments + $0).output }
    #expect(!runs[0].isEmpty)
    #expect(runs.allSatisfy { $0 == runs[0] })
  }

  @Test(arguments: commands)
  func readsStandardInputAsItReadsAFile(_ command: String) throws {
    let folder = try Workspace()
    let articles = try Samples.articles()
    let file = try folder.write("a.jsonl", articles)
    let arguments = try Self.arguments(command)
    let fromFile = try Tool.run(arguments + [file])
    #expect(try Tool.run(arguments + ["-"], input: articles).output == fromFile.output)
    #expect(try Tool.run(arguments, input: articles).output == fromFile.output)
  }

  @Test(arguments: commands)
  func writesJSONThatHoldsTheSameRecordsAsJSONLines(_ command: String) throws {
    let folder = try Workspace()
    let arguments = try Self.arguments(command) + [try folder.write("a.jsonl", try Samples.articles())]
    let lines = try Tool.run(arguments + ["--format", "jsonl"]).records()
    let array = try #require(try Tool.run(arguments + ["--format", "json"]).json() as? [[String: Any]])
    #expect(array as NSArray == lines as NSArray)
    let table = try Tool.run(arguments + ["--format", "table"])
    #expect(table.code == 0)
    #expect(!table.text.contains("\u{1B}"))
    #expect(table.lines.count >= 5)
  }

  @Test(arguments: commands)
  func numbersRecordsWithoutAnIDByTheirLine(_ command: String) throws {
    let input = "{\"text\":\"First text here.\"}\n\n{\"content\":\"Third line here.\",\"id\":7}\n"
    let outcome = try Tool.run(try Self.arguments(command), input: input)
    #expect(try outcome.records().map { "\($0["id"] ?? "none")" } == ["1", "7"])
  }

  @Test(arguments: commands)
  func readsFilesFoldersAndManifestsInTheOrderGiven(_ command: String) throws {
    let folder = try Workspace()
    let first = try folder.write("z.txt", "A text of the strike. It is short.")
    try folder.write("in/b.txt", "The second text. It is short too.")
    try folder.write("in/a.txt", "Another text there. It is short as well.")
    try folder.write("list/c.txt", "The listed text. It is the last of them.")
    let manifest = try folder.write("list/m.csv", "path,outlet\nc.txt,Quay News\n")
    let outcome = try Tool.run(
      try Self.arguments(command) + [first, folder.file("in"), "--manifest", manifest])
    #expect(outcome.code == 0)
    #expect(try outcome.records().map { $0["id"] as? String } == ["z.txt", "a.txt", "b.txt", "c.txt"])
  }

  @Test func cleanRecordsWhereInTheOriginalEachRemovedSpanStands() throws {
    let outcome = try Tool.run("clean", input: Samples.article)
    let record = try #require(try outcome.records().first)
    let removed = try #require(record["removed"] as? [[String: Any]])
    let spans = try removed.map { span in
      (try #require(span["start"] as? Int), try #require(span["end"] as? Int), span["rule"] as? String)
    }
    #expect(spans.count > 2)
    var kept = ""
    var position = 0
    for (start, end, _) in spans {
      kept += Samples.slice(Samples.article, position, start)
      position = end
    }
    kept += Samples.slice(Samples.article, position, Samples.article.unicodeScalars.count)
    #expect(record["text"] as? String == kept)
    #expect(record["title"] as? String == "Ferry workers strike in Port Halden")
    #expect(!kept.contains("Add new comment"))
    #expect(kept.contains("𝒯welve"))
  }

  @Test func sentencesOfASummaryStandWhereTheirOffsetsSay() throws {
    let clean = try Tool.run("clean", input: Samples.article).records()
    let text = try #require(clean.first?["text"] as? String)
    let summary = try Tool.run("summarize", "--length", "100%", input: Samples.article).records()
    let sentences = try #require(summary.first?["sentences"] as? [[String: Any]])
    #expect(sentences.count == 5)
    for sentence in sentences {
      let start = try #require(sentence["start"] as? Int)
      let end = try #require(sentence["end"] as? Int)
      #expect(Samples.slice(text, start, end) == sentence["text"] as? String)
    }
  }

  @Test func evidenceOfAScoreStandsWhereItsOffsetsSay() throws {
    let clean = try #require(try Tool.run("clean", input: Samples.article).records().first)
    let text = try #require(clean["text"] as? String)
    let title = try #require(clean["title"] as? String)
    let outcome = try Tool.run("score", "--models", try Samples.models(), input: Samples.article)
    let scores = try #require(try outcome.records().first?["scores"] as? [String: Any])
    let leaning = try #require(scores["leaning"] as? [String: Any])
    let terms = try #require(leaning["contributions"] as? [[String: Any]])
    #expect(!terms.isEmpty)
    for term in terms {
      let word = term["term"] as? String
      for span in try #require(term["spans"] as? [[Int]]) {
        #expect(Samples.slice(text, span[0], span[1]).lowercased() == word)
      }
      for span in try #require(term["title_spans"] as? [[Int]]) {
        #expect(Samples.slice(title, span[0], span[1]).lowercased() == word)
      }
    }
    for sentence in try #require(leaning["sentences"] as? [[String: Any]]) {
      let start = try #require(sentence["start"] as? Int)
      let end = try #require(sentence["end"] as? Int)
      #expect(Samples.slice(text, start, end) == sentence["text"] as? String)
    }
  }

  @Test func contributionsOfAnExplanationSumToTheDecisionAndStandWhereTheySay() throws {
    let record: [String: Any] = ["title": "🚢 Workers", "text": "Workers 𝒯 and unions ask for fair wages."]
    let outcome = try Tool.run(
      try Self.arguments("explain") + ["--top", "2"], input: try Samples.jsonLines([record]))
    let explained = try #require(try outcome.records().first)
    let terms = try #require(explained["contributions"] as? [[String: Any]])
    #expect(terms.count == 2)
    let input = "🚢 Workers\nWorkers 𝒯 and unions ask for fair wages."
    for term in terms {
      for span in try #require(term["spans"] as? [[Int]]) {
        #expect(Samples.slice(input, span[0], span[1]).lowercased() == term["term"] as? String)
      }
    }
    let parts = terms.compactMap { $0["weight"] as? Double }.reduce(0, +)
    let remainder = try #require(explained["remainder"] as? Double)
    let intercept = try #require(explained["intercept"] as? Double)
    let decision = try #require(explained["decision"] as? Double)
    #expect(abs(parts + remainder + intercept - decision) < 1e-9)
  }

  @Test func probabilitiesOfAPredictionSumToOneAndTheLabelIsTheMostProbable() throws {
    let outcome = try Tool.run(try Self.arguments("predict"), input: try Samples.articles())
    for record in try outcome.records() {
      let probabilities = try #require(record["probabilities"] as? [String: Double])
      #expect(abs(probabilities.values.reduce(0, +) - 1) < 1e-6)
      let label = try #require(record["label"] as? String)
      #expect(probabilities[label] == probabilities.values.max())
      #expect(record["state"] as? String == "scored")
    }
  }

  @Test(arguments: ["text-rank", "textrank", "LexRank", "lsa", "luhn", "sum-basic", "kl-sum", "lead"])
  func everyMethodOfSummaryIsKnownByItsName(_ method: String) throws {
    let outcome = try Tool.run("summarize", method, "--length", "2", "-", input: Samples.article)
    #expect(outcome.code == 0)
    #expect((try outcome.records().first?["sentences"] as? [Any])?.count == 2)
  }

  @Test func scoresOfSentencesAreShownWithTheTable() throws {
    let text = "The one sentence of this text."
    let outcome = try Tool.run("summarize", "lead", "--scores", "--format", "table", "-", input: text)
    #expect(outcome.text.contains("- (1.000) The one sentence"))
  }

  @Test func scoreOfOneFileWithoutAnOutletNamesItByItsTitle() throws {
    let folder = try Workspace()
    let file = try folder.write("a.txt", Samples.article)
    let outcome = try Tool.run(try Self.arguments("score") + ["--format", "table", file])
    #expect(outcome.code == 0)
    #expect(outcome.text.contains("== Ferry workers strike in Port Halden"))
    #expect(outcome.text.contains("leaning: wording resembles"))
  }

  @Test func tablesCannotCommandTheTerminal() throws {
    let record: [String: Any] = [
      "id": "\u{1B}[2J", "title": "A \u{1B}[31m title",
      "text": "The text has \u{1B}]0;x\u{07} and \u{202E} in it.",
    ]
    let input = try Samples.jsonLines([record])
    for command in Self.commands + ["compare"] {
      let arguments =
        command == "compare" ? [command, "--models", try Samples.models()] : try Self.arguments(command)
      let outcome = try Tool.run(arguments + ["--format", "table"], input: input)
      #expect(outcome.code == 0)
      #expect(!outcome.text.contains("\u{1B}") && !outcome.text.contains("\u{202E}"), "\(command)")
    }
  }

  @Test func outputToAReaderThatHasGoneIsSuccess() throws {
    for command in Self.commands {
      let outcome = try Tool.run(
        try Self.arguments(command), input: try Samples.articles(), output: .brokenPipe)
      #expect(outcome.code == 0)
      #expect(outcome.messages == "")
    }
  }

  @Test func outputThatCannotBeWrittenIsAnErrorOfInputAndOutput() throws {
    for command in Self.commands {
      let arguments = try Self.arguments(command)
      let full = try Tool.run(arguments, input: try Samples.articles(), output: .path("/dev/full"))
      #expect(full.code == 74)
      #expect(full.messages.contains("No space left on device"))
      let closed = try Tool.run(arguments, input: try Samples.articles(), output: .closed)
      #expect(closed.code == 74)
    }
  }

  @Test func messagesThatCannotBeWrittenDoNotEndTheProgram() throws {
    let folder = try Workspace()
    let file = try folder.write("a.txt", Samples.article)
    for stream in [Tool.Stream.path("/dev/full"), .closed, .brokenPipe] {
      let outcome = try Tool.run(["clean", folder.file("none.txt"), file], messages: stream)
      #expect(outcome.code == 1)
      #expect(outcome.lines.count == 1)
    }
  }
}
