import Foundation
import Testing

@Suite struct ModelCommandTests {
  private func train(
    _ folder: Workspace, recipe: String = Samples.recipe, data: String? = nil, extra: [String] = []
  ) throws -> Outcome {
    try Tool.run(
      [
        "train", "--config", try folder.write("recipe.json", recipe), "--train",
        try folder.write("train.jsonl", try data ?? Samples.labelledLines()), "--output",
        folder.file("model"),
      ] + extra)
  }

  @Test func aTrainedModelIsFoundMeasuredAndUsed() throws {
    let folder = try Workspace()
    let valid = try folder.write("valid.jsonl", try Samples.labelledLines())
    let trained = try train(folder, extra: ["--valid", valid, "--format", "json"])
    #expect(trained.code == 0, "\(trained.messages)")
    let report = try #require(try trained.json() as? [String: Any])
    #expect(report["model"] as? String == "leaning")
    for name in ["model.safetensors", "CARD.md", "quality.json"] {
      #expect(FileManager.default.fileExists(atPath: folder.file("model/\(name)")))
    }
    let evaluated = try Tool.run("evaluate", "--model", folder.file("model"), valid)
    let metrics = try #require(try evaluated.records().first)
    #expect(metrics["n"] as? Int == 12)
    #expect(metrics["accuracy"] as? Double == 1)
    #expect((metrics["per_class"] as? [String: Any])?.count == 3)
    #expect(metrics["macro_f1"] != nil && metrics["log_loss"] != nil && metrics["ece"] != nil)
    let table = try Tool.run("evaluate", "--model", folder.file("model"), "--format", "table", valid)
    #expect(table.lines.prefix(2) == ["leaning on 12 records", "accuracy 1.0000  macro-F1 1.0000"])
  }

  @Test func theSameTrainingGivesTheSameFileForAnyNumberOfThreads() throws {
    let files = try ["1", "2", "4"].map { threads in
      let folder = try Workspace()
      #expect(try train(folder, extra: ["--threads", threads]).code == 0)
      return try #require(FileManager.default.contents(atPath: folder.file("model/model.safetensors")))
    }
    #expect(files.allSatisfy { $0 == files[0] })
  }

  @Test func aModelIsReplacedOnlyByForce() throws {
    let folder = try Workspace()
    #expect(try train(folder).code == 0)
    let again = try train(folder)
    #expect(again.code == 74)
    #expect(again.messages.contains("model.safetensors exists; give --force"))
    #expect(try train(folder, extra: ["--force"]).code == 0)
  }

  @Test(arguments: [
    ("{", 65, "not a training configuration"), ("{\"decription\": {}}", 65, "unknown key \"decription\""),
    (Samples.recipe.replacing("\"min_df\": 2", with: "\"min_df\": -2"), 65, "min_df"),
    (Samples.recipe.replacing("\"min_df\": 2", with: "\"min_df\": \"x\""), 65, "min_df"),
    (Samples.recipe.replacing("\"C\": 10", with: "\"C\": 0"), 65, "C"),
  ])
  func aWrongRecipeIsNamed(_ recipe: String, _ code: Int32, _ part: String) throws {
    let folder = try Workspace()
    let outcome = try train(folder, recipe: recipe)
    #expect(outcome.code == code, "\(outcome.messages)")
    #expect(outcome.messages.contains("recipe.json: "))
    #expect(outcome.messages.contains(part), "\(outcome.messages)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("model")))
  }

  @Test func aRecipeOrDataThatIsNotThereIsMissingInput() throws {
    let folder = try Workspace()
    let recipe = try folder.write("recipe.json", Samples.recipe)
    let arguments = ["train", "--output", folder.file("model")]
    let data = ["--train", folder.file("gone.jsonl")]
    #expect(try Tool.run(arguments + data + ["--config", folder.file("gone.json")]).code == 66)
    #expect(try Tool.run(arguments + data + ["--config", recipe]).code == 66)
  }

