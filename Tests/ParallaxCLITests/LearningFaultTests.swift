import Foundation
import Testing

/// What the commands that learn say of what they are given wrong.
@Suite struct LearningFaultTests {
  private static func several() throws -> String {
    try Samples.jsonLines(
      Samples.labelled.enumerated().map { index, record in
        ["text": record.text, "label": index % 2 == 0 ? [record.label, "even"] : [record.label]]
      })
  }

  @Test(arguments: ["=3", ".=3", "learner.=3", "..C=1"]) func aSettingWithoutANameIsRefused(setting: String)
    throws
  {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    let trained = try Tool.run("train", "--set", setting, "--train", file, "--output", folder.file("m"))
    #expect(trained.code == 65 && trained.messages.contains("names nothing"), "\(trained.messages)")
    let grid = try folder.write("grid.json", "{\"\(setting.split(separator: "=")[0])\": [1]}")
    let tuned = try Tool.run(
      "tune", "--grid", setting == "=3" ? try folder.write("g.json", "{\"\": [1]}") : grid, file)
    #expect(tuned.code == 65 && tuned.messages.contains("names nothing"), "\(tuned.messages)")
  }

  @Test func anUnknownLearnerIsToldWithTheKnownOnes() throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    let outcome = try Tool.run(
      "train", "--set", "learner.kind=zork", "--train", file, "--output", folder.file("m"))
    #expect(outcome.code == 65 && outcome.messages.contains("\"zork\"; known are logistic_regression"))
  }

  @Test func nothingThatIsThereIsOverwrittenUnasked() throws {
    let folder = try Workspace()
    let lines = try Samples.labelledLines()
    let file = try folder.write("train.jsonl", lines)
    let grid = try folder.write("grid.json", "{\"learner.C\": [1, 10]}")
    let onto = try Tool.run("tune", "--grid", grid, "--folds", "2", "--output", file, file)
    #expect(onto.code == 74 && onto.messages.contains("--force"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == lines)
    let best = try folder.write("best.json", "old")
    #expect(try Tool.run("tune", "--grid", grid, "--folds", "2", "--output", best, "--force", file).code == 0)
    for place in [folder.file("nowhere/best.json"), folder.file("")] {
      #expect(
        try Tool.run("tune", "--grid", grid, "--folds", "2", "--output", place, "--force", file).code == 74)
    }
    // A place of one letter is a place: the run goes on to what is missing.
    #expect(try Tool.run("train", "--train", folder.file("nowhere"), "--output", "q").code == 66)
    for arguments in [["--output", file], ["--output", file + "/sub"]] {
      let outcome = try Tool.run(["train", "--train", file] + arguments)
      #expect(outcome.code == 74 && outcome.messages.contains("is a file"), "\(outcome.messages)")
    }
  }

  @Test func textsAreNoRowsOfColumns() throws {
    let folder = try Workspace()
    let rows = (0..<20).map { "\($0 % 2 == 0 ? "+1" : "-1") 1:\($0 % 2 == 0 ? 1.5 : 0.25)\n" }.joined()
    let model = folder.file("m")
    #expect(try Tool.run("train", "--train", try folder.write("t.svm", rows), "--output", model).code == 0)
    let texts = try folder.write("t.jsonl", try Samples.labelledLines())
    let answers = try Tool.run("predict", "--model", model, texts)
    #expect(
      try answers.code == 65 && answers.records().isEmpty
        && answers.messages.contains("t.jsonl:1: no \"numbers\""))
    let plain = try folder.write("plain", "1 1:1\n")
    let taken = try Tool.run("predict", "--model", model, plain)
    #expect(taken.code == 65 && taken.messages.contains("--input-format svmlight"))
    #expect(
      try Tool.run("predict", "--model", model, "--input-format", "svmlight", plain).records().count == 1)
    let columns = #"{"features": [{"name": "columns", "numbers": [], "missing": "zero"}]}"#
    let trained = try Tool.run(
      "train", "--config", try folder.write("c.json", columns), "--train", texts, "--output", folder.file("n")
    )
    #expect(
      trained.code == 65 && trained.messages.contains("t.jsonl:1: no \"numbers\""), "\(trained.messages)")
    let broken = try folder.write("nan.svm", "1 1:1\n-1 1:nan\nnan 1:1\n")
    let predicted = try Tool.run("predict", "--model", model, broken)
    #expect(predicted.messages.contains("nan.svm:2: column 1 is nan"))
    #expect(predicted.messages.contains("nan.svm:3: the label is nan"))
  }

  @Test(arguments: ["csv", "tsv"]) func tablesAreAnsweredRowByRow(format: String) throws {
    let folder = try Workspace()
    let model = folder.file("m")
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    #expect(try Tool.run("train", "--train", file, "--output", model).code == 0)
    let separator = format == "csv" ? "," : "\t"
    let table = [["id", "text"], ["a", "wages"], ["b", "one", "two"], ["c", "order"]]
      .map { $0.joined(separator: separator) + "\n" }.joined()
    let path = try folder.write("new.\(format)", table)
    let named = try Tool.run("predict", "--model", model, path)
    #expect(try named.records().map { $0["id"] as? String } == ["a", "c"])
    #expect(named.code == 1 && named.messages.contains("new.\(format):3: 3 fields; expected 2"))
    let piped = try Tool.run("predict", "--model", model, "--input-format", format, "-", input: table)
    #expect(try piped.records().map { $0["id"] as? String } == ["a", "c"])
  }

  @Test func tooLittleToCalibrateByIsSaid() throws {
    let folder = try Workspace()
    let lines = try Samples.labelledLines()
    let odd = #"{"text": "a lone record", "label": "lone"}"# + "\n"
    let file = try folder.write("train.jsonl", lines + odd)
    let trained = try Tool.run("train", "--train", file, "--output", folder.file("m"))
    #expect(
      trained.code == 0 && trained.messages.contains("of the label \"lone\" there are 1"),
      "\(trained.messages)")
    let asked = try Tool.run(
      "train", "--set", "abstain_at_risk=0.1", "--train", file, "--output", folder.file("n"))
    #expect(asked.code == 65 && asked.messages.contains("abstain_at_risk"))
    let one = try folder.write("one.jsonl", odd)
    for method in ["isotonic", "platt", "temperature"] {
      let outcome = try Tool.run(
        "calibrate", "--model", folder.file("m"), "--method", method, "--output", folder.file("c"), one)
      #expect(outcome.code == 65 && outcome.messages.contains("label"), "\(outcome.messages)")
    }
  }

  @Test func aSplitNeedsWhatItKeepsTogether() throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    let grid = try folder.write("grid.json", "{\"learner.C\": [1, 10]}")
    for arguments in [
      ["evaluate", "--set", "learner.C=1", "--split", "outlet", file],
      ["tune", "--grid", grid, "--split", "event", file],
      ["train", "--set", "grouping=both", "--train", file, "--output", folder.file("m")],
    ] {
      let outcome = try Tool.run(arguments)
      #expect(outcome.code == 65 && outcome.messages.contains("no record names its"), "\(outcome.messages)")
    }
  }

  @Test(arguments: ["[]", "{}", "{\"learner.C\": 3}"]) func aFaultyGridIsNamed(json: String) throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    let outcome = try Tool.run("tune", "--grid", try folder.write("grid.json", json), file)
    #expect(outcome.code == 65 && outcome.messages.contains("grid.json"), "\(outcome.messages)")
  }

  @Test func optionsThatWouldDoNothingAreRefused() throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    for arguments in [
      ["--set", "learner.C=1", "--intervals"], ["--set", "learner.C=1", "--curves", folder.file("c")],
      ["--model", "m", "--folds", "3"], ["--model", "m", "--learning-curve"],
    ] {
      let outcome = try Tool.run(["evaluate"] + arguments + [file])
      #expect(outcome.code == 64 && outcome.messages.contains(arguments[2]), "\(outcome.messages)")
    }
    let model = folder.file("m")
    #expect(try Tool.run("train", "--train", file, "--output", model).code == 0)
    let curves = try Tool.run("evaluate", "--model", model, "--curves", file, file)
    #expect(curves.code == 74 && curves.messages.contains("is a file"), "\(curves.messages)")
  }

  @Test func repeatedFoldsAreAllShown() throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    func folds(_ repeats: String) throws -> Int {
      let arguments = ["evaluate", "--set", "learner.C=1", "--folds", "2", "--repeats", repeats, file]
      return (try Tool.run(arguments).records().first?["fold_macro_f1"] as? [Double])?.count ?? 0
    }
    #expect(try folds("1") == 2 && folds("3") == 6)
  }

  @Test func recordsOfSeveralLabelsAreMeasuredAndTunedToo() throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Self.several())
    let grid = try folder.write("grid.json", "{\"learner.C\": [1, 10]}")
    let measured = try Tool.run("evaluate", "--set", "multi_label=true", "--folds", "2", file)
    #expect(measured.code == 0, "\(measured.messages)")
    #expect(try Tool.run("evaluate", "--set", "learner.C=10", "--folds", "2", file).code == 0)
    #expect(try Tool.run("tune", "--grid", grid, "--folds", "2", file).code == 0)
    let model = folder.file("m")
    #expect(try Tool.run("train", "--set", "learner.C=100", "--train", file, "--output", model).code == 0)
    let given = try Tool.run("predict", "--model", model, file).records().map {
      $0["labels"] as? [String] ?? []
    }
    let table = try Tool.run("predict", "--model", model, "--format", "table", file).text.split(
      separator: "\n")
    #expect(given.count == 12 && table.count == 12)
    for (labels, row) in zip(given, table) {
      #expect(row.split(separator: "\t").dropFirst().count == max(1, 2 * labels.count))
      #expect(labels.isEmpty ? row.hasSuffix("none") : labels.allSatisfy { row.contains("\t\($0)\t") })
    }
    let risk = try Tool.run(
      "calibrate", "--model", model, "--risk", "0.1", "--output", folder.file("c"), file)
    #expect(risk.code == 65 && risk.messages.contains("labels that exclude each other"))
  }
}
