import Foundation
import Testing

/// What `score` says of an article beside the models of whole articles, by the shipped models.
@Suite struct ProfileCommandTests {
  private static let text = """
    The rebels broke the truce twice on Monday and burned a school. The rebels shelled the market again. \
    Rebels brutally killed nine villagers in a shameful attack on the valley, and fled. “The rebels are \
    murderers,” Minister Olu Bako said. The army said the rebels had fled. Talks about peace and the ceasefire \
    begin on Friday in the city. Aid groups want help and relief for families who lost their homes in the war. \
    Schools, hospitals and markets in the city stayed closed all week while police guarded the roads, bridges and \
    water tanks, and farmers asked the government for money, seed, fuel and medicine before winter.
    """

  private static let gazetteer = """
    {"format": "parallax-gazetteer", "version": 1, "language": "en", "description": "A test.", "actors": [
      {"id": "group", "name": "The group", "kind": "armed-group", "aliases": ["Valley Front"],
       "designations": [{"term": "rebel", "forms": ["rebel", "rebels", "Rebels"], "related": []}]},
      {"id": "valley", "name": "The valley", "kind": "place", "aliases": ["valley"], "designations": []}]}
    """

  private func profile(_ arguments: [String]) throws -> [String: Any] {
    let workspace = try Workspace()
    let actors = try workspace.write("actors.json", Self.gazetteer.utf8)
    let input = try Samples.jsonLines([["id": "a", "text": Self.text]])
    let outcome = try Tool.run(["score", "--actors", actors] + arguments, input: input)
    #expect(outcome.code == 0, "\(outcome.messages)")
    return try #require(try outcome.json() as? [String: Any])
  }

  private func slice(_ start: Any?, _ end: Any?) throws -> String {
    Samples.slice(Self.text, try #require(start as? Int), try #require(end as? Int))
  }

  @Test func everyPartComesWithItsPlaces() throws {
    let record = try profile([])
    let voices = try #require(record["voices"] as? [String: Any])
    let shares = try ["narrator", "quotation", "attributed"].map { try #require(voices[$0] as? Double) }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    #expect(shares.allSatisfy { $0 > 0 })

    let actors = try #require(record["actors"] as? [[String: Any]])
    // A place is no actor.
    #expect(actors.map { $0["id"] as? String } == ["group"])
    let figures = try #require(actors.first?["figures"] as? [[String: Any]])
    #expect(figures.map { $0["voice"] as? String } == ["narrator", "quotation", "attributed"])
    let narrator = try #require(figures.first)
    #expect(narrator["state"] as? String == "scored")
    let stance = try #require(narrator["stance"] as? [String: Any])
    let (lower, mean, upper) = (
      try #require(stance["lower"] as? Double), try #require(stance["mean"] as? Double),
      try #require(stance["upper"] as? Double)
    )
    #expect(lower <= mean && mean <= upper)
    #expect(figures.dropFirst().allSatisfy { $0["state"] as? String == "abstained" && $0["reason"] != nil })
    for reading in try #require(narrator["evidence"] as? [[String: Any]]) {
      #expect(try slice(reading["start"], reading["end"]) == reading["text"] as? String)
      let target = try #require(reading["target"] as? [Int])
      #expect(try slice(target.first, target.last).lowercased() == "rebels")
    }

    func average(_ values: Any?, _ name: String) throws -> Double {
      let values = try #require(values as? [[String: Any]])
      for value in values {
        let sentence = try slice(value["start"], value["end"])
        #expect(sentence.first?.isUppercase == true || sentence.first == "\u{201C}", "\(sentence)")
      }
      return try values.reduce(0) { try $0 + #require($1[name] as? Double) } / Double(values.count)
    }
    #expect(abs(try average(narrator["values"], "stance") - (stance["mean"] as? Double ?? 9)) < 1e-9)
    #expect((narrator["values"] as? [Any])?.count == narrator["sentences"] as? Int)
    #expect(figures.allSatisfy { ($0["values"] == nil) == ($0["stance"] == nil) })

    let wording = try #require(record["wording"] as? [String: Any])
    let marked = try #require(wording["narrator"] as? [String: Any])
    #expect(abs(try average(wording["values"], "probability") - (marked["mean"] as? Double ?? 9)) < 1e-9)
    for word in try #require(wording["loaded_words"] as? [[String: Any]]) {
      #expect(try slice(word["start"], word["end"]).lowercased() == word["word"] as? String)
    }
    for sentence in try #require(wording["sentences"] as? [[String: Any]]) {
      #expect(try slice(sentence["start"], sentence["end"]) == sentence["text"] as? String)
    }
    #expect(record["axes"] is [[String: Any]])
    #expect((record["scores"] as? [String: Any])?["leaning"] != nil)
  }