  @Test(arguments: [
    ("{\"text\":\"No label.\"}\n", "train.jsonl:1: no label in the field \"label\""),
    ("{\"label\":\"left\"}\n", "train.jsonl:1: no text in the field \"text\""),
    ("\n[]\n", "train.jsonl:2: not a JSON object"), ("", "train.jsonl: no record"),
    ("{\"text\":\"A text of words.\",\"label\":\"up\"}\n", "the label \"up\""),
  ])
  func wrongDataIsNamedAndNothingIsWritten(_ data: String, _ message: String) throws {
    let folder = try Workspace()
    let outcome = try train(folder, data: data)
    #expect(outcome.code == 65)
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("model")))
  }

  @Test func dataOfOneLabelOnlyIsAnError() throws {
    let folder = try Workspace()
    let lines = try Samples.jsonLines(
      Samples.labelled.prefix(4).map { ["text": $0.text, "label": $0.label] })
    let outcome = try train(folder, data: lines)
    #expect(outcome.code == 65)
    #expect(!outcome.messages.isEmpty)
  }

  @Test func labelsTheModelDoesNotKnowAreNamedByEvaluate() throws {
    let folder = try Workspace()
    let file = try folder.write("v.jsonl", try Samples.jsonLines([["text": "Fair wages.", "label": "up"]]))
    let outcome = try Tool.run("evaluate", "--models", try Samples.models(), "--model", "leaning", file)
    #expect(outcome.code == 65)
    #expect(outcome.messages.contains("\"up\""))
  }

  @Test func modelsListsThoseNamedAlone() throws {
    let models = try Samples.models()
    let listed = try Tool.run("models", "--models", models, "leaning").records()
    #expect(listed.map { $0["name"] as? String } == ["leaning"])
    #expect(try Tool.run("models", "--models", models).records().count > 1)
    let unknown = try Tool.run("models", "--models", models, "leening")
    #expect(unknown.code == 66 && unknown.output.isEmpty)
    #expect(unknown.messages.contains("no model named \"leening\""))
  }

  @Test func aTruncatedOrAlteredModelIsRefused() throws {
    let folder = try Workspace()
    let bytes = [UInt8](
      try #require(FileManager.default.contents(atPath: try Samples.models() + "/leaning/model.safetensors")))
    var altered = bytes
    altered[bytes.count - 3] ^= 0x40
    for (name, content) in [
      ("empty", []), ("short", Array(bytes.prefix(bytes.count / 2))), ("altered", altered),
      ("text", Array("no model".utf8)), ("long", bytes + [0]),
    ] {
      try folder.write("\(name)/leaning/model.safetensors", content)
      for command in ["score", "predict", "explain", "compare", "evaluate", "bench"] {
        var arguments = [command, "--models", folder.file(name)]
        if ["predict", "explain", "evaluate"].contains(command) { arguments += ["--model", "leaning"] }
        if command == "evaluate" { arguments.append("-") }
        let outcome = try Tool.run(arguments, input: Samples.article)
        #expect(outcome.code == 65, "\(command) \(name)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.messages.contains("\(name)/leaning/model.safetensors: "))
      }
    }
  }

  @Test func aModelThatIsNowhereIsToldWithThePlacesLookedAt() throws {
    let space = try Workspace()
    let folder = try space.folder("empty")
    let outcome = try Tool.run("predict", "--model", "none-such", "--models", folder, input: "A text.")
    #expect(outcome.code == 66)
    #expect(outcome.messages.contains("none-such"))
    #expect(outcome.messages.contains(folder))
  }

  @Test func modelsAreFoundThroughTheEnvironmentToo() throws {
    let environment = ["PARALLAX_MODELS": try Samples.models()]
    let outcome = try Tool.run(
      ["predict", "--model", "leaning"], input: "Fair wages.", environment: environment)
    #expect(outcome.code == 0)
  }

  @Test func modelsListsThoseFoundAndTellsOfTheDamaged() throws {
    let folder = try Workspace()
    try folder.write("aaa/model.safetensors", "no model")
    try FileManager.default.copyItem(
      atPath: try Samples.models() + "/leaning", toPath: folder.file("leaning"))
    let outcome = try Tool.run("models", "--models", folder.path)
    #expect(outcome.code == 1)
    #expect(outcome.messages.contains("aaa/model.safetensors: "))
    #expect(try outcome.records().contains { $0["name"] as? String == "leaning" })
    let table = try Tool.run("models", "--models", folder.path, "--format", "table")
    #expect(table.text.contains("leaning  A test."))
    #expect(table.text.contains("labels: left, center, right"))
  }

  @Test func infoTellsTheLibraryTheThreadsAndTheModels() throws {
    let models = try Samples.models()
    let table = try Tool.run("info", "--models", models)
    #expect(table.code == 0)
    for part in ["parallax ", "BLAS ", "LAPACK ", "threads ", "leaning  \(models)/leaning", "looked in "] {
      #expect(table.text.contains(part), "\(part)")
    }
    let record = try #require(
      try Tool.run("info", "--models", models, "--format", "json").json() as? [String: Any])
    #expect((record["models"] as? [String])?.contains("leaning") == true)
    #expect(record["blas_threads"] as? Int == 1)
  }

  @Test func benchMeasuresEveryStage() throws {
    let folder = try Workspace()
    let file = try folder.write("a.jsonl", try Samples.articles())
    let arguments = ["bench", "--models", try Samples.models(), "--limit", "3", file]
    let report = try #require(try Tool.run(arguments + ["--format", "json"]).json() as? [String: Any])
    #expect(report["documents"] as? Int == 3)
    let stages = try #require(report["stages"] as? [[String: Any]])
    let names = ["read", "clean", "tokenize", "vectorize", "classify", "summarize", "score"]
    #expect(stages.compactMap { $0["stage"] as? String } == names)
    for stage in stages {
      for key in ["cpu_s", "docs_per_s", "mb_per_s", "tokens_per_s", "peak_mb"] {
        #expect((stage[key] as? Double ?? 0) > 0, "\(stage)")
      }
    }
    let table = try Tool.run(arguments)
    for name in names { #expect(table.text.contains("\n\(name)")) }
  }

  @Test func benchWithoutAnArticleIsAnErrorAndPartOfThemATellingOne() throws {
    let folder = try Workspace()
    let models = ["bench", "--models", try Samples.models()]
    #expect(try Tool.run(models + [folder.file("gone.jsonl")]).code == 66)
    let file = try folder.write("a.txt", Samples.article)
    let outcome = try Tool.run(models + [file, folder.file("gone.jsonl")])
    #expect(outcome.code == 1)
    #expect(outcome.text.contains("1 documents") || outcome.text.contains("1 document"))
  }
}
