import Foundation
import Testing

/// Commands on records that have a target, marked words or labels of other names.
@Suite struct TargetCommandTests {
  private static let verbs = [["blamed", "mocked"], ["met", "saw"], ["praised", "thanked"]]

  /// Sentences with two targets each, in the manner of a corpus that lists them.
  private static func corpus() throws -> String {
    try (0..<60).map { index -> String in
      let (first, second) = (verbs[index % 3][(index / 3) % 2], verbs[(index + 1) % 3][(index / 2) % 2])
      let text = "The “café” council \(first) Lind and aides \(second) Moe on day \(index % 4)."
      let scalars = Array(text.unicodeScalars)
      func target(_ name: String, _ polarity: Int) throws -> [String: Any] {
        let start = try #require(
          (0..<scalars.count).first { place in
            place + name.count <= scalars.count
              && String(String.UnicodeScalarView(scalars[place..<place + name.count])) == name
          })
        return ["from": start, "to": start + name.count, "polarity": polarity]
      }
      let record: [String: Any] = [
        "sentence": text, "event": "event \(index % 9)",
        "targets": [try target("Lind", 2 * (index % 3) + 2), try target("Moe", 2 * ((index + 1) % 3) + 2)],
      ]
      return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self) + "\n"
    }.joined()
  }

  private static let fields = [
    "--text", "sentence", "--label", "polarity", "--relabel", "2=negative", "--relabel", "4=neutral",
    "--relabel", "6=positive",
  ]

  private static func model(_ folder: Workspace) throws -> String {
    let train = try folder.write("train.jsonl", try corpus())
    let config = try folder.write(
      "recipe.json", #"{"features": [{"name": "near", "target": {}}], "learner": {"C": 10}}"#)
    let outcome = try Tool.run(
      ["train", "--config", config, "--train", train, "--output", folder.file("model")] + fields)
    #expect(outcome.code == 0, "\(outcome.messages)")
    return folder.file("model")
  }

  @Test func aListOfTargetsIsOneExampleEachAndLabelsTakeOtherNames() throws {
    let folder = try Workspace()
    let model = try Self.model(folder)
    let valid = try folder.write("valid.jsonl", try Self.corpus())
    let record = try #require(
      try Tool.run(["evaluate", "--model", model, "--format", "jsonl", valid] + Self.fields).records().first)
    #expect(record["n"] as? Int == 120)
    #expect(try #require(record["macro_f1"] as? Double) > 0.9)
    let fewer = try Tool.run(
      [
        "evaluate", "--model", model, "--format", "jsonl", valid, "--text", "sentence", "--label", "polarity",
        "--relabel", "2=negative", "--relabel", "4=", "--relabel", "6=positive",
      ])
    #expect(try #require(try fewer.records().first)["n"] as? Int == 80)
  }

  @Test func aTargetIsGivenByScalarsOrByItsWordsAndTheAnswersAreTheSame() throws {
    let folder = try Workspace()
    let model = try Self.model(folder)
    // The accent and the quotation marks take more bytes than scalars.
    let text = "The “café” council praised Lind and aides blamed Moe."
    let records = try Tool.run(
      ["predict", "--model", model, "-"],
      input: """
        {"id": "a", "text": "\(text)", "target": {"from": 27, "to": 31}}
        {"id": "b", "text": "\(text)", "target": "Lind"}
        {"id": "c", "text": "\(text)", "target": {"mention": "Moe"}}
        {"id": "d", "title": "Ä title", "text": "\(text)", "target": {"from": 27, "to": 31}}

        """
    ).records()
    #expect(records.map { $0["label"] as? String } == ["positive", "positive", "negative", "positive"])
    #expect(
      records[0]["probabilities"] as? [String: Double] == records[1]["probabilities"] as? [String: Double])
    #expect(records.allSatisfy { $0["state"] as? String == "scored" })
    let explained = try #require(
      try Tool.run(
        ["explain", "--model", model, "--top", "500", "-"],
        input: #"{"text": "\#(text)", "target": {"from": 27, "to": 31}}"# + "\n"
      ).records().first)
    let parts = try #require(explained["contributions"] as? [[String: Any]])
    let scalars = Array(text.unicodeScalars)
    let praised = try #require(parts.first { $0["term"] as? String == "l0:praised" })
    let (start, end) = (try #require(praised["start"] as? Int), try #require(praised["end"] as? Int))
    #expect(String(String.UnicodeScalarView(scalars[start..<end])) == "praised")
    let sum = parts.reduce(0.0) { $0 + ($1["weight"] as? Double ?? 0) }
    let rest =
      try #require(explained["remainder"] as? Double) + (try #require(explained["intercept"] as? Double))
    #expect(abs(sum + rest - (try #require(explained["decision"] as? Double))) < 1e-9)
  }

  @Test func aTargetThatStandsNowhereAbstainsAndWhatIsNoTargetIsAFault() throws {
    let folder = try Workspace()
    let model = try Self.model(folder)
    let nowhere = [
      #"{"text": "The council met Lind."}"#, #"{"text": "The council met Lind.", "target": null}"#,
      #"{"text": "The council met Lind.", "target": {"from": 4, "to": 4}}"#,
      #"{"text": "The council met Lind.", "target": {"from": -1, "to": 4}}"#,
      #"{"text": "The council met Lind.", "target": {"from": 9, "to": 400}}"#,
      #"{"text": "The council met Lind.", "target": {"from": 9, "to": 2}}"#,
      #"{"text": "The council met Lind.", "target": "Lin"}"#, #"{"text": "", "target": "Lind"}"#,
      #"{"text": "Met.", "target": ""}"#,
    ]
    let outcome = try Tool.run(
      ["predict", "--model", model, "-"], input: nowhere.joined(separator: "\n") + "\n")
    #expect(outcome.code == 0, "\(outcome.messages)")
    for record in try outcome.records() {
      #expect(record["state"] as? String == "abstained")
      #expect((record["reason"] as? String)?.contains("target") ?? false)
    }
    #expect(try outcome.records().count == nowhere.count)
    let wrong = [
      #"{"text": "a", "target": 5}"#, #"{"text": "a", "target": {"from": "x", "to": 3}}"#,
      #"{"text": "a", "target": {"from": 0.5, "to": 1}}"#, #"{"text": "a", "target": {"start": 0}}"#,
      #"{"text": "a", "target": []}"#,
    ]
    let faults = try Tool.run(
      ["predict", "--model", model, "-"], input: wrong.joined(separator: "\n") + "\n")
    #expect(faults.code != 0)
    for line in 1...wrong.count {
      #expect(faults.messages.contains("standard input:\(line): "), "\(faults.messages)")
    }
  }

  @Test func vectorsAreLearntTheSameTwiceListTheirNearestAndFeedARecipe() throws {
    let folder = try Workspace()
    let texts = (0..<200).map { index in
      let animal = ["cat", "dog"][index % 2]
      return
        "{\"text\": \"The small \(animal) sleeps here. The large \(["ship", "ferry"][index % 2]) sails there.\"}\n"
    }
    let articles = try folder.write("articles.jsonl", texts.joined())
    let config = try folder.write(
      "vectors.json",
      #"{"description": {"name": "tiny", "task": "Tests."}, "settings": {"vocabulary_size": 50, "window": 3, "#
        + #""minimum_count": 0, "context_power": 0.75, "dimension": 4, "seed": 1}}"#)
    for name in ["models/term-vectors", "again"] {
      let outcome = try Tool.run(
        ["train-vectors", "--config", config, "--output", folder.file(name), articles])
      #expect(outcome.code == 0, "\(outcome.messages)")
    }
    let first = try Data(contentsOf: URL(filePath: folder.file("models/term-vectors/vectors.safetensors")))
    #expect(try first == Data(contentsOf: URL(filePath: folder.file("again/vectors.safetensors"))))
    let nearest = try Tool.run(
      ["train-vectors", "--models", folder.file("models"), "--nearest", "cat", "--count", "1"])
    #expect(nearest.text.contains("dog"))
    #expect(
      try Tool.run(["train-vectors", "--nearest", "zzz", "--models", folder.file("models")]).code == 65)
    #expect(try Tool.run(["train-vectors", "--output", folder.file("x")]).code == 64)
    let examples = (0..<40).map { index in
      "{\"text\": \"The \(["cat sleeps", "ship sails"][index % 2]) now.\", \"label\": \"\(["animal", "vessel"][index % 2])\"}\n"
    }
    let train = try folder.write("train.jsonl", examples.joined())
    let recipe = try folder.write(
      "recipe.json", #"{"features": [{"name": "meaning", "vectors": {"pools": ["mean"], "dimension": 4}}]}"#)
    let trained = try Tool.run(
      [
        "train", "--models", folder.file("models"), "--config", recipe, "--train", train, "--output",
        folder.file("m"),
      ])
    #expect(trained.code == 0, "\(trained.messages)")
    // A word that no example held is known by its neighbours.
    let record = try #require(
      try Tool.run(["predict", "--model", folder.file("m"), "-"], input: "{\"text\": \"The dog.\"}\n")
        .records()
        .first)
    #expect(record["label"] as? String == "animal")
    #expect(try Tool.run(["models", "--models", folder.file("models"), "--format", "jsonl"]).code == 0)
  }
}
