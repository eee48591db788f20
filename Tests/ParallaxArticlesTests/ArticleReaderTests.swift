import Foundation
import Testing

@testable import ParallaxArticles

@Suite struct ArticleReaderTests {
  private let small = ArticleReader(
    configuration: .init(maximumLineBytes: 64, maximumTextBytes: 4_096, chunkBytes: 16))

  @Test func aTextFileIsOneArticle() throws {
    let folder = try TemporaryFolder(["one.txt": "First line.\nSecond line.\n"])
    let article = try ArticleReader().articles(.file(folder.file("one.txt")))[0]
    #expect(article.id == "one.txt")
    #expect(article.original == "First line.\nSecond line.\n" && article.text == article.original)
    #expect(article.warnings.isEmpty)
  }

  @Test func aTextFileThatBeginsWithABraceIsStillAText() throws {
    let folder = try TemporaryFolder(["one.txt": "{ A brace."])
    #expect(try ArticleReader().articles(.file(folder.file("one.txt"))).map(\.text) == ["{ A brace."])
  }

  @Test func jsonLinesGiveTheFieldsAndTheLineNumber() throws {
    let folder = try TemporaryFolder([
      "a.jsonl": """
      {"id":"x","text":"A","title":"T","outlet":"O","date":"25 Jan 2017","url":"u","language":"en","more":[1,{}]}

      {"content":"B","source":"S"}\r
      {"id":7,"body":"C","title":null}
      """
    ])
    let articles = try ArticleReader().articles(.file(folder.file("a.jsonl")))
    #expect(articles.map(\.id) == ["x", "3", "7"])
    #expect(articles.map(\.text) == ["A", "B", "C"])
    #expect(articles.map(\.outlet) == ["O", "S", nil])
    #expect(articles[0].title == "T" && articles[0].date == "2017-01-25")
    #expect(articles[0].url == "u" && articles[0].language == "en")
  }

  private static let nestedArrays =
    String(repeating: "[", count: 1_100) + String(repeating: "]", count: 1_100)
  private static let nestedObjects =
    String(repeating: "{\"a\":", count: 1_100) + "1" + String(repeating: "}", count: 1_100)
  private static let badRecords: [(String, ArticleError.Code)] = [
    ("{\"text\":\"A\",}", .malformed), ("{\"text\":\"A\",\"x\":[1,]}", .malformed),
    ("{\"text\":1}", .malformed),
    ("{\"title\":\"T\"}", .malformed), ("{\"text\":\"A\"", .malformed), ("[\"A\"]", .malformed),
    ("7", .malformed),
    ("nonsense", .malformed), ("{\"text\":\"\"}", .noText), ("{\"text\":\" \\n\\u00a0\\ufeff\"}", .noText),
    ("{\"text\":\"\\ud800\"}", .malformed), ("{\"text\":\"A\",\"title\":[1]}", .malformed),
    (nestedArrays, .malformed), ("{\"text\":\"A\",\"x\":" + nestedArrays + "}", .malformed),
    ("{\"text\":\"A\",\"x\":" + nestedObjects + "}", .malformed),
    (String(repeating: "[", count: 100_000), .malformed),
  ]

  @Test(arguments: badRecords)
  func aBadRecordIsAnErrorWithItsLineAndTheRestGoesOn(line: String, code: ArticleError.Code) throws {
    let folder = try TemporaryFolder(["a.jsonl": "{\"text\":\"A, [b,] {c,}\"}\n\(line)\n{\"text\":\"C\"}"])
    let path = folder.file("a.jsonl")
    let results = outcomes(.file(path))
    try #require(results.count == 3)
    #expect(results[0].article?.text == "A, [b,] {c,}" && results[2].article?.id == "3")
    let error = try #require(results[1].error)
    #expect(error.code == code && error.line == 2 && error.path == path)
    #expect(error.description.hasPrefix(path + ":2: "))
  }

  @Test(arguments: [1, 2, 3, 7, 16, 63, 64, 1_000])
  func linesAreCutTheSameWhateverTheChunks(chunk: Int) throws {
    let long = String(repeating: "x", count: 100)
    let folder = try TemporaryFolder([
      "a.jsonl": "{\"text\":\"A\"}\n{\"text\":\"\(long)\"}\n\n{\"text\":\"🔥\"}\n{\"text\":\"\(long)\"}"
    ])
    let reader = ArticleReader(configuration: .init(maximumLineBytes: 64, chunkBytes: chunk))
    let results = outcomes(.file(folder.file("a.jsonl")), reader)
    #expect(results.map { $0.article?.text } == ["A", nil, "🔥", nil])
    #expect(results.compactMap(\.error).map(\.code) == [.limit, .limit])
    #expect(results.compactMap(\.error).map(\.line) == [2, 5])
  }

