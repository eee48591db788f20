import Foundation
import Testing

/// Labelled records in every format, and what the commands that learn do with them.
@Suite struct RecordFormatTests {
  private static let recipe = """
    learner:
      C: 10
    evidence: {minimum_known_tokens: 1, minimum_known_share: 0}
    calibration_folds: 0
    """

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  private static func content(_ format: String) throws -> String {
    let records = Samples.labelled
    switch format {
    case "csv":
      return "label,text,note\r\n"
        + records.map { "\($0.label),\(quoted($0.text + "\nAnd \"so\" on.")),x\r\n" }.joined()
    case "tsv": return "text\tlabel\n" + records.map { "\($0.text)\t\($0.label)\n" }.joined()
    case "ft": return records.map { "__label__\($0.label) \($0.text)\n" }.joined()
    default: return try Samples.labelledLines()
    }
  }

  @Test(arguments: ["jsonl", "csv", "tsv", "ft"]) func everyFormatTrainsAndMeasures(format: String) throws {
    let folder = try Workspace()
    let file = try folder.write("train.\(format)", try Self.content(format))
    let recipe = try folder.write("recipe.yaml", Self.recipe)
    let trained = try Tool.run(
      "train", "--config", recipe, "--train", file, "--output", folder.file("Model One"))
    #expect(trained.code == 0, "\(trained.messages)")
    let evaluated = try Tool.run("evaluate", "--model", folder.file("Model One"), file)
    let metrics = try #require(try evaluated.records().first)
    #expect(metrics["n"] as? Int == 12 && metrics["accuracy"] as? Double == 1)
    #expect(metrics["roc_auc"] as? Double == 1)
    let card = try Tool.run("card", "--model", folder.file("Model One"))
    #expect(card.text.hasPrefix("# model-one\n") && card.text.contains("data hash"))
  }

  @Test func fastTextLinesAreKnownByTheirContentToo() throws {
    let folder = try Workspace()
    let file = try folder.write("train.txt", try Self.content("ft"))
    #expect(try Tool.run("train", "--train", file, "--output", folder.file("m")).code == 0)
    let unknown = try folder.write("other.txt", "no label here\n")
    let outcome = try Tool.run("train", "--train", unknown, "--output", folder.file("n"))
    #expect(outcome.code == 65 && outcome.messages.contains("--input-format"))
  }

  @Test func fastTextLinesArePredictedOneByOne() throws {
    let folder = try Workspace()
    let file = try folder.write("train.ft", try Self.content("ft"))
    #expect(try Tool.run("train", "--train", file, "--output", folder.file("m")).code == 0)
    let lines = ["__label__left wages and unions", "managers want order", "__label__a __label__b wages"]
    let input = try folder.write("new.ft", lines.joined(separator: "\n") + "\n")
    let answers = try Tool.run("predict", "--model", folder.file("m"), input).records()
    #expect(answers.map { $0["id"] as? String } == ["1", "2", "3"])
    let texts = ["wages and unions", "managers want order", "wages"]
    let json = texts.map { "{\"text\": \"\($0)\"}\n" }.joined()
    let expected = try Tool.run("predict", "--model", folder.file("m"), "-", input: json).records()
    #expect(
      answers.map { $0["probabilities"] as? [String: Double] }
        == expected.map { $0["probabilities"] as? [String: Double] })
    let piped = try Tool.run(
      "predict", "--model", folder.file("m"), "--input-format", "fasttext", "-",
      input: lines.joined(separator: "\n"))
    #expect(try piped.records().count == 3)
  }

  @Test func rowsOfNumbersTrainWithoutARecipe() throws {
    let folder = try Workspace()
    let rows = (0..<20).map { "\($0 % 2 == 0 ? "+1" : "-1") 1:\($0 % 2 == 0 ? 1.5 : 0.25) 3:\($0 % 3)\n" }
      .joined()
    let file = try folder.write("train.svm", rows)
    let trained = try Tool.run(
      "train", "--set", "learner.C=100", "--train", file, "--output", folder.file("m"))
    #expect(trained.code == 0, "\(trained.messages)")
    let answers = try Tool.run("predict", "--model", folder.file("m"), file).records()
    #expect(answers.map { $0["label"] as? String } == (0..<20).map { $0 % 2 == 0 ? "1" : "-1" })
    let measured = try Tool.run("evaluate", "--model", folder.file("m"), "--format", "json", file)
    #expect(try measured.json() is [String: Any] && measured.code == 0)
  }

  @Test(arguments: [
    ("svm", "1 1:1\n# no row\n1 a:b\n\n-1 1:.5 # so\n", "broken.svm:3: \"a\" is no column", ["1", "5"]),
    ("jsonl", "{\"numbers\": {\"1\": 1}}\n{\n{\"numbers\": {}}\n", "broken.jsonl:2: ", ["1", "3"]),
  ])
  func aLineThatCannotBeReadLeavesTheOthersTheirAnswers(
    format: String, content: String, message: String, ids: [String]
  ) throws {
    let folder = try Workspace()
    let rows = (0..<20).map { "\($0 % 2 == 0 ? "+1" : "-1") 1:\($0 % 2 == 0 ? 1.5 : 0.25)\n" }.joined()
    let file = try folder.write("train.svm", rows)
    #expect(try Tool.run("train", "--train", file, "--output", folder.file("m")).code == 0)
    let broken = try folder.write("broken.\(format)", content)
    let outcome = try Tool.run("predict", "--model", folder.file("m"), broken, file)
    #expect(outcome.code == 1 && outcome.messages.contains(message), "\(outcome.messages)")
    #expect(
      try outcome.records().map { "\($0["id"] ?? "none")" } == ids + (1...20).map(String.init))
  }

  @Test func rowsOfNumbersTrainWithoutAnyText() throws {
    let folder = try Workspace()
    let rows = (0..<20).map { "\($0 % 2 == 0 ? "+1" : "-1") 1:\($0 % 2 == 0 ? 1.5 : 0.25) 3:\($0)\n" }
      .joined()
    let file = try folder.write("train.svm", rows)
    let recipe =
      #"{"features": [{"name": "columns", "numbers": [], "missing": "zero"}], "learner": {"C": 100}}"#
    let trained = try Tool.run(
      "train", "--config", try folder.write("c.json", recipe), "--train", file, "--output", folder.file("m"))
    #expect(trained.code == 0, "\(trained.messages)")
    let line = "{\"id\": 7, \"numbers\": {\"1\": 1.5, \"3\": 4}}\n{\"numbers\": {\"1\": 0.25, \"3\": 4}}\n"
    let answers = try Tool.run("predict", "--model", folder.file("m"), "-", input: line).records()
    #expect(answers.map { $0["label"] as? String } == ["1", "-1"])
    #expect(answers.map { "\($0["id"] ?? "none")" } == ["7", "2"])
  }

  @Test(arguments: [
    ("csv", "label,text\na,one,two\n", "train.csv:2: 3 fields; expected 2"),
    ("csv", "label,label\na,b\n", "two columns have one name"),
    ("csv", "label,text\na,\"open\n", "train.csv:2: a quoted field"),
    ("csv", "text,tag\nx,y\n", "train.csv:2: no label"),
    ("ft", "plain text\n", "train.ft:1: no label"), ("ft", "__label__ x\n", "train.ft:1: no label"),
    ("svm", "1 1:2\n1 a:b\n", "train.svm:2: \"a\" is no column"),
    ("jsonl", "{\"text\": \"x\", \"label\": \" \"}\n", "train.jsonl:1: the label is empty"),
    ("csv", "label,text\na,one\n,two\n", "train.csv:3: the label is empty"),
    ("jsonl", "{\"text\": \"x\", \"label\": \"a\"}\n", "train.jsonl: all 1 records have the label \"a\""),
    ("jsonl", "{\"text\": \"x\", \"label\": {}}\n", "no label in the field"),
    ("jsonl", "{\"text\": \"x\", \"label\": \"a\",}\n", "train.jsonl:1: not JSON"),
    ("jsonl", "{\"text\": \"\\ud800\", \"label\": \"a\"}\n", "train.jsonl:1: "),
  ])
  func whatIsWrongIsNamedWithItsLine(format: String, content: String, message: String) throws {
    let folder = try Workspace()
    let file = try folder.write("train.\(format)", content)
    let outcome = try Tool.run("train", "--train", file, "--output", folder.file("m"))
    #expect(outcome.code == 65 && outcome.messages.contains(message), "\(outcome.messages)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("m")))
  }

  @Test func labelsThatAModelCannotGiveAreNamedWithTheirLine() throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    let model = folder.file("m")
    let other = try folder.write(
      "other.jsonl", "{\"text\": \"wages\", \"label\": \"left\"}\n\n{\"text\": \"x\", \"label\": \"up\"}\n")
    let early = try Tool.run("train", "--train", file, "--valid", other, "--output", model)
    #expect(early.code == 65 && early.messages.contains("other.jsonl:3: the label \"up\" is not one of"))
    #expect(!FileManager.default.fileExists(atPath: model))
    #expect(try Tool.run("train", "--train", file, "--output", model).code == 0)
    for arguments in [["evaluate"], ["calibrate", "--output", folder.file("c")]] {
      let outcome = try Tool.run(arguments + ["--model", model, other])
      #expect(outcome.code == 65 && outcome.messages.contains("other.jsonl:3: the label \"up\""))
    }
    let several = try folder.write(
      "several.jsonl", "{\"text\": \"wages\", \"label\": [\"left\", \"right\"]}\n")
    let outcome = try Tool.run("evaluate", "--model", model, several)
    #expect(outcome.code == 65 && outcome.messages.contains("several.jsonl:1: 2 labels"))
  }

  @Test func textsThatAreNotUTF8AreRefusedWhereverTheyStand() throws {
    let folder = try Workspace()
    let start = Array(#"{"label": "a", "text": "caf"#.utf8)
    for (name, bytes) in [
      ("t.jsonl", start + [0xE9] + Array("\"}\n".utf8)),
      ("t.csv", Array("label,text\na,caf".utf8) + [0xE9, 0x0A]),
      ("t.ft", Array("__label__a caf".utf8) + [0xE9, 0x0A]),
    ] {
      let file = try folder.write(name, bytes)
      let outcome = try Tool.run("train", "--train", file, "--output", folder.file("m"))
      #expect(outcome.code == 65 && outcome.messages.contains(name), "\(outcome.messages)")
    }
  }

  @Test func severalLabelsARecordMakeAModelOfThem() throws {
    let folder = try Workspace()
    let lines = try Samples.jsonLines(
      Samples.labelled.enumerated().map { index, record in
        ["text": record.text, "frames": index % 2 == 0 ? [record.label, "even"] : [record.label]]
      })
    let file = try folder.write("train.jsonl", lines)
    let trained = try Tool.run(
      "train", "--label", "frames", "--set", "learner.C=10", "--train", file, "--output", folder.file("m"))
    #expect(trained.code == 0 && trained.messages.contains("multi_label"), "\(trained.messages)")
    let answers = try Tool.run("predict", "--model", folder.file("m"), file).records()
    #expect(answers.allSatisfy { $0["labels"] is [String] && $0["label"] is String })
    let measured = try #require(
      try Tool.run("evaluate", "--model", folder.file("m"), "--label", "frames", file).records().first)
    #expect(measured["micro_f1"] != nil && (measured["per_class"] as? [String: Any])?.count == 4)
  }

  @Test func outletsAreKeptTogetherAndTheRandomSplitIsShownBeside() throws {
    let folder = try Workspace()
    let records = (0..<4).flatMap { copy in
      Samples.labelled.enumerated().map { index, record in
        ["text": record.text + " Part \(copy).", "label": record.label, "outlet": "o\((index + copy) % 4)"]
      }
    }
    let file = try folder.write("train.jsonl", try Samples.jsonLines(records))
    let trained = try Tool.run(
      "train", "--train", file, "--format", "json", "--output", folder.file("m"))
    let report = try #require(try trained.json() as? [String: Any])
    #expect(report["grouping"] as? String == "outlet")
    #expect(report["held_out"] != nil && report["random_split"] != nil)
    #expect(trained.messages.contains("random split, for comparison"))
    let measured = try Tool.run("evaluate", "--set", "learner.C=1", "--folds", "3", "--learning-curve", file)
    let leakage = try #require(try measured.records().first)
    for key in ["grouped", "random", "probe", "learning_curve"] { #expect(leakage[key] != nil, "\(key)") }
  }
}
