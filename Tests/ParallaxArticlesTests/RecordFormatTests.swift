import Foundation
import Testing

@testable import ParallaxArticles

@Suite struct RecordFormatTests {
  private func read(_ bytes: [UInt8], _ name: String, _ reader: ArticleReader = ArticleReader()) throws
    -> [Result<Article, ArticleError>]
  {
    let folder = try TemporaryFolder([name: bytes])
    return outcomes(.file(folder.file(name)), reader)
  }

  private func read(_ text: String, _ name: String, _ reader: ArticleReader = ArticleReader()) throws
    -> [Result<Article, ArticleError>]
  {
    try read(Array(text.utf8), name, reader)
  }

  @Test func tablesOfFNC1AreReadAsTheyAre() throws {
    let bodies = try read("Body ID,articleBody\n0,\"One, two.\n\nThree.\"\n4,Four.\n", "train_bodies.csv")
    #expect(bodies.map { $0.article?.id } == ["0", "4"])
    #expect(bodies.map { $0.article?.text } == ["One, two.\n\nThree.", "Four."])
    let stances = try read("Headline,Body ID,Stance\n\"A \"\"b\"\"\",7,agree\r\n", "train_stances.csv")
    #expect(stances.map { $0.article?.text } == ["A \"b\""] && stances.map { $0.article?.id } == ["7"])
  }