  @Test(arguments: [
    """
    Le gouvernement a présenté lundi un budget de cent milliards. Le ministre a promis de ne pas augmenter les impôts, \
    mais l'opposition a dénoncé un texte qui va contre les familles et les petites entreprises du pays. Les syndicats \
    ont appelé à une grève de deux jours, et le président a répondu que la porte restait ouverte à la discussion.
    """,
    """
    El gobierno presentó el lunes un presupuesto de cien mil millones. El ministro prometió no subir los impuestos, \
    pero la oposición denunció un texto que va contra las familias y las empresas pequeñas del país. Los sindicatos \
    llamaron a una huelga de dos días, y el presidente respondió que la puerta seguía abierta para hablar con todos.
    """,
  ])
  func anotherLanguageIsToldAndNothingIsSaidOfIt(text: String) throws {
    let workspace = try Workspace()
    let actors = try workspace.write("actors.json", Self.gazetteer.utf8)
    let outcome = try Tool.run(
      ["score", "--actors", actors], input: try Samples.jsonLines([["id": "a", "text": text + " " + text]]))
    #expect(outcome.code == 0, "\(outcome.messages)")
    let record = try #require(try outcome.json() as? [String: Any])
    let scores = try #require(record["scores"] as? [String: [String: Any]])
    #expect(scores.count >= 3)
    #expect(scores.values.allSatisfy { $0["state"] as? String == "abstained" })
    #expect(scores.values.allSatisfy { ($0["reason"] as? String)?.contains("not enough evidence") == true })
    #expect(scores.values.contains { ($0["reason"] as? String)?.contains("hardly looks English") == true })
    let wording = try #require(record["wording"] as? [String: Any])
    #expect(wording["state"] as? String == "abstained")
    #expect(
      (wording["sentences"] as? [Any])?.isEmpty == true
        && (wording["loaded_words"] as? [Any])?.isEmpty == true)
    #expect(record["actors"] == nil && record["axes"] == nil)
    for (name, score) in scores where (score["reason"] as? String)?.contains("hardly looks English") == true {
      let line = try Samples.jsonLines([["id": "a", "text": text + " " + text]])
      let predicted = try #require(try Tool.run("predict", "--model", name, "-", input: line).records().first)
      #expect((predicted["reason"] as? String)?.contains("hardly looks English") == true)
    }
  }

  @Test func theTableNamesActorsThatWereNotFound() throws {
    let workspace = try Workspace()
    let actors = try workspace.write("actors.json", Self.gazetteer.utf8)
    func table(_ text: String) throws -> String {
      let file = try workspace.write("a.jsonl", try Samples.jsonLines([["id": "a", "text": text]]).utf8)
      return try Tool.run("score", "--actors", actors, "--format", "table", file).text
    }
    #expect(try !table(Self.text).contains("not named: The group"))
    #expect(
      try table("Rain fell on the hills all day, and nobody came to the market.").contains(
        "not named: The group"))
  }

  @Test func theTableTellsInWhoseVoiceLoadedWordingStands() throws {
    let workspace = try Workspace()
    let input = try Samples.jsonLines([["id": "a", "text": Self.text]])
    let record = try profile([])
    let wording = try #require(record["wording"] as? [String: Any])
    let words = try #require(wording["loaded_words"] as? [[String: Any]])
    let file = try workspace.write("a.jsonl", input.utf8)
    let table = try Tool.run("score", "--format", "table", file).text
    for voice in ["narrator", "quotation", "attributed"] {
      let own = words.filter { $0["voice"] as? String == voice }.compactMap { $0["word"] as? String }
      #expect(
        table.contains("loaded words, \(voice): \(own.prefix(20).joined(separator: ", "))\n") == !own.isEmpty)
    }
    #expect(words.contains { $0["voice"] as? String == "narrator" })
  }

  /// Each category among the weightiest terms, with the first words of the text that stand in it.
  @Test func theTableTellsWhichWordsACategoryStandsFor() throws {
    let workspace = try Workspace()
    let file = try workspace.write("a.jsonl", try Samples.jsonLines([["id": "a", "text": Self.text]]).utf8)
    let table = try Tool.run("score", "--format", "table", file).text
    let scores = try #require(try profile([])["scores"] as? [String: [String: Any]])
    let scalars = Array(Self.text.unicodeScalars)
    var count = 0
    for case let terms as [[String: Any]] in scores.values.map({ $0["contributions"] }) {
      for term in terms {
        let name = try #require(term["term"] as? String)
        let spans = try #require(term["spans"] as? [[Int]])
        guard name.hasPrefix("category "), let first = spans.first else { continue }
        let word = String(String.UnicodeScalarView(scalars[first[0]..<first[1]])).lowercased()
        #expect(table.contains("\(name) (\(word)"))
        count += 1
      }
    }
    #expect(count > 0)
  }

  @Test func commercialUseLeavesOutWhatItsDataForbids() throws {
    let record = try profile(["--license", "commercial"])
    #expect(record["wording"] == nil)
    #expect(record["actors"] != nil)
    let all = try Tool.run("models").records().compactMap { $0["name"] as? String }
    let allowed = try Tool.run("models", "--license", "commercial").records().compactMap {
      $0["name"] as? String
    }
    #expect(all.contains("bias-wording") && allowed == all.filter { $0 != "bias-wording" })
    let refused = try Tool.run(
      "predict", "--license", "commercial", "--model", "bias-wording", input: "A liar.")
    #expect(refused.code == 65 && refused.messages.contains("commercially") && refused.output.isEmpty)
  }

  @Test func anArticleSaysTheSameAloneAndAmongOthersOnAnyNumberOfThreads() throws {
    let workspace = try Workspace()
    let actors = try workspace.write("actors.json", Self.gazetteer.utf8)
    let records = (0..<5).map { number -> [String: Any] in
      ["id": number, "text": Self.text.replacingOccurrences(of: "Monday", with: "Day \(number)")]
    }
    func score(_ records: [[String: Any]], _ threads: String) throws -> String {
      let outcome = try Tool.run(
        ["score", "--actors", actors, "--threads", threads], input: try Samples.jsonLines(records))
      return String(decoding: outcome.output, as: UTF8.self)
    }
    let together = try score(records, "1")
    #expect(try score(records, "3") == together)
    #expect(try records.map { try score([$0], "1") }.joined() == together)
    // A number stays one.
    #expect(together.contains(#""id":3,"#))
  }
}
