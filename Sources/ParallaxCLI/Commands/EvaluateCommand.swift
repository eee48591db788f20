import ArgumentParser
import Parallax

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measures a model on labelled records.",
    discussion: """
      EXAMPLES
        parallax evaluate --model leaning --label bias_text valid.jsonl
      """)

  @Option(help: ArgumentHelp("A model's name or folder.", valueName: "model"))
  var model: String
  @Argument(help: ArgumentHelp("Labelled records, or -.", valueName: "jsonl"))
  var file: String
  @Option(help: ArgumentHelp("The field of the label.", valueName: "field"))
  var label = "label"
  @Option(help: ArgumentHelp("The field of the text; text, content or body by default.", valueName: "field"))
  var text: String?
  @OptionGroup var models: ModelOptions
  @Option(help: "table or json.")
  var format: OutputFormat = .json

  func run() throws {
    let classifier = try models.load(model)
    let records = LabeledRecords(labelField: label, textField: text, groupField: nil)
    let metrics = try classifier.evaluate(on: try records.read(file))
    var output = Output()
    if format == .table {
      try output.write("\(classifier.name) on \(metrics.count) records\n")
      try output.write("accuracy \(metrics.accuracy)\nmacro-F1 \(metrics.macroF1)\n")
      for (name, entry) in zip(metrics.classes, metrics.perClass) {
        try output.write("\(name): precision \(entry.precision), recall \(entry.recall), F1 \(entry.f1)\n")
      }
    } else {
      try output.writeLine(try jsonLine(metrics))
    }
    try output.flush()
  }
}
