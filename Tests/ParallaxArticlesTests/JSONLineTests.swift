import Foundation
import ParallaxMath
import Testing

@testable import ParallaxArticles

/// The road that lines of JSON take: a scanner, and a strict parser for what it leaves.
@Suite struct JSONLineTests {
  private func read(_ bytes: [UInt8], chunkBytes: Int = 1 << 18) -> [Result<Article, ArticleError>] {
    let reader = ArticleReader(configuration: .init(chunkBytes: chunkBytes))
    var results: [Result<Article, ArticleError>] = []
    reader.read(bytes, name: "a.jsonl", layout: .lines) { results.append($0) }
    return results
  }

  private func article(_ line: String) -> Article? { try? read(Array(line.utf8)).first?.get() }

  private func reason(_ line: String) -> String? {
    guard case .failure(let error) = read(Array(line.utf8)).first else { return nil }
    return error.message
  }

  /// A text of pieces that are plain, escaped in JSON, or several bytes long.
  private func text(_ random: inout SeededGenerator, pieces: Int) -> String {
    let all = [
      "a", " ", "plain words of some length ", "\"", "\\", "/", "\n", "\t", "\r", "\u{8}", "\u{C}", "\u{1}",
      "\u{7F}", "é", "“", "\u{2028}", "🔥", "e\u{301}",
    ]
    return (0..<pieces).map { _ in all[Int.random(in: 0..<all.count, using: &random)] }.joined()
  }

  @Test func anyTextComesBackAsFoundationWroteIt() throws {
    var random = SeededGenerator(seed: 5)
    for round in 0..<400 {
      let body = "x" + text(&random, pieces: round % 60)
      let title = "t" + text(&random, pieces: round % 7)
      let object = ["text": body, "title": title, "id": "n\(round)", "other": text(&random, pieces: 5)]
      for options in [JSONSerialization.WritingOptions.sortedKeys, [.sortedKeys, .prettyPrinted]] {
        let data = try JSONSerialization.data(withJSONObject: object, options: options)
        // A pretty object on one line is still one object.
        let line = Array(String(decoding: data, as: UTF8.self).replacing("\n", with: " ").utf8)
        let found = try #require(try read(line).first?.get())
        #expect(found.original == body && found.title == title && found.id == "n\(round)")
      }
    }
  }

  @Test func escapesAreReadAtEveryPlace() {
    for length in 0..<70 {
      let plain = String(repeating: "a", count: length)
      for (escape, meaning) in [
        ("\\n", "\n"), ("\\u00e9", "é"), ("\\u201C", "“"), ("\\ud83d\\udd25", "🔥"), ("\\/", "/"),
        ("\\\"", "\""),
        ("\\\\", "\\"), ("\\b", "\u{8}"), ("\\f", "\u{C}"), ("\\u0000", "\0"),
      ] {
        let line = "{\"text\":\"\(plain)\(escape)\(plain)b\"}"
        #expect(article(line)?.original == plain + meaning + plain + "b")
      }
    }
  }

  @Test func chunksOfAnySizeGiveTheSameArticles() throws {
    var random = SeededGenerator(seed: 9)
    var bytes: [UInt8] = []
    for number in 0..<12 {
      let data = try JSONSerialization.data(
        withJSONObject: ["text": "x" + text(&random, pieces: 20), "id": number], options: .sortedKeys)
      bytes += data + [0x0A]
      if number % 4 == 3 { bytes += Array("  \n{broken\n".utf8) }
    }
    let whole = read(bytes)
    #expect(whole.count == 15)
    for size in [1, 2, 3, 7, 16, 61, 64, 1000] { #expect(read(bytes, chunkBytes: size) == whole) }
  }

  @Test func ofTwoEqualKeysTheLastCounts() {
    #expect(article("{\"text\":\"one\",\"text\":\"two\"}")?.original == "two")
    #expect(article("{\"\\u0074ext\":\"one\"}")?.original == "one")
  }

  @Test func valuesOfOtherKindsAreToldOf() {
    #expect(reason("{\"text\":5}") == "\"text\" is not a string")
    #expect(reason("{\"text\":[\"a\"]}") == "\"text\" is not a string")
    #expect(reason("{\"text\":\"a\",\"id\":1.5}") == "\"id\" is not a string")
    #expect(reason("{\"text\":\"a\",\"title\":true}") == "\"title\" is not a string")
    #expect(article("{\"text\":\"a\",\"id\":-12,\"title\":null}")?.id == "-12")
    #expect(article("{\"text\":null,\"content\":\"b\"}")?.original == "b")
  }

  @Test func whatIsNotJSONIsAnErrorWhereverItStands() {
    for line in [
      "{\"text\":\"a\"", "{\"text\":\"a\",}", "{\"text\":\"a\"} x", "{\"text\":\"a\\x\"}",
      "{\"text\":\"a\tb\"}",
      "{\"text\":\"a\",\"n\":01}", "{\"text\":\"a\",\"n\":[1,]}", "{\"text\":\"\\ud83d\"}", "[\"text\"]",
      "\"text\"",
      "{\"text\":\"a\",\"other\":\"\\u12g4\"}",
    ] {
      #expect(reason(line)?.hasPrefix("not ") == true, "\(line)")
    }
  }

  @Test func bytesThatAreNotUTF8AreReplacedAndTold() throws {
    let line = Array("{\"text\":\"one ".utf8) + [0x81] + Array(" two\",\"title\":\"a\\nb\"}".utf8)
    let found = try #require(try read(line).first?.get())
    #expect(found.original == "one \u{FFFD} two" && found.title == "a\nb" && found.warnings.count == 1)
  }

  @Test func aRecordIsWrittenAsAnEncoderWritesIt() throws {
    var random = SeededGenerator(seed: 3)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for round in 0..<200 {
      var given = Article(id: round % 2 == 0 ? "\(round)" : "a/\(round)", original: text(&random, pieces: 40))
      given.hasNumericID = round % 4 == 0
      given.title = round % 3 == 0 ? nil : text(&random, pieces: 3)
      given.outlet = round % 5 == 0 ? nil : "Post"
      let record = ArticleRecord(ArticleCleaner().clean(given))
      #expect(record.jsonLine() == (try encoder.encode(record)) + [0x0A])
    }
  }
}
