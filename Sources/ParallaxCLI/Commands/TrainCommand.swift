import ArgumentParser
import Foundation
import Parallax

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a classifier and saves it as a model folder.",
    discussion: """
      The configuration is JSON or YAML; every key may be left out, and settings have scikit-learn's names:
      description, vectorizer or features, learner, multi_label, evidence, mask, grouping, calibration,
      calibration_folds, abstain_at_risk, minimum_group_frequency, group_weight.
      --task takes it from a shipped model. Where records name their outlet or event, held-out scores keep
      these together, and a random split is shown beside them. Ctrl-C keeps the best model so far.

      EXAMPLES
        parallax train --train train.jsonl --output model/
        parallax train --config recipe.yaml --train train.csv --valid valid.csv --output model/
        parallax train --task leaning --outlet outlet --train t.jsonl --valid v.jsonl --output model/
        parallax train --set learner.kind='"linear_svm"' --train train.ft --output model/
      """)

  @OptionGroup var source: RecipeOptions
  @Option(help: ArgumentHelp("Labelled records to train on.", valueName: "file"))
  var train: String
  @Option(help: ArgumentHelp("Labelled records to measure on; never trained on.", valueName: "file"))
  var valid: String?
  @Option(
    help: ArgumentHelp(
      "Labelled records, never trained on, to fit the calibration to in the place of folds.",
      valueName: "file"))
  var calibrate: String?
  @Option(help: ArgumentHelp("The model folder to write.", valueName: "dir"))
  var output: String
  @OptionGroup var fields: RecordOptions
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Flag(help: "Replace a model that is there.")
  var force = false
  @Option(help: "table or json: the report on standard output.")
  var format: OutputFormat?

  func run() throws {
    var recipe = fields.adapted(try source.recipe(models: models, output: output), to: train)
    let target = output + "/model.safetensors"
    guard force || !FileManager.default.fileExists(atPath: target) else {
      throw CommandFailure(.io, "\(target) exists; give --force to replace it")
    }
    try OutputPlace.checkFolder(output)
    var records = fields.reader(for: recipe.features, threads: threads.count)
    let training = try records.readToLearn(train)
    recipe = source.fitted(recipe, to: training)
    // What the model will not know is told before it is trained.
    let named = recipe.description.labels
    records.known = named.isEmpty ? Set(training.flatMap(\.labels)).sorted() : named
    records.isExclusive = !recipe.isMultiLabel
    let validation = try valid.map { try records.read($0) }
    let held = try calibrate.map { try records.read($0) }
    guard held == nil || recipe.calibration != .uncalibrated else {
      throw CommandFailure(.data, "--calibrate: the configuration's calibration is \"none\"; name a method")
    }
    let trained = try TrainingRun.watched("train", threads: threads.count) {
      try recipe.train(on: training, in: $0)
    }
    if let unheld = trained.unheld {
      Console.note("parallax: not calibrated, and no held-out scores: \(unheld)")
    }
    let calibrated =
      try held.map { try anew(trained.classifier, $0, recipe.calibration) } ?? trained.classifier
    let metrics = try validation.map { try calibrated.evaluate(on: $0, threads: threads.count).metrics }
    let classifier = try described(calibrated, training.count, metrics)
    try classifier.write(to: output)
    try ModelCard(classifier).write(to: output + "/CARD.md")
    if let metrics { try raiseFloors(metrics) }
    try TrainReport(classifier, trained, metrics).print(format)
    if trained.report.wasStopped || Interruption.isRequested {
      Console.error("interrupted: the best model so far was written to \(output)")
      throw ExitCode(Interruption.exitCode)
    }
  }

  /// The classifier calibrated on records that it was not trained on.
  private func anew(
    _ classifier: TextClassifier, _ held: [LabeledExample], _ method: ScoreCalibration.Method
  ) throws -> TextClassifier {
    if classifier.use(of: held) != nil {
      Console.note(
        "parallax: --calibrate names the records of --train: probabilities will be too sure of others")
    }
    let calibrated = try classifier.calibrated(on: held, method: method, threads: threads.count)
    Console.note("\(classifier.name): calibration \(method.rawValue) from \(held.count) records")
    return calibrated
  }

  /// The classifier with its measured scores in its description, before the baselines, and in its record.
  private func described(
    _ classifier: TextClassifier, _ count: Int, _ metrics: ClassifierMetrics?
  ) throws -> TextClassifier {
    var provenance = classifier.provenance
    provenance?.versions["parallax"] = ParallaxVersion.current
    guard var description = classifier.description else { return classifier }
    if !description.data.isEmpty { description.data[0].records = count }
    if let metrics {
      provenance?.metrics[ModelProvenance.validationPart] = metrics.summary
      var values = metrics.summary
      values["n"] = nil
      description.scores.insert(
        ModelDescription.Score(
          system: "Parallax \(description.name) \(description.version)", isBaseline: false,
          split: measuredOn, count: metrics.count, metrics: values.mapValues { rounded($0) }),
        at: 0)
    }
    return try classifier.revised(description: description, provenance: provenance)
  }

  /// What was measured on, as card and floors name it: the file's name, wherever it lay.
  private var measuredOn: String {
    guard let valid, valid != "-" else { return "validation part" }
    return URL(filePath: valid).deletingPathExtension().lastPathComponent
  }

  /// Floors only rise; a model below them is not written off silently but named.
  private func raiseFloors(_ metrics: ClassifierMetrics) throws {
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
}

