import Foundation
import Testing

/// Articles of which little can be said get results that say so, by the shipped models.
@Suite struct UnusualArticleTests {
  private static let gazetteer = """
    {"format": "parallax-gazetteer", "version": 1, "language": "en", "description": "A test.", "actors": [
      {"id": "states", "name": "United States", "kind": "state", "aliases": ["US"], "designations": []},
      {"id": "force", "name": "The force", "kind": "armed-group", "aliases": ["US-backed force"],
       "designations": []},
      {"id": "absent", "name": "Absent", "kind": "state", "aliases": ["Nowhereland"], "designations": []}]}
    """

  private static let town = """
    The town opened a new school on Monday, and the mayor thanked the teachers who had waited for it so long. \
    Parents came with their children and looked at the rooms, the library and the garden behind the house.
    """
  private static let aliases = """
    The US sent help to us. The US-backed force took the town, and the US praised it. It helped us all.
    """
  private static let german = """
    Die Stadt eröffnete am Montag eine neue Schule, und der Bürgermeister dankte den Lehrern, welche so lange \
    darauf gewartet hatten. Eltern kamen mit ihren Kindern und betrachteten die Zimmer, den Garten hinter dem \
    Haus sowie sämtliche Bücher, welche jemand gespendet hatte.
    """
  private static let quoted =
    "“The US sent help to the town.” “The US did well.” “We thank the US for it.”"

  /// The lines of all articles by their texts, scored in one run: opening the models takes longer than they do.
  private static let scored = Result { () throws -> [String: String] in
    let workspace = try Workspace()
    let actors = try workspace.write("actors.json", gazetteer.utf8)
    let texts = [town, aliases, german, quoted, "The US sent help.", "Help."]
    let outcome = try Tool.run(
      "score", "--actors", actors, input: try Samples.jsonLines(texts.map { ["text": $0] }))
    #expect(outcome.code == 0, "\(outcome.messages)")
    return Dictionary(zip(texts, outcome.lines)) { first, _ in first }
  }

  private func score(_ text: String) throws -> [String: Any] {
    let line = try #require(try Self.scored.get()[text])
    return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  private func states(_ record: [String: Any]) throws -> [String] {
    try #require(record["scores"] as? [String: [String: Any]]).values.compactMap { $0["state"] as? String }
  }

  @Test func anActorThatNeverAppearsIsLeftOut() throws {
    #expect(try #require(try score(Self.town)["actors"] as? [Any]).isEmpty)
  }

  @Test func overlappingAliasesAreToldApartByCaseAndLength() throws {
    let actors = try #require(try score(Self.aliases)["actors"] as? [[String: Any]])
    #expect(actors.map { $0["id"] as? String } == ["states", "force"])
    #expect(actors.map { $0["mentions"] as? Int } == [2, 1])
  }

  @Test func anotherLanguageIsNotScored() throws {
    let record = try score(Self.german)
    #expect(try states(record).allSatisfy { $0 == "abstained" })
    #expect((record["wording"] as? [String: Any])?["state"] as? String == "abstained")
    #expect(record["axes"] == nil)
  }

  @Test(arguments: ["The US sent help.", "Help."]) func oneSentenceGivesNoFinding(text: String) throws {
    let record = try score(text)
    #expect(try states(record).allSatisfy { $0 == "abstained" })
    let wording = try #require(record["wording"] as? [String: Any])
    #expect(wording["state"] as? String == "abstained" && wording["reason"] is String)
    for actor in try #require(record["actors"] as? [[String: Any]]) {
      for figure in try #require(actor["figures"] as? [[String: Any]]) {
        #expect(figure["state"] as? String == "abstained" && figure["reason"] is String)
      }
    }
  }

  @Test func whatIsAllQuotedIsNobodysNarration() throws {
    let record = try score(Self.quoted)
    let voices = try #require(record["voices"] as? [String: Any])
    #expect(voices["quotation"] as? Double == 1 && voices["narrator"] as? Double == 0)
    #expect((record["wording"] as? [String: Any])?["state"] as? String == "abstained")
    let actors = try #require(record["actors"] as? [[String: Any]])
    let figures = try #require(actors.first?["figures"] as? [[String: Any]])
    #expect(figures.map { $0["voice"] as? String } == ["quotation"])
  }

  @Test(arguments: ["", "Help"]) func aClaimOfOneWordOrNoneIsNotEnough(claim: String) throws {
    let input = try Samples.jsonLines([["id": 7, "text": Self.town, "claim": claim]])
    let outcome = try Tool.run("predict", "--model", "stance-claim", "-", input: input)
    let record = try #require(try outcome.json() as? [String: Any])
    #expect(record["state"] as? String == "abstained")
    #expect((record["reason"] as? String)?.contains("words of the claim") == true)
    #expect(record["id"] as? Int == 7)
  }

  @Test(arguments: ["leaning", "hyperpartisan", "frames", "bias-wording"])
  func anEmptyTextIsNotEnoughForAnyModel(model: String) throws {
    let outcome = try Tool.run("predict", "--model", model, "-", input: "{\"text\": \" \"}\n")
    let record = try #require(try outcome.json() as? [String: Any])
    #expect(record["state"] as? String == "abstained")
    #expect(record["reason"] as? String == "not enough evidence: the text holds no words")
  }

  @Test(arguments: ["leaning", "hyperpartisan", "frames", "bias-wording", "stance-actor", "stance-claim"])
  func everyKindOfModelIsExplainedOnAPage(model: String) throws {
    let target: [String: Any] = ["from": 0, "to": 8]
    let input = try Samples.jsonLines([
      ["id": "<b>", "text": Self.town, "claim": "The mayor opened a school", "target": target]
    ])
    let outcome = try Tool.run("explain", "--model", model, "--format", "html", "-", input: input)
    #expect(outcome.code == 0, "\(outcome.messages)")
    let page = String(decoding: outcome.output, as: UTF8.self)
    #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</body></html>\n"))
    #expect(page.contains("&lt;b&gt;") && page.contains("= decision value"))
  }

  @Test func framesSayAllTheirLabelsAndFromWhichProbabilityOn() throws {
    let scores = try #require(try score(Self.town)["scores"] as? [String: [String: Any]])
    let frames = try #require(scores["frames"])
    let thresholds = try #require(frames["thresholds"] as? [String: Double])
    let probabilities = try #require(frames["probabilities"] as? [String: Double])
    #expect(Set(thresholds.keys) == Set(probabilities.keys))
    let given = probabilities.filter { $0.value >= (thresholds[$0.key] ?? 2) }.keys
    #expect(Set(try #require(frames["labels"] as? [String])) == Set(given))
    #expect(scores["leaning"]?["thresholds"] == nil)
  }
}