  @Test func aLineOfExactlyTheLimitIsRead() throws {
    let record = "{\"text\":\"\(String(repeating: "x", count: 53))\"}"
    let folder = try TemporaryFolder(["a.jsonl": record + "\n" + record + "y\n"])
    #expect(record.utf8.count == 64)
    let results = outcomes(.file(folder.file("a.jsonl")), small)
    #expect(results[0].article != nil && results[1].error?.code == .limit)
  }

  @Test func aLongLineOfMegabytesIsSkipped() throws {
    let folder = try TemporaryFolder()
    let line = [UInt8](repeating: 0x78, count: (16 << 20) + 1)
    try folder.write(line + Array("\n{\"text\":\"B\"}\n".utf8), to: "a.jsonl")
    let results = outcomes(.file(folder.file("a.jsonl")))
    #expect(results.map { $0.error?.code } == [.limit, nil])
    #expect(results[0].error?.message.contains("16 MiB") == true)
  }

  @Test func aTextBeyondTheLimitIsAnError() throws {
    let folder = try TemporaryFolder(["a.txt": String(repeating: "x", count: 5_000)])
    #expect(outcomes(.file(folder.file("a.txt")), small).map { $0.error?.code } == [.limit])
    #expect(outcomes(.file("/dev/zero"), small).map { $0.error?.code } == [.noText])
  }

  @Test(arguments: [
    [], [0x20, 0x0A], [0xEF, 0xBB, 0xBF], [0x41, 0x00, 0x42], [0x00], [0xFF, 0xFE],
    [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01, 0x00],
  ])
  func filesWithoutTextAreErrors(bytes: [UInt8]) throws {
    let folder = try TemporaryFolder(["a.txt": bytes, "a.jsonl": bytes, "a": bytes])
    for name in ["a.txt", "a.jsonl", "a"] {
      #expect(outcomes(.file(folder.file(name))).map { $0.error?.code } == [.noText], "\(name)")
    }
  }

  @Test func aNULInUTF16IsFound() throws {
    let folder = try TemporaryFolder(["a.txt": [0xFF, 0xFE, 0x00, 0x00, 0x41, 0x00]])
    #expect(outcomes(.file(folder.file("a.txt"))).map { $0.error?.code } == [.noText])
  }