/// A value with four decimals.
private func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

/// Training with its progress on a terminal, ended early by Ctrl-C.
enum TrainingRun {
  static func watched<Value>(
    _ label: String, threads: Int, _ body: (TrainingContext) throws -> Value
  ) throws -> Value {
    Interruption.watch()
    var progress = Progress(label)
    let context = TrainingContext(threads: threads) { step in
      progress.update(step.iteration, detail: "\(step.solver) loss \(step.objective)")
      return Interruption.isRequested ? .stop : .proceed
    }
    do {
      let value = try body(context)
      progress.finish()
      return value
    } catch is CancellationError {
      progress.finish()
      Console.error("interrupted")
      throw ExitCode(Interruption.exitCode)
    }
  }
}

/// What a training says of itself.
private struct TrainReport: Encodable {
  let model: String
  let labels: [String]
  let features: Int
  let calibration: ScoreCalibration.Method?
  let minimumConfidence: Double?
  let training: TrainingReport
  let grouping: SplitGrouping
  let heldOut: ClassifierMetrics?
  let randomSplit: ClassifierMetrics?
  let validation: ClassifierMetrics?

  enum CodingKeys: String, CodingKey {
    case model, labels, features, calibration, training, grouping, validation
    case minimumConfidence = "minimum_confidence"
    case heldOut = "held_out"
    case randomSplit = "random_split"
  }

  init(_ classifier: TextClassifier, _ trained: TrainedClassifier, _ metrics: ClassifierMetrics?) {
    model = classifier.name
    labels = classifier.labels
    features = classifier.features.featureCount
    calibration = classifier.calibration?.method
    minimumConfidence =
      classifier.evidence.minimumConfidence > 0 ? classifier.evidence.minimumConfidence : nil
    training = trained.report
    grouping = trained.grouping
    heldOut = trained.heldOut
    randomSplit = trained.randomSplit
    validation = metrics
  }

  func print(_ format: OutputFormat?) throws {
    Console.note(
      "\(model): \(features) features, solver \(training.solver), objective \(training.objective), "
        + (training.converged ? "converged" : "NOT converged"))
    func note(_ name: String, _ metrics: ClassifierMetrics?) {
      guard let metrics else { return }
      Console.note("\(name): accuracy \(rounded(metrics.accuracy)), macro-F1 \(rounded(metrics.macroF1))")
    }
    let kept =
      grouping == .random
      ? "random" : "grouped by \(grouping == .both ? "outlet and event" : grouping.rawValue)"
    note("held-out folds, \(kept)", heldOut)
    note("random split, for comparison: the same outlets are on both sides", randomSplit)
    note("validation", validation)
    guard format == .json || format == .jsonl else { return }
    var output = Output()
    try output.writeLine(try jsonLine(self))
    try output.flush()
  }
}
