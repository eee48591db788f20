import Foundation
import Testing

/// What is wrong is named with its file and its reason, the rest of the batch goes on, and the exit code
/// says how it went.
@Suite struct BadInputTests {
  /// Runs `clean` on a bad input alone, then between two good ones.
  private func check(
    _ bad: String, code: Int32, says parts: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try Workspace()
    let good = try ["first.txt", "last.txt"].map { try folder.write($0, "A good text. It is read.") }
    let alone = try Tool.run("clean", bad)
    #expect(alone.code == code, "\(alone.messages)", sourceLocation: sourceLocation)
    #expect(alone.output.isEmpty, sourceLocation: sourceLocation)
    let among = try Tool.run("clean", good[0], bad, good[1])
    #expect(among.code == 1, sourceLocation: sourceLocation)
    #expect(
      try among.records().map { $0["id"] as? String } == ["first.txt", "last.txt"],
      sourceLocation: sourceLocation)
    for outcome in [alone, among] {
      for part in parts {
        #expect(outcome.messages.contains(part), "\(outcome.messages)", sourceLocation: sourceLocation)
      }
    }
    #expect(among.messages.contains("2 read, 1 failed"), sourceLocation: sourceLocation)
  }

  @Test func missingFile() throws {
    let folder = try Workspace()
    try check(folder.file("gone.txt"), code: 66, says: ["gone.txt: no such file"])
    try check(folder.file("gone.csv"), code: 66, says: ["gone.csv: no such file"])
  }

  @Test func folderWithoutArticles() throws {
    let folder = try Workspace()
    try folder.write("empty/.hidden.txt", "Not read.")
    try folder.write("empty/picture.png", "Not read.")
    try check(folder.file("empty"), code: 66, says: ["empty: no .txt"])
  }

  @Test func emptyFileAndFileOfSpaces() throws {
    let folder = try Workspace()
    try check(try folder.write("a.txt", ""), code: 65, says: ["a.txt: holds no text"])
    try check(try folder.write("b.txt", " \n\t\r\n"), code: 65, says: ["b.txt: holds no text"])
    try check(try folder.write("c.jsonl", "\n\n"), code: 65, says: ["c.jsonl: holds no record"])
    try check(try folder.write("d.csv", ""), code: 65, says: ["d.csv: the manifest is empty"])
    try check(try folder.write("e.csv", "path\n"), code: 65, says: ["e.csv: the manifest names no article"])
  }

  @Test func binaryFile() throws {
    let folder = try Workspace()
    try check(try folder.write("a.txt", [0x7F, 0x45, 0x4C, 0x46, 0, 1]), code: 65, says: ["a.txt: binary"])
    try check(try folder.write("b.jsonl", [0x7B, 0, 0, 0]), code: 65, says: ["b.jsonl: binary"])
  }

  @Test func manifestWithoutAPathColumnAndWithAnEmptyPath() throws {
    let folder = try Workspace()
    try check(
      try folder.write("a.csv", "file,outlet\nx.txt,A\n"), code: 65,
      says: ["a.csv:1: ", "file, outlet", "path"])
    try check(
      try folder.write("b.csv", "path,outlet\n,A\n"), code: 65, says: ["b.csv:2: the row has no path"])
    try check(
      try folder.write("c.csv", "path,outlet\ngone.txt,A\n"), code: 66,
      says: ["c.csv:2: ", "gone.txt: no such file"])
  }

  @Test func recordsThatAreNoArticlesAreNamedByLineAndTheOthersAreRead() throws {
    let folder = try Workspace()
    let lines = [
      #"{"id":"a","text":"The first text."}"#, #"{"id":"b"}"#, #"["text"]"#, #"{"text":3}"#, "not JSON",
      #"{"text":"\ud800"}"#, #"{"text":""}"#, #"{"id":"z","text":"The last text."}"#,
    ]
    let file = try folder.write("a.jsonl", lines.joined(separator: "\n"))
    let outcome = try Tool.run("clean", file)
    #expect(outcome.code == 1)
    #expect(try outcome.records().map { $0["id"] as? String } == ["a", "z"])
    for line in 2...7 { #expect(outcome.messages.contains("a.jsonl:\(line): "), "line \(line)") }
    #expect(outcome.messages.contains("2 read, 6 failed"))
  }

  @Test func deeplyNestedJSON() throws {
    let folder = try Workspace()
    let nested = String(repeating: "[", count: 200_000)
    try check(try folder.write("a.jsonl", "{\"text\":\(nested)"), code: 65, says: ["a.jsonl:1: "])
  }

  @Test func aLineOfTwoHundredMegabytes() throws {
    let folder = try Workspace()
    let text = try folder.writeLong("a.txt", head: "", byte: 0x61, count: 200_000_000, tail: "")
    let asText = try Tool.run("clean", text)
    #expect(asText.code == 65)
    #expect(asText.messages.contains("a.txt: one text of more than 64 MiB"))
    try FileManager.default.removeItem(atPath: text)
    let lines = try folder.writeLong(
      "a.jsonl", head: "{\"id\":\"a\",\"text\":\"One.\"}\n{\"text\":\"", byte: 0x61, count: 200_000_000,
      tail: "\"}\n{\"id\":\"c\",\"text\":\"Three.\"}\n")
    let asLines = try Tool.run("clean", lines)
    #expect(asLines.code == 1)
    #expect(asLines.messages.contains("a.jsonl:2: the line is longer than 16 MiB"))
    #expect(try asLines.records().map { $0["id"] as? String } == ["a", "c"])
    let labelled = try Tool.run(
      "evaluate", "--models", try Samples.models(), "--model", "leaning", lines)
    #expect(labelled.code == 65)
  }

  // The rights of files do not bind root.
  @Test(.enabled(if: geteuid() != 0)) func fileAndFolderThatMayNotBeRead() throws {
    let folder = try Workspace()
    let file = try folder.write("a.txt", "Not for you.")
    chmod(file, 0)
    try check(file, code: 74, says: ["a.txt: cannot be opened: Permission denied"])
    try folder.write("closed/a.txt", "Not for you.")
    chmod(folder.file("closed"), 0)
    try check(folder.file("closed"), code: 74, says: ["closed: the folder cannot be read"])
  }

  @Test func aFileThatFailsWhileItIsRead() throws {
    try check("/proc/self/mem", code: 74, says: ["/proc/self/mem: cannot be read: Input/output error"])
  }

  @Test func aLineThatIsNotJSONIsToldWithThePlaceOfTheFault() throws {
    let folder = try Workspace()
    let file = try folder.write("a.jsonl", "{\"text\":\"One.\"}\n{\"text\": nope}\n{\"text\":\"Tw\n")
    let outcome = try Tool.run("clean", file)
    #expect(outcome.code == 1)
    #expect(outcome.messages.contains("a.jsonl:2: not JSON: "))
    #expect(outcome.messages.contains("a.jsonl:3: not JSON: "))
  }

  @Test func aFolderWhereAFileIsExpected() throws {
    let folder = try Workspace()
    try check(try folder.folder("a.csv") + "/../a.csv/x.txt", code: 66, says: ["no such file"])
    let outcome = try Tool.run("clean", "--manifest", try folder.folder("b"))
    #expect(outcome.code == 74)
    #expect(outcome.messages.contains("Is a directory"))
  }

  @Test func anotherEncodingIsReadAndTold() throws {
    let folder = try Workspace()
    let file = try folder.write("a.txt", Array("A caf".utf8) + [0xE9] + Array(" is open.".utf8))
    let outcome = try Tool.run("clean", file)
    #expect(outcome.code == 0)
    #expect(try outcome.records().first?["text"] as? String == "A café is open.")
    #expect(outcome.messages.contains("not UTF-8"))
    #expect(outcome.messages.contains("Windows-1252"))
  }

  @Test func byteOrderMarkAndCarriageReturnsDoNotShow() throws {
    let folder = try Workspace()
    let plain = try Tool.run(
      "clean", try folder.write("p/a.txt", "A title\n\nOne line. Two.\n\nThree lines."))
    let marked = try Tool.run(
      "clean", try folder.write("m/a.txt", "\u{FEFF}A title\r\n\r\nOne line. Two.\r\n\r\nThree lines."))
    let first = try #require(try plain.records().first)
    let second = try #require(try marked.records().first)
    #expect(second["title"] as? String == first["title"] as? String)
    let sentences = try [plain, marked].map { outcome -> [String] in
      let text = try #require(try outcome.records().first?["text"] as? String)
      let summary = try Tool.run("summarize", "--length", "100%", input: text)
      return try #require(try summary.records().first?["sentences"] as? [[String: Any]])
        .compactMap { $0["text"] as? String }
    }
    #expect(sentences[0] == sentences[1])
    let lines = try Tool.run(
      "clean",
      try folder.write(
        "a.jsonl", "\u{FEFF}{\"id\":\"a\",\"text\":\"One.\"}\r\n{\"id\":\"b\",\"text\":\"Two.\"}\r\n"))
    #expect(try lines.records().map { $0["id"] as? String } == ["a", "b"])
  }

  @Test(arguments: ["One sentence and no more.", "no stop at all", "***", "the of and", "7"])
  func textsWithLittleInThemGoThroughEveryCommand(_ text: String) throws {
    for command in ArticleCommandTests.commands + ["compare"] {
      let arguments =
        command == "compare"
        ? [command, "--models", try Samples.models()] : try ArticleCommandTests.arguments(command)
      for format in ["table", "json", "jsonl"] {
        let outcome = try Tool.run(arguments + ["--format", format], input: text)
        #expect(outcome.code == 0, "\(command) \(format): \(outcome.messages)")
        #expect(!outcome.output.isEmpty)
      }
    }
  }

  @Test func aTextTheModelKnowsTooLittleOfIsAbstainedFromWithTheReason() throws {
    let outcome = try Tool.run(try ArticleCommandTests.arguments("predict"), input: "Zyx wvu.")
    let record = try #require(try outcome.records().first)
    #expect(record["state"] as? String == "abstained")
    #expect((record["reason"] as? String)?.contains("not enough evidence") == true)
    #expect(["left", "center", "right"].contains(record["label"] as? String))
  }

  @Test func manyWarningsAreCountedRatherThanListed() throws {
    let records = (0..<30).map { ["id": "a\($0)", "date": "7/8/17", "text": "A text. It is dated."] }
    let outcome = try Tool.run("clean", input: try Samples.jsonLines(records))
    #expect(outcome.code == 0)
    #expect(outcome.lines.count == 30)
    #expect(outcome.messages.split(separator: "\n").count == 21)
    #expect(outcome.messages.contains("10 more warnings"))
  }

  @Test func standardInputThatIsEmptyIsTold() throws {
    let empty = try Tool.run("clean", input: "")
    #expect(empty.code == 65)
    #expect(empty.messages.contains("standard input: holds no text"))
  }
}
