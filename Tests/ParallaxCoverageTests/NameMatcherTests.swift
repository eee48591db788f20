import ParallaxCoverage
import ParallaxText
import Testing

@Suite("NameMatcher")
struct NameMatcherTests {
  /// The parts of a text that a list of forms, each an actor of its own, matches.
  private func matches(_ forms: [String], in text: String) throws -> [String] {
    let actors = forms.enumerated().map { number, form in
      Gazetteer.Actor(id: "a\(number)", name: form, kind: .organization, aliases: [form])
    }
    let matcher = NameMatcher(try Gazetteer(language: "en", actors: actors))
    return matcher.mentions(in: text).map { text.slice(utf8: $0.range) }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let forms: [String]
    let text: String
    let found: [String]
    var testDescription: String { "\(forms) in \(text)" }
    init(_ forms: [String], _ text: String, _ found: [String]) {
      (self.forms, self.text, self.found) = (forms, text, found)
    }
  }

  static let cases: [Case] = [
    // Case and word boundaries.
    Case(["US"], "They told us of the US, not of Russia or us", ["US"]),
    Case(["us"], "They told us of the US and Russia. Us?", ["us", "Us"]),
    Case(["IS"], "This is IS. Is it? ISIS is not.", ["IS"]),
    Case(["rebel"], "Rebel REBEL rebel rebels rebelled _rebel rebel2", ["Rebel", "REBEL", "rebel"]),
    Case(
      ["rebel"], "a rebel-held port, the rebel’s boat, rebel's, “rebel”, pro-rebel",
      Array(repeating: "rebel", count: 5)),
    Case(["rebels"], "the rebels’ boats", ["rebels"]),
    Case(["Iran"], "Iran’s IRAN iran IRANIAN Iranian", ["Iran", "IRAN"]),
    Case(["Nus"], "NUS Nus nus", ["Nus"]),
    Case(["U.S."], "The U.S. and U.S.A. and U.S.", ["U.S.", "U.S."]),
    Case(["rebel"], "rébel rebelé 反rebel rebel", ["rebel"]),
    Case(["rebel"], "rebel\u{301} x", []),
    // The longest form wins, and what lies inside it is not found again.
    Case(
      ["Island", "Island Front", "Front"], "Island Front Island, Front", ["Island Front", "Island", "Front"]),
    Case(["armed group", "armed groups of the north", "groups"], "armed groups of the south", ["groups"]),
    Case(["Free Island", "Island Army"], "Free Island Army", ["Free Island"]),
    Case(["a b c", "b"], "a b d", ["b"]),
    // White space, hyphens, apostrophes.
    Case(
      ["Island Front"], "Island  \tFront Island\nFront Island\r\nFront Island\u{A0}Front",
      [
        "Island  \tFront", "Island\nFront", "Island\r\nFront", "Island\u{A0}Front",
      ]),
    Case(["Island Front"], "Island\n\nFront Island\r\n\r\nFront Island\u{2029}Front Island \n \n Front", []),
    Case(["Island Front"], "Island-Front IslandFront", []),
    Case(
      ["al-Sahr"], "al-Sahr al‑Sahr al‐Sahr AL-SAHR al Sahr Al-Sahr",
      ["al-Sahr", "al‑Sahr", "al‐Sahr", "AL-SAHR"]),
    Case(["Da'ir"], "Da'ir Da’ir Daʼir DA’IR", ["Da'ir", "Da’ir", "Daʼir", "DA’IR"]),
    // Beyond ASCII.
    Case(["Çavuş"], "Çavuş ÇAVUŞ çavuş C\u{327}avus\u{327}", ["Çavuş", "ÇAVUŞ", "C\u{327}avus\u{327}"]),
    Case(["мятежник"], "Мятежник и мятежник, МЯТЕЖНИК; мятежники", ["Мятежник", "мятежник", "МЯТЕЖНИК"]),
    Case(["straße"], "Straße STRASSE straße", ["Straße", "straße"]),
    Case(["rebel"], "", []),
    Case(["rebel"], "\0rebel\u{FEFF}rebel", ["rebel", "rebel"]),
  ]

