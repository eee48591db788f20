import ArgumentParser
import Foundation
import Parallax

extension ScoreCalibration.Method: ExpressibleByArgument {}

struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Fits a model's probabilities, and when it abstains, to records it was not trained on.",
    discussion: """
      EXAMPLES
        parallax calibrate --model model/ --method isotonic --output calibrated/ held-out.jsonl
        parallax calibrate --model model/ --risk 0.1 --output careful/ held-out.jsonl
      """)

  @Option(help: ArgumentHelp("A model's name or folder.", valueName: "model"))
  var model: String
  @Option(help: ArgumentHelp("none, temperature, platt or isotonic.", valueName: "method"))
  var method: ScoreCalibration.Method?
  @Option(
    help: ArgumentHelp("Abstain where more than this share of labels would be wrong.", valueName: "share"))
  var risk: Double?
  @Argument(help: ArgumentHelp("Labelled records the model was not trained on.", valueName: "file"))
  var file: String
  @Option(help: ArgumentHelp("The model folder to write.", valueName: "dir"))
  var output: String
  @Flag(help: "Replace a model that is there.")
  var force = false
  @OptionGroup var fields: RecordOptions
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    if let risk, !(risk > 0 && risk < 1) {
      throw ValidationError("--risk \(risk): expected more than 0, less than 1")
    }
  }

  func run() throws {
    let classifier = try models.load(model)
    guard force || !FileManager.default.fileExists(atPath: output + "/model.safetensors") else {
      throw CommandFailure(.io, "\(output)/model.safetensors exists; give --force to replace it")
    }
    try OutputPlace.checkFolder(output)
    let examples = try fields.reader(for: classifier, threads: threads.count).read(file)
    if let seen = classifier.use(of: examples) {
      Console.note(
        "parallax: \(classifier.name) was \(seen.rawValue) these very records: its probabilities will be too sure of others"
      )
    }
    let standard: ScoreCalibration.Method = classifier.isMultiLabel ? .platt : .temperature
    let calibrated = try classifier.calibrated(
      on: examples, method: method ?? standard, risk: risk, threads: threads.count)
    try calibrated.write(to: output)
    try ModelCard(calibrated).write(to: output + "/CARD.md")
    if risk == nil, calibrated.evidence.minimumConfidence > 0 {
      Console.note(
        "parallax: it abstains below a probability of \(calibrated.evidence.minimumConfidence) as before, which was "
          + "fitted to the probabilities before; give --risk to fit it anew")
    }
    let fitted = calibrated.calibration.map { "\($0.method.rawValue)" } ?? "none"
    Console.note(
      "\(classifier.name): calibration \(fitted) from \(examples.count) records"
        + (risk == nil ? "" : ", abstains below a probability of \(calibrated.evidence.minimumConfidence)"))
  }
}
