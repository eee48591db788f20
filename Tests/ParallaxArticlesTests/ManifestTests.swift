import Testing

@testable import ParallaxArticles

@Suite struct ManifestTests {
  @Test func columnsAreFoundByNameAndPathsAreRelative() throws {
    let folder = try TemporaryFolder([
      "list/m.csv":
        "\u{FEFF}Title,note,PATH ,outlet,date\r\n\"Fire, \"\"again\"\"\",x,../a.txt,Post,2017-02-06\r\n\r\n,,b.txt,,\r\n",
      "a.txt": "A", "list/b.txt": "B",
    ])
    let articles = try ArticleReader().articles(.manifest(folder.file("list/m.csv")))
    #expect(articles.map(\.text) == ["A", "B"])
    #expect(articles.map(\.title) == ["Fire, \"again\"", nil])
    #expect(articles.map(\.outlet) == ["Post", nil])
    #expect(articles.map(\.date) == ["2017-02-06", nil])
    #expect(articles.map(\.id) == ["../a.txt", "b.txt"])
  }

  @Test func aRowThatPointsNowhereNamesManifestAndLine() throws {
    let folder = try TemporaryFolder([
      "m.csv": "path,outlet\nnone.txt,A\n\"a.txt\",\"two\nlines\"\n,C\nempty.txt,D\na.txt\n", "a.txt": "A",
      "empty.txt": "",
    ])
    let manifest = folder.file("m.csv")
    let results = outcomes(.manifest(manifest))
    #expect(results.map { $0.error?.code } == [.missing, nil, .malformed, .noText, nil])
    #expect(results.compactMap(\.error).map(\.line) == [2, 5, 6])
    #expect(results.compactMap(\.error).allSatisfy { $0.path == manifest })
    #expect(results[0].error?.message.contains("none.txt") == true)
    #expect(results[1].article?.outlet == "two\nlines")
  }

  @Test func recordsAreNoManifest() throws {
    let folder = try TemporaryFolder([
      "m.jsonl": "{\"id\": \"a\", \"text\": \"A\"}\n",
      "wide.csv": String(repeating: "column,", count: 100) + "\nx",
    ])
    let records = outcomes(.manifest(folder.file("m.jsonl")))[0].error
    #expect(records?.code == .malformed)
    #expect(records?.message.contains("give records of articles without --manifest") == true)
    let wide = try #require(outcomes(.manifest(folder.file("wide.csv")))[0].error)
    #expect(wide.message.contains("one must be named path"))
    #expect(wide.message.utf8.count < 300)
  }

  @Test func aManifestMayNameJSONLines() throws {
    let folder = try TemporaryFolder([
      "m.csv": "path,outlet\na.jsonl,Post",
      "a.jsonl": "{\"text\":\"A\"}\n{\"text\":\"B\",\"outlet\":\"Own\"}\n{",
    ])
    let results = outcomes(.manifest(folder.file("m.csv")))
    #expect(results.map { $0.article?.outlet } == ["Post", "Own", nil])
    #expect(results[2].error?.line == 2 && results[2].error?.message.contains("a.jsonl:3") == true)
  }

  @Test(arguments: [
    ("", ArticleError.Code.noText), ("path\n", .noText), ("file,outlet\na.txt,A\n", .malformed),
    ("path\n\"a.txt\n", .malformed), ("path\n\"a.txt\"x\n", .malformed),
  ])
  func brokenManifestsAreErrors(text: String, code: ArticleError.Code) throws {
    let folder = try TemporaryFolder(["m.csv": text, "a.txt": "A"])
    let results = outcomes(.manifest(folder.file("m.csv")))
    #expect(results.map { $0.error?.code } == [code])
    #expect(results.first?.error?.path == folder.file("m.csv"))
  }

  @Test(arguments: [
    ("a,b\nc,d", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a\rb", [["a"], ["b"]]),
    ("\"a,b\",\"c\"\"d\"", [["a,b", "c\"d"]]), ("\"a\nb\",", [["a\nb", ""]]), (",", [["", ""]]),
    ("a\n\n\nb", [["a"], ["b"]]),
    ("a\"b,c", [["a\"b", "c"]]), ("\"\"", [[""]]),
  ])
  func fieldsAreReadAsTheRFCSays(text: String, rows: [[String]]) throws {
    #expect(try CSVTable(text).rows.map(\.fields) == rows)
  }

  @Test func rowsKnowTheirLines() throws {
    #expect(try CSVTable("a\n\"b\nc\"\r\n\nd\n").rows.map(\.line) == [1, 2, 5])
  }
}