  @Test("a text gives the mentions it holds", arguments: cases)
  func matching(_ example: Case) throws {
    #expect(try matches(example.forms, in: example.text) == example.found)
  }

  @Test("the form written exactly wins over one in another case")
  func exactFirst() throws {
    let gazetteer = try Gazetteer(
      language: "en",
      actors: [
        .init(id: "person", name: "P", kind: .person, aliases: ["Tass"]),
        .init(id: "agency", name: "A", kind: .media, aliases: ["TASS"]),
        .init(id: "word", name: "W", kind: .place, aliases: ["tass"]),
      ])
    let mentions = NameMatcher(gazetteer).mentions(in: "Tass TASS tass TaSS")
    #expect(mentions.map(\.actor) == [0, 1, 2, 2])
  }

  @Test("a mention tells aliases, designations and related words apart")
  func kinds() throws {
    let gazetteer = try islandGazetteer()
    let mentions = NameMatcher(gazetteer).mentions(
      in: "The Island Front, militants: militancy; freedom fighters")
    #expect(
      mentions.map(\.kind) == [
        .alias(form: 0), .designation(term: 0, form: 1), .related(term: 0, form: 0),
        .designation(term: 2, form: 1),
      ])
    #expect(
      mentions.map(gazetteer.form(of:)) == ["Island Front", "militants", "militancy", "freedom fighters"])
  }

  @Test("mentions ascend, never overlap and lie in the text, whatever the text")
  func invariants() throws {
    let matcher = NameMatcher(try islandGazetteer())
    let pieces = [
      "rebel", "Island", " ", "Front", "\n", "’", "-", "é", "𝛼", "Harbor State", ".", "militant", "s", "IF",
    ]
    var state: UInt64 = 7
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      var end = 0
      for mention in matcher.mentions(in: text) {
        #expect(mention.range.lowerBound >= end)
        #expect(!mention.range.isEmpty)
        end = mention.range.upperBound
      }
      #expect(end <= text.utf8.count)
    }
  }

  /// The rules written out plainly for ASCII, one position and one form at a time.
  private func naiveMatches(_ forms: [String], in text: String) -> [String] {
    let letters = Array(text)
    func isWord(_ index: Int) -> Bool {
      letters.indices.contains(index)
        && (letters[index].isLetter || letters[index].isNumber || letters[index] == "_")
    }
    func fits(_ form: String, _ found: String) -> Bool {
      let isCapitals = found == found.uppercased() && found != found.lowercased()
      let isLong = form.count(where: \.isLetter) > 3
      if form == form.lowercased() { return found.lowercased() == form && (isLong || !isCapitals) }
      return found == form || (isLong && isCapitals && found.lowercased() == form.lowercased())
    }
    var result: [String] = []
    var start = 0
    while start < letters.count {
      var longest = 0
      for form in forms where !isWord(start - 1) && start + form.count <= letters.count {
        let found = String(letters[start..<(start + form.count)])
        if fits(form, found), !isWord(start + form.count) { longest = max(longest, form.count) }
      }
      if longest > 0 { result.append(String(letters[start..<(start + longest)])) }
      start += max(1, longest)
    }
    return result
  }

  @Test("the trie finds what the rules written out plainly find")
  func naiveReference() throws {
    let forms = [
      "us", "US", "Usa", "rebel", "rebels", "Rebel Front", "rebel-front", "U.S.", "a", "Front of us", "x2",
    ]
    let pieces = [
      " ", " ", " ", " ", " ", " ", " ", " ", "us", "US", "Us", "usa", "USA", "rebel", "s", "Rebel", "REBEL",
      "Front", "FRONT", "-", ".",
      "U", "S", "a", "of", "_", "x2", "'",
    ]
    var state: UInt64 = 11
    var total = 0
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<24 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      text = text.split(separator: " ").joined(separator: " ")
      let found = try matches(forms, in: text)
      #expect(found == naiveMatches(forms, in: text), "\(text)")
      total += found.count
    }
    #expect(total > 500)
  }
}