  @Test func recordsOfNewsMTSCAreReadAsTheyAre() throws {
    let line = "{\"primary_gid\":\"g1\",\"sentence_normalized\":\"Ann praised Jo.\",\"targets\":[]}"
    let reader = ArticleReader(configuration: .init(fieldNames: .tables))
    let results = try read(line, "a.jsonl", reader)
    #expect(
      results.map { $0.article?.text } == ["Ann praised Jo."] && results.map { $0.article?.id } == ["g1"])
  }

  @Test func columnsMayBeNamed() throws {
    var names = FieldNames()
    try names.prefer("story", for: "text")
    try names.prefer("who", for: "outlet")
    #expect(throws: ArticleError.self) { try names.prefer("x", for: "nothing") }
    let reader = ArticleReader(configuration: .init(fieldNames: names))
    #expect(try read("who,STORY\nP,A\n", "a.csv", reader).map { $0.article?.outlet } == ["P"])
    #expect(
      try read("{\"story\":\"A\",\"who\":\"P\"}", "a.jsonl", reader).map { $0.article?.outlet } == ["P"])
  }

  @Test func aTableWithoutATextIsOneErrorAndABadRowIsOne() throws {
    #expect(try read("a,b\n1,2\n3,4\n", "a.csv").map { $0.error?.code } == [.malformed])
    let rows = try read("id,text\n1,A\n2,\"B\"x\n3,C\n4,\n", "a.csv")
    #expect(rows.map { $0.article?.id } == ["1", nil, "3", nil])
    #expect(rows.compactMap { $0.error?.line } == [3, 5])
    #expect(try read("id,text\n1,\"A", "a.csv").map { $0.error?.code } == [.malformed])
    #expect(try read("id,text\n", "a.csv").map { $0.error?.code } == [.noText])
  }

  @Test(arguments: [1, 2, 3, 7, 1_000])
  func rowsAreCutTheSameWhateverTheChunks(chunk: Int) throws {
    let text = "id,text\r\n1,\"A\r\nB\"\"\"\r\n\r\n2,\(String(repeating: "x", count: 100))\r3,C"
    let reader = ArticleReader(configuration: .init(maximumLineBytes: 64, chunkBytes: chunk))
    let rows = try read(text, "a.csv", reader)
    #expect(rows.map { $0.article?.text } == ["A\r\nB\"", nil, "C"])
    #expect(rows.compactMap { $0.error?.code } == [.limit])
  }

  @Test func tableAndManifestAreToldByTheirColumns() throws {
    let folder = try TemporaryFolder(["m.csv": "outlet,path\nA,a.txt\n", "t.csv": "id,text\n1,A\n"])
    #expect(ArticleSource(argument: folder.file("m.csv")) == .manifest(folder.file("m.csv")))
    #expect(ArticleSource(argument: folder.file("t.csv")) == .file(folder.file("t.csv")))
  }

  @Test func writtenRowsAreReadBackAndHoldNoFormula() throws {
    let fields = ["=1+1", "+a", "-2", "@x", "\tt", "plain", "a,b", "c\"d", "e\nf", "\u{FF1D}x", ""]
    let row = String(decoding: CSVWriter().row(fields.map { $0 }), as: UTF8.self)
    let back = try CSVTable(row).rows[0].fields
    let guarded = Set([0, 1, 2, 3, 4, 9])
    #expect(back == fields.enumerated().map { guarded.contains($0.offset) ? "'" + $0.element : $0.element })
    let raw = String(decoding: CSVWriter(isRaw: true).row(fields.map { $0 }), as: UTF8.self)
    #expect(try CSVTable(raw).rows[0].fields == fields)
    #expect(CSVWriter().row([nil, "a", nil]) == Array(",a,\r\n".utf8))
  }

  @Test func compressedFilesAreReadAsWhatTheyHold() throws {
    let lines = Array("{\"text\":\"A\"}\n{\"text\":\"B\"}\n".utf8)
    for bytes in [
      Pages.gzipStored(lines),
      Pages.gzipStored(Array(lines.prefix(5))) + Pages.gzipStored(Array(lines.dropFirst(5))),
    ] {
      #expect(try read(bytes, "a.jsonl.gz").map { $0.article?.text } == ["A", "B"])
    }
    #expect(try read(Pages.zstdStored(lines), "a.jsonl.zst").map { $0.article?.text } == ["A", "B"])
    #expect(
      try read(Pages.gzipStored(Array(Pages.article.utf8)), "a.html.gz").first?.article?.outlet
        == "Valley Post")
    #expect(try read(Pages.zstdStored(Array("A text.".utf8)), "a").map { $0.article?.text } == ["A text."])
  }

  @Test func bombsAreRefused() throws {
    let bomb = Pages.zstdRuns(of: 0x20, count: 1 << 17, blocks: 2_000)
    let results = try read(bomb, "a.txt.zst")
    #expect(results.map { $0.error?.code } == [.limit])
    #expect(results[0].error?.message.contains("200 times") == true)
    let reader = ArticleReader(configuration: .init(maximumDecompressedBytes: 4_096))
    #expect(
      try read(Pages.gzipStored([UInt8](repeating: 0x41, count: 5_000)), "a.txt.gz", reader).map {
        $0.error?.code
      } == [.limit])
  }

  @Test func damagedCompressionIsAnError() throws {
    let good = Pages.gzipStored(Array("{\"text\":\"A\"}\n".utf8))
    var bad = good
    bad[20] ^= 1
    for bytes in [Array(good.dropLast(3)), bad, good + [1, 2, 3], [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD]] {
      let errors = try read(bytes, "a.jsonl.gz").compactMap(\.error)
      #expect(errors.map(\.code) == [.malformed], "\(bytes.count)")
    }
  }

  private static func record(_ type: String, _ contentType: String, _ content: [UInt8]) -> [UInt8] {
    Array(
      "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: https://post.example/\(content.count)\r\nContent-Type: \(contentType)\r\nContent-Length: \(content.count)\r\n\r\n"
        .utf8)
      + content + Array("\r\n\r\n".utf8)
  }

  @Test(arguments: [1, 5, 64, 4_096])
  func pagesOfAnArchiveAreRead(chunk: Int) throws {
    let page = Array(Pages.article.utf8)
    let head = Array("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n".utf8)
    let chunked =
      Array(String(page.count, radix: 16).utf8) + Array("\r\n".utf8) + page + Array("\r\n0\r\n\r\n".utf8)
    let archive =
      Self.record("warcinfo", "application/warc-fields", Array("software: x\r\n".utf8))
      + Self.record("response", "application/http", head + Array("\r\n".utf8) + page)
      + Self.record(
        "response", "application/http", head + Array("Transfer-Encoding: chunked\r\n\r\n".utf8) + chunked)
      + Self.record(
        "response", "application/http",
        Array("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>no".utf8))
      + Self.record("conversion", "text/plain", Array("A text.".utf8))
    let reader = ArticleReader(configuration: .init(chunkBytes: chunk))
    let articles = try read(archive, "a.warc", reader).compactMap(\.article)
    #expect(articles.count == 3)
    #expect(articles[0].text == articles[1].text && articles[0].text.contains(Pages.sentences[0]))
    #expect(articles[2].text == "A text." && articles[2].url == "https://post.example/7")
    let damaged = try read(Array(archive.dropLast(30)) + Array("\r\nnonsense\r\n\r\n".utf8), "a.warc", reader)
    #expect(damaged.last?.error?.code == .malformed)
  }

  @Test func encodingsAreDetectedAndTold() throws {
    func article(_ bytes: [UInt8], _ name: String = "a.html") throws -> Article? {
      try read(bytes, name).first?.article
    }
    let latin =
      Array("<meta charset='iso-8859-1'><p>Gr".utf8) + [0xFC, 0xDF, 0x65, 0x20, 0x80] + Array("</p>".utf8)
    #expect(try article(latin)?.original == "Grüße €" && article(latin)?.encoding == "WINDOWS-1252")
    let wrong = Array(
      "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>Grüße</p>".utf8)
    #expect(try article(wrong)?.original == "Grüße" && article(wrong)?.encoding == "UTF-8")
    let cyrillic = Array("<meta charset=windows-1251><p>".utf8) + [0xCC, 0xE8, 0xF0] + Array("</p>".utf8)
    #expect(try article(cyrillic)?.original == "Мир" && article(cyrillic)?.encoding == "WINDOWS-1251")
    let unmarked = Array("<html><p>A page of plain words</p></html>".utf16).flatMap {
      [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
    #expect(try article(unmarked)?.original == "A page of plain words")
    let unknown = Array("<meta charset=x-nonsense><p>caf".utf8) + [0xE9] + Array(" au lait</p>".utf8)
    #expect(try article(unknown)?.original == "café au lait")
    let text = Array("Ein Gr".utf8) + [0xFC, 0xDF] + Array(" aus dem Tal.".utf8)
    #expect(try article(text, "a.txt")?.text == "Ein Grüß aus dem Tal.")
    #expect(try article(text, "a.txt")?.warnings == ["not UTF-8; read as Windows-1252"])
  }

  @Test func pagesAreToldFromTexts() throws {
    #expect(
      try read("<!DOCTYPE html><p>\(Pages.sentences[0])", "a").first?.article?.text == Pages.sentences[0])
    #expect(try read(Pages.article, "saved.txt").first?.article?.outlet == "Valley Post")
    #expect(try read("<3 is a heart.", "a").first?.article?.text == "<3 is a heart.")
    let json = String(decoding: try JSONEncoder().encode(["html": Pages.article]), as: UTF8.self)
    #expect(try read(json, "a.jsonl").first?.article?.outlet == "Valley Post")
  }

  @Test func oneBadLineAmongManyIsToldByItsNumber() throws {
    var lines = [String](repeating: "{\"text\":\"A\"}", count: 20_000)
    lines[12_345] = "{\"text\":\"A\","
    let results = try read(lines.joined(separator: "\n"), "a.jsonl")
    #expect(results.count == 20_000 && results.compactMap(\.error).map(\.line) == [12_346])
  }
}
