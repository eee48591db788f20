import Foundation
import Testing

@Suite struct LearningCommandTests {
  @Test func tuneFindsSettingsThatTrainTakes() throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    let grid = try folder.write(
      "grid.yaml", "learner.C: [0.01, 10]\nvectorizer.sublinear_tf: [true, false]\n")
    let best = folder.file("best.json")
    let tuned = try Tool.run("tune", "--grid", grid, "--folds", "2", "--output", best, file)
    #expect(tuned.code == 0, "\(tuned.messages)")
    let report = try #require(try tuned.records().first)
    #expect((report["candidates"] as? [Any])?.count == 4)
    let trained = try Tool.run("train", "--config", best, "--train", file, "--output", folder.file("m"))
    #expect(trained.code == 0, "\(trained.messages)")
    let table = try Tool.run("tune", "--grid", grid, "--folds", "2", "--nested", "--format", "table", file)
    #expect(table.text.contains("learner.C=") && table.text.contains("nested: "))
  }

  @Test func calibrateFitsAnotherMethodAndARiskToHeldOutRecords() throws {
    let folder = try Workspace()
    let model = try Samples.models() + "/leaning"
    let file = try folder.write("held.jsonl", try Samples.labelledLines())
    let outcome = try Tool.run(
      "calibrate", "--model", model, "--method", "platt", "--risk", "0.2", "--output", folder.file("c"), file)
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(outcome.messages.contains("calibration platt"))
    let before = try Tool.run("predict", "--model", model, file).records()
    let after = try Tool.run("predict", "--model", folder.file("c"), file).records()
    #expect(before.map { $0["label"] as? String } == after.map { $0["label"] as? String })
    #expect(
      zip(before, after).contains {
        ($0["probabilities"] as? [String: Double]) != ($1["probabilities"] as? [String: Double])
      })
    #expect(
      try Tool.run("calibrate", "--model", model, "--risk", "2", "--output", folder.file("d"), file).code
        == 64)
  }

  @Test func whatAModelHadOfTheRecordsIsSaid() throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    let held = try folder.write("held.jsonl", try Samples.labelledLines() + Samples.labelledLines())
    let (model, anew) = (folder.file("m"), folder.file("anew"))
    #expect(try Tool.run("train", "--train", file, "--output", model).code == 0)
    let calibrated = try Tool.run(
      "calibrate", "--model", model, "--method", "platt", "--risk", "0.2", "--output", anew, held)
    #expect(calibrated.code == 0, "\(calibrated.messages)")
    for (model, file, seen) in [
      (model, file, "trained on"), (anew, file, "trained on"), (anew, held, "calibrated on"),
      (model, held, nil),
    ] {
      let outcome = try Tool.run("evaluate", "--model", model, file)
      #expect(try outcome.records().first?["seen"] as? String == seen)
      #expect(outcome.messages.contains("these very records") == (seen != nil))
    }
    let card = try Tool.run("card", anew).text
    #expect(card.contains("| calibrated anew on | 24 records of hash "))
    #expect(card.contains("| abstains below a probability of | ") && card.contains("(for errors of 0.2)"))
    #expect(card.contains("scores, held out, before it was calibrated anew"))
    #expect(!(try Tool.run("card", model).text.contains("anew")))
    for arguments in [["card"], ["card", model, "--model", model]] {
      #expect(try Tool.run(arguments).code == 64)
    }
  }

  @Test func trainingCalibratesOnRecordsOfTheirOwnWhereAsked() throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    let held = try folder.write("held.jsonl", try Samples.labelledLines() + Samples.labelledLines())
    let (apart, inOne) = (folder.file("apart"), folder.file("one"))
    #expect(try Tool.run("train", "--train", file, "--output", folder.file("m")).code == 0)
    #expect(try Tool.run("calibrate", "--model", folder.file("m"), "--output", apart, held).code == 0)
    let trained = try Tool.run(
      "train", "--train", file, "--calibrate", held, "--valid", held, "--output", inOne)
    #expect(trained.code == 0, "\(trained.messages)")
    func probabilities(_ model: String) throws -> [[String: Double]?] {
      try Tool.run("predict", "--model", model, file).records().map {
        $0["probabilities"] as? [String: Double]
      }
    }
    #expect(try probabilities(apart) == probabilities(inOne))
    #expect(try probabilities(apart) != probabilities(folder.file("m")))
    let card = try Tool.run("card", inOne).text
    #expect(
      card.contains("scores, held out, before it was calibrated anew")
        && card.contains("| scores, validation |"))
    let gone = try Tool.run(
      "train", "--train", file, "--calibrate", folder.file("gone"), "--output", folder.file("n"))
    #expect(gone.code == 66)
  }

  @Test func modelsAreComparedOnTheSameRecordsAndTermByTerm() throws {
    let folder = try Workspace()
    let file = try folder.write("train.jsonl", try Samples.labelledLines())
    for (name, c) in [("a", "0.1"), ("b", "10")] {
      let trained = try Tool.run(
        "train", "--set", "learner.C=\(c)", "--train", file, "--output", folder.file(name))
      #expect(trained.code == 0, "\(trained.messages)")
    }
    let arguments = ["evaluate", "--model", folder.file("a"), "--against", folder.file("b"), "--intervals"]
    let measured = try Tool.run(arguments + ["--curves", folder.file("curves"), file])
    let report = try #require(try measured.records().first)
    let comparison = try #require(report["comparison"] as? [String: Any])
    #expect(Set(comparison.keys) == ["mcnemar", "accuracy", "macro_f1"] && report["intervals"] != nil)
    for name in ["reliability.json", "reliability.svg", "risk-coverage.json", "risk-coverage.svg"] {
      #expect(FileManager.default.fileExists(atPath: folder.file("curves/\(name)")))
    }
    let table = try Tool.run(arguments + ["--format", "table", file])
    #expect(table.text.contains("McNemar p ") && table.text.contains("95 % interval"))
    let differences = try Tool.run("diff", "--top", "2", folder.file("a"), folder.file("b")).records()
    #expect(differences.map { $0["label"] as? String } == ["center", "left", "right"])
    #expect(differences.allSatisfy { ($0["features"] as? [Any])?.count == 2 })
  }

  @Test func theNewsChallengesScoreComesWithItsLabels() throws {
    let folder = try Workspace()
    let labels = ["agree", "disagree", "discuss", "unrelated"]
    let lines = try Samples.jsonLines(
      (0..<24).map { index in
        [
          "text": "word\(index % 4) said in port \(index)", "claim": "port word\(index % 4)",
          "label": labels[index % 4],
        ]
      })
    let file = try folder.write("t.jsonl", lines)
    let recipe =
      #"{"features": [{"name": "body", "vectorizer": {}}, {"name": "head", "field": "claim", "vectorizer": {}}, {"name": "cosine", "similarity": {}}], "learner": {"C": 100}}"#
    let trained = try Tool.run(
      "train", "--config", try folder.write("c.json", recipe), "--train", file, "--output", folder.file("m"))
    #expect(trained.code == 0, "\(trained.messages)")
    let report = try #require(try Tool.run("evaluate", "--model", folder.file("m"), file).records().first)
    #expect(report["fnc1"] as? Double == 1)
    let without = try Tool.run(
      "predict", "--model", folder.file("m"), "-", input: "{\"text\": \"word1 said\"}\n")
    let answer = try #require(try without.records().first)
    #expect(
      answer["state"] as? String == "abstained" && (answer["reason"] as? String)?.contains("claim") == true)
    let explained = try #require(
      try Tool.run("explain", "--model", folder.file("m"), file).records().first)
    let parts = try #require(explained["contributions"] as? [[String: Any]])
    #expect(parts.contains { $0["block"] as? String == "head" && $0["claim_spans"] != nil })
  }

  @Test func explainTakesALabelAndItsSumsHold() throws {
    let folder = try Workspace()
    let file = try folder.write("a.jsonl", try Samples.labelledLines())
    let model = try Samples.models() + "/leaning"
    for label in ["left", "right"] {
      for record in try Tool.run("explain", "--model", model, "--label", label, "--top", "3", file).records()
      {
        let parts = try #require(record["contributions"] as? [[String: Any]])
        let sum = parts.reduce(0.0) { $0 + ($1["weight"] as? Double ?? .nan) }
        let rest = try #require(record["remainder"] as? Double)
        let intercept = try #require(record["intercept"] as? Double)
        #expect(abs(sum + rest + intercept - (record["decision"] as? Double ?? .nan)) < 1e-6)
        #expect(record["explained"] as? String == label && record["scope"] as? String == "exact")
      }
    }
    #expect(try Tool.run("explain", "--model", model, "--label", "up", file).code == 65)
  }

  @Test func anInterruptKeepsTheBestModelSoFar() throws {
    let folder = try Workspace()
    let recipe = """
      learner: {kind: multilayer_perceptron, hidden_layer_sizes: [64], max_iter: 1000000, n_iter_no_change: 1000000, tol: 1.0e-300}
      calibration_folds: 0
      """
    let process = Process()
    process.executableURL = URL(filePath: Tool.program)
    process.arguments = [
      "train", "--config", try folder.write("c.yaml", recipe), "--train",
      try folder.write("t.jsonl", try Samples.labelledLines()), "--output", folder.file("m"),
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    // A million epochs end by the interrupt alone; it is given as soon as the program catches it.
    while process.isRunning, !Self.catchesInterrupts(process.processIdentifier) { usleep(10_000) }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    #expect(try Tool.run("predict", "--model", folder.file("m"), "-", input: "Fair wages.").code == 0)
  }

  /// Whether a process has a handler of SIGINT, the second bit of the signals caught.
  private static func catchesInterrupts(_ process: Int32) -> Bool {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") } ?? ""
    let mask = UInt64(line.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16) ?? 0
    return mask & 0b10 != 0
  }
}
