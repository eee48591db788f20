import Foundation
import ParallaxCoverage
import Testing

@Suite("Gazetteer")
struct GazetteerTests {
  static let valid = """
    {
      "format": "parallax-gazetteer",
      "version": 1,
      "language": "en",
      "description": "An \\u0069sland \\ud83c\\udfdd",
      "actors": [
        {
          "id": "front",
          "name": "Island Front",
          "kind": "armed-group",
          "aliases": ["Island Front", "IF"],
          "designations": [
            {"term": "militant", "forms": ["militant", "militants"], "related": ["militancy"]}
          ]
        },
        {
          "id": "harbor",
          "name": "Harbor",
          "kind": "state",
          "aliases": ["Harbor"],
          "designations": []
        }
      ]
    }
    """

  @Test("a valid file gives its actors in order")
  func reads() throws {
    let gazetteer = try Gazetteer(json: Data(Self.valid.utf8))
    #expect(gazetteer.language == "en")
    #expect(gazetteer.description == "An island 🏝")
    #expect(gazetteer.actors.map(\.id) == ["front", "harbor"])
    #expect(gazetteer.actors[0].kind == .armedGroup)
    #expect(
      gazetteer.actors[0].designations == [
        .init(term: "militant", forms: ["militant", "militants"], related: ["militancy"])
      ])
  }

  @Test("a byte order mark and Windows line ends are read past")
  func readsWindowsFiles() throws {
    let text = "\u{FEFF}" + Self.valid.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try Gazetteer(json: Data(text.utf8)).actors.count == 2)
  }

  /// A change to the valid file, and the line, code and words of the error that it must give.
  struct Fault: CustomTestStringConvertible, Sendable {
    let find: String
    let put: String
    let line: Int
    let code: CoverageError.Code
    let words: String
    var testDescription: String { "\(find) -> \(put)" }
    init(_ find: String, _ put: String, line: Int, _ code: CoverageError.Code, _ words: String) {
      (self.find, self.put, self.line, self.code, self.words) = (find, put, line, code, words)
    }
  }

  static let faults: [Fault] = [
    Fault("\"aliases\": [\"Island", "\"alias\": [\"Island", line: 11, .schema, "did you mean `aliases`?"),
    Fault("\"format\": \"parallax-gazetteer\",\n", "\n", line: 1, .schema, "lacks the key `format`"),
    Fault("\"language\": \"en\",", "", line: 1, .schema, "lacks the key `language`"),
    Fault("\"id\": \"harbor\",", "", line: 16, .schema, "lacks the key `id`"),
    Fault(", \"related\": [\"militancy\"]", "", line: 13, .schema, "lacks the key `related`"),
    Fault("\"parallax-gazetteer\"", "\"recipe\"", line: 2, .schema, "is this the right file?"),
    Fault("\"version\": 1", "\"version\": 2", line: 3, .version, "newer than the newest read here (1)"),
    Fault("\"version\": 1", "\"version\": \"1\"", line: 3, .schema, "`version` is to be 1"),
    Fault("\"version\": 1", "\"version\": 1.5", line: 3, .schema, "`version` is to be 1"),
    Fault("\"version\": 1", "\"version\": 0", line: 3, .schema, "`version` is to be 1"),
    Fault(
      "\"language\": \"en\"", "\"language\": 7", line: 4, .schema,
      "`language` is to be a string, found a number"),
    Fault("\"armed-group\"", "\"armed group\"", line: 10, .schema, "did you mean `armed-group`?"),
    Fault("[\"Harbor\"]", "\"Harbor\"", line: 20, .schema, "is to be an array, found a string"),
    Fault("[\"Harbor\"]", "[null]", line: 20, .schema, "is to be a string, found null"),
    Fault("\"id\": \"harbor\"", "\"id\": \"front\"", line: 17, .duplicate, "used twice (line 8)"),
    Fault(
      "[\"Harbor\"]", "[\"IF\"]", line: 20, .duplicate, "the form \"IF\" stands in aliases of \"harbor\""),
    Fault(
      "[\"Harbor\"]", "[\"militants\"]", line: 20, .duplicate, "forms of \"militant\" of \"front\" (line 13)"),
    Fault("[\"militancy\"]", "[\"militant\"]", line: 13, .duplicate, "it can count for one only"),
    Fault(
      "[\"Harbor\"]", "[\"Harbor\",\n\"\"]", line: 21, .schema, "an empty string in `aliases` of \"harbor\""),
    Fault("[\"Harbor\"]", "[\" Harbor\"]", line: 20, .schema, "begins or ends with white space"),
    Fault("[\"Harbor\"]", "[\"-Harbor\"]", line: 20, .schema, "begins with neither a letter nor a digit"),
    Fault("[\"Harbor\"]", "[\"Har\\nbor\"]", line: 20, .schema, "holds a control character"),
    Fault("[\"militant\", \"militants\"]", "[]", line: 13, .schema, "has no form"),
    Fault("\"id\": \"harbor\"", "\"id\": \"\"", line: 17, .schema, "an empty string in `id`"),
    Fault("[\"Harbor\"]", "[\"Harbor\",]", line: 20, .malformed, "a comma stands before \"]\""),
    Fault(
      "\"designations\": []\n", "\"designations\": [],\n", line: 21, .malformed, "a comma stands before \"}\""
    ),
    Fault(
      "\"name\": \"Harbor\",", "\"name\": \"Harbor\", \"name\": \"H\",", line: 18, .malformed, "stands twice"),
    Fault("\"version\": 1", "\"version\": 01", line: 3, .malformed, "not a number of JSON"),
    Fault(
      "\"version\": 1", "// one\n\"version\": 1", line: 3, .malformed, "expected a key in quotation marks"),
    Fault("\"en\"", "\"e\nn\"", line: 4, .malformed, "line break or control character"),
    Fault("\"en\"", "\"\\ud800\"", line: 4, .malformed, "surrogate"),
    Fault("\"en\"", "\"\\x\"", line: 4, .malformed, "unknown escape"),
    Fault("\"en\"", "en", line: 4, .malformed, "expected a value, found \"e\""),
    Fault("\n  ]\n}", "\n  ]\n}}", line: 24, .malformed, "after the end of the document"),
    Fault("\n  ]\n}", "\n  ]\n", line: 24, .malformed, "(opened in line 1), found the end of the file"),
  ]

  @Test("a fault names the file, its line and its reason", arguments: GazetteerTests.faults)
  func faultyFile(_ fault: Fault) throws {
    try #require(Self.valid.contains(fault.find))
    let text = Self.valid.replacingOccurrences(of: fault.find, with: fault.put)
    let error = #expect(throws: CoverageError.self) { try Gazetteer(json: Data(text.utf8), path: "g.json") }
    #expect(error?.line == fault.line)
    #expect(error?.code == fault.code)
    #expect(error?.message.contains(fault.words) == true, "\(error?.message ?? "")")
    #expect(error?.description.hasPrefix("g.json:\(fault.line): ") == true)
  }

  @Test("invalid UTF-8 names its line, and UTF-16 is called by its name")
  func encodings() {
    let latin = Data(Self.valid.utf8) + [10, 0xE9, 10]
    let error = #expect(throws: CoverageError.self) { try Gazetteer(json: latin) }
    #expect(error?.line == 25)
    let wide = Data([0xFF, 0xFE, 0x7B, 0])
    #expect(throws: CoverageError(.malformed, "the file is UTF-16; save it as UTF-8", line: 1)) {
      try Gazetteer(json: wide)
    }
  }

  @Test("deep nesting and every cut of a file are errors, not crashes")
  func hostileFiles() {
    let deep = Data(String(repeating: "[", count: 1_000_000).utf8)
    let error = #expect(throws: CoverageError.self) { try Gazetteer(json: deep) }
    #expect(error?.code == .limit)
    let whole = Array(Self.valid.utf8)
    for length in 0..<whole.count {
      #expect(throws: CoverageError.self) { try Gazetteer(json: Data(whole[..<length])) }
    }
  }

  @Test("a missing file and a folder are told apart")
  func missingFiles() {
    let missing = #expect(throws: CoverageError.self) { try Gazetteer(contentsOf: "/nonexistent/g.json") }
    #expect(missing?.code == .missing)
    #expect(missing?.path == "/nonexistent/g.json")
    let folder = #expect(throws: CoverageError.self) { try Gazetteer(contentsOf: "/") }
    #expect(folder?.code == .io)
  }

  @Test("a gazetteer made in code obeys the same rules")
  func madeInCode() {
    let actor = Gazetteer.Actor(id: "a", name: "A", kind: .person, aliases: ["Ann"])
    let twin = Gazetteer.Actor(id: "b", name: "B", kind: .person, aliases: ["Ann"])
    let error = #expect(throws: CoverageError.self) { try Gazetteer(language: "en", actors: [actor, twin]) }
    #expect(error?.code == .duplicate)
    #expect(throws: CoverageError.self) { try Gazetteer(language: "en", actors: [actor, actor]) }
  }

  @Test("straight and curly apostrophes in one list are the same name, and no fault")
  func apostrophes() throws {
    let actor = Gazetteer.Actor(
      id: "a", name: "A", kind: .organization, aliases: ["People's Hall", "People’s Hall"])
    let gazetteer = try Gazetteer(language: "en", actors: [actor])
    #expect(NameMatcher(gazetteer).mentions(in: "the People’s Hall").count == 1)
  }
}