  @Test func aNULLateInATextIsFound() throws {
    let folder = try TemporaryFolder(["a.txt": Array(repeating: 0x41, count: 3_000) + [0]])
    #expect(
      outcomes(.file(folder.file("a.txt")), small).map { $0.error?.message.hasPrefix("binary") } == [true])
  }

  @Test func invalidUTF8IsRepairedWithAWarning() throws {
    let folder = try TemporaryFolder([
      "a.txt": Array("café ".utf8) + [0xE9] + Array(" au lait".utf8),
      "b.jsonl": Array("{\"text\":\"café ".utf8) + [0xE9] + Array("\"}".utf8),
    ])
    let text = try ArticleReader().articles(.file(folder.file("a.txt")))[0]
    #expect(text.text == "café \u{FFFD} au lait")
    #expect(text.warnings == ["bytes that are not UTF-8 were replaced by U+FFFD, the first at byte 6"])
    let line = try ArticleReader().articles(.file(folder.file("b.jsonl")))[0]
    #expect(line.text == "café \u{FFFD}" && line.warnings.count == 1)
  }

  @Test func byteOrderMarksAreRemovedAndUTF16IsDecoded() throws {
    let text = "Grüße 🔥\r\nZwei."
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let json = Array("{\"text\":\"A\"}\n{\"text\":\"B\"}".utf16).flatMap {
      [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
    let folder = try TemporaryFolder([
      "8.txt": [0xEF, 0xBB, 0xBF] + Array(text.utf8), "l.txt": [0xFF, 0xFE] + little,
      "b.txt": [0xFE, 0xFF] + big,
      "j.jsonl": [0xFF, 0xFE] + json, "k": [0xEF, 0xBB, 0xBF] + Array("{\"text\":\"A\"}".utf8),
    ])
    for name in ["8.txt", "l.txt", "b.txt"] {
      #expect(try ArticleReader().articles(.file(folder.file(name)))[0].text == text, "\(name)")
    }
    #expect(try ArticleReader().articles(.file(folder.file("j.jsonl"))).map(\.text) == ["A", "B"])
    #expect(try ArticleReader().articles(.file(folder.file("k"))).map(\.text) == ["A"])
    try folder.write([0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x42], to: "broken.txt")
    let broken = try ArticleReader().articles(.file(folder.file("broken.txt")))[0]
    #expect(broken.text == "A\u{FFFD}" && broken.warnings.count == 2)
  }

  @Test func missingFilesAndFoldersAreErrors() throws {
    let folder = try TemporaryFolder(["sub/readme.md": "no article"])
    #expect(outcomes(.file(folder.file("nowhere.txt"))).map { $0.error?.code } == [.missing])
    #expect(outcomes(.folder(folder.file("nowhere"))).map { $0.error?.code } == [.missing])
    #expect(outcomes(.manifest(folder.file("nowhere.csv"))).map { $0.error?.code } == [.missing])
    #expect(outcomes(.folder(folder.path)).map { $0.error?.code } == [.missing])
    #expect(outcomes(.file(folder.path)).map { $0.error?.code } == [.io])
    #expect(throws: ArticleError.self) { try ArticleReader().articles(.file(folder.file("nowhere.txt"))) }
  }

  @Test func aFolderIsReadInTheOrderOfItsPathsBytes() throws {
    let folder = try TemporaryFolder([
      "b.txt": "B", "a/z.txt": "Z", "a.txt": "A", "Z.TXT": "ZZ",
      "a/deep/c.jsonl": "{\"text\":\"C\"}\n{\"text\":\"D\"}",
      ".hidden.txt": "no", "notes.md": "no", "ä.txt": "Ä",
    ])
    let results = outcomes(.folder(folder.path))
    #expect(results.compactMap(\.article).map(\.text) == ["ZZ", "A", "C", "D", "Z", "B", "Ä"])
    #expect(
      results.compactMap(\.article).map(\.id) == ["Z.TXT", "a.txt", "1", "2", "a/z.txt", "b.txt", "ä.txt"])
  }

  @Test func standardInputIsLookedInto() throws {
    func read(_ bytes: [UInt8], _ reader: ArticleReader = ArticleReader()) throws -> [Result<
      Article, ArticleError
    >] {
      let pipe = Pipe()
      try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
      try pipe.fileHandleForWriting.close()
      var results: [Result<Article, ArticleError>] = []
      reader.readDescriptor(pipe.fileHandleForReading.fileDescriptor, name: "standard input") {
        results.append($0)
      }
      return results
    }
    #expect(
      try read(Array("\n  {\"text\":\"A\"}\n{\"text\":\"B\"}".utf8)).map { $0.article?.text } == ["A", "B"])
    #expect(try read(Array("One text.\nTwo lines.".utf8)).map { $0.article?.id } == ["standard input"])
    #expect(
      try read(Array(repeating: 0x20, count: 40) + Array("{\"text\":\"A\"}".utf8), small).map {
        $0.article?.id
      } == ["1"])
    #expect(try read([]).map { $0.error?.code } == [.noText])
  }

  @Test func whatTheCallerThrowsEndsTheReading() throws {
    struct Enough: Error {}
    let folder = try TemporaryFolder(["a.jsonl": "{\"text\":\"A\"}\n{\"text\":\"B\"}"])
    var count = 0
    #expect(throws: Enough.self) {
      try ArticleReader().read(.file(folder.file("a.jsonl"))) { _ in
        count += 1
        throw Enough()
      }
    }
    #expect(count == 1)
  }

  @Test func aReaderWithACleanerCleans() throws {
    let folder = try TemporaryFolder([
      "a.txt": "The mill burns\n\nIt was a clear night.\n\nAdd new comment", "b.txt": "Tweet",
    ])
    let reader = ArticleReader(cleaner: ArticleCleaner())
    let article = try reader.articles(.file(folder.file("a.txt")))[0]
    #expect(article.text == "It was a clear night." && article.title == "The mill burns")
    #expect(outcomes(.file(folder.file("b.txt")), reader).map { $0.error?.code } == [.noText])
  }

  @Test func argumentsNameSources() throws {
    let folder = try TemporaryFolder(["m.csv": "path"])
    #expect(ArticleSource(argument: "-") == .standardInput)
    #expect(ArticleSource(argument: folder.path) == .folder(folder.path))
    #expect(ArticleSource(argument: "x/M.CSV") == .manifest("x/M.CSV"))
    #expect(ArticleSource(argument: "x.txt") == .file("x.txt"))
  }
}
