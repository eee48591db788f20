import ArgumentParser
import Foundation
import Parallax

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a text classifier and saves it as a model folder.",
    discussion: """
      The configuration is JSON with the keys description, vectorizer, learner, evidence,
      minimum_group_frequency, group_weight and calibration_folds; settings have scikit-learn's names.
      --task takes it from a shipped model.

      EXAMPLES
        parallax train --config recipe.json --train train.jsonl --valid valid.jsonl --output model/
        parallax train --task leaning --group outlet --train t.jsonl --valid v.jsonl --output model/
      """)

  @Option(help: ArgumentHelp("The configuration.", valueName: "json"))
  var config: String?
  @Option(help: ArgumentHelp("A shipped model whose recipe is used.", valueName: "name"))
  var task: String?
  @Option(help: ArgumentHelp("Labelled records to train on.", valueName: "jsonl"))
  var train: String
  @Option(help: ArgumentHelp("Labelled records to measure on; never trained on.", valueName: "jsonl"))
  var valid: String?
  @Option(help: ArgumentHelp("The model folder to write.", valueName: "dir"))
  var output: String
  @Option(help: ArgumentHelp("The field of the label.", valueName: "field"))
  var label = "label"
  @Option(help: ArgumentHelp("The field of the text; text, content or body by default.", valueName: "field"))
  var text: String?
  @Option(help: ArgumentHelp("The field of the group (outlet, event) of a record.", valueName: "field"))
  var group: String?
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Flag(help: "Replace a model that is there.")
  var force = false
  @Option(help: "table or json: the report on standard output.")
  var format: OutputFormat?

  func validate() throws {
    guard (config == nil) != (task == nil) else { throw ValidationError("give either --config or --task") }
  }

  func run() throws {
    let recipePath = try config ?? models.locator.locate(task ?? "").directory + "/recipe.json"
    let recipe = try ClassifierRecipe(contentsOf: recipePath)
    let target = output + "/model.safetensors"
    guard force || !FileManager.default.fileExists(atPath: target) else {
      throw CommandFailure(.io, "\(target) exists; give --force to replace it")
    }
    let records = LabeledRecords(labelField: label, textField: text, groupField: group)
    let training = try records.read(train)
    let validation = try valid.map { try records.read($0) }
    var progress = Progress("train")
    let trained = try recipe.train(on: training, threads: threads.count) { step in
      progress.update(step.iteration, detail: "loss \(step.objective)")
    }
    progress.finish()
    let metrics = try validation.map { try trained.classifier.evaluate(on: $0) }
    let classifier = try described(trained.classifier, training.count, metrics)
    try classifier.write(to: output)
    if let description = classifier.description {
      try ModelCard(description).write(to: output + "/CARD.md")
    }
    if let metrics { try raiseFloors(metrics) }
    try report(trained, metrics)
  }

  /// The classifier with its measured score in its description, before the baselines.
  private func described(
    _ classifier: TextClassifier, _ count: Int, _ metrics: ClassificationMetrics?
  ) throws -> TextClassifier {
    guard var description = classifier.description else { return classifier }
    if !description.data.isEmpty { description.data[0].records = count }
    if let metrics {
      var values = ["accuracy": metrics.accuracy, "macro_f1": metrics.macroF1]
      values["log_loss"] = metrics.logLoss
      values["ece"] = metrics.expectedCalibrationError
      description.scores.insert(
        ModelDescription.Score(
          system: "Parallax \(description.name) \(description.version)", isBaseline: false,
          split: measuredOn, count: metrics.count, metrics: values.mapValues { rounded($0) }),
        at: 0)
    }
    return try TextClassifier(
      name: classifier.name, vectorizer: classifier.vectorizer, model: classifier.model,
      labels: classifier.labels, calibration: classifier.calibration, evidence: classifier.evidence,
      description: description)
  }

  /// What was measured on, as card and floors name it: the file's name, wherever it lay.
  private var measuredOn: String {
    guard let valid, valid != "-" else { return "validation part" }
    return URL(filePath: valid).deletingPathExtension().lastPathComponent
  }

  private func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

  /// Floors only rise; a model below them is not written off silently but named.
  private func raiseFloors(_ metrics: ClassificationMetrics) throws {
    let path = output + "/quality.json"
    // Rounded down: a floor above what was measured would fail the very model that set it.
    func floor(_ value: Double) -> Double { (value * 10_000).rounded(.down) / 10_000 }
    let measured = ["accuracy": floor(metrics.accuracy), "macro_f1": floor(metrics.macroF1)]
    var floors: QualityFloors
    if FileManager.default.fileExists(atPath: path) {
      floors = try QualityFloors(contentsOf: path)
      for failure in floors.failures(against: measured) { Console.error("below its floor: \(failure)") }
    } else {
      floors = try QualityFloors(measuredOn: measuredOn)
    }
    try floors.raise(to: measured)
    try floors.write(to: path)
  }

  private struct Report: Encodable {
    let model: String
    let features: Int
    let calibration: Double?
    let training: TrainingReport
    let validation: ClassificationMetrics?
  }

  private func report(_ trained: TrainedClassifier, _ metrics: ClassificationMetrics?) throws {
    let classifier = trained.classifier
    Console.note(
      "\(classifier.name): \(classifier.vectorizer.vocabulary.count) features, solver \(trained.report.solver), "
        + "objective \(trained.report.objective), \(trained.report.converged ? "converged" : "NOT converged")"
    )
    if let metrics {
      Console.note("validation: accuracy \(rounded(metrics.accuracy)), macro-F1 \(rounded(metrics.macroF1))")
    }
    guard format == .json || format == .jsonl else { return }
    var output = Output()
    try output.writeLine(
      try jsonLine(
        Report(
          model: classifier.name, features: classifier.vectorizer.vocabulary.count,
          calibration: classifier.calibration, training: trained.report, validation: metrics)))
    try output.flush()
  }
}
