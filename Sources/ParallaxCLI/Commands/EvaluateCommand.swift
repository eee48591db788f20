import ArgumentParser
import Foundation
import Parallax

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measures a model on labelled records.",
    discussion: """
      EXAMPLES
        parallax evaluate --model leaning --label bias_text valid.jsonl
        parallax evaluate --model path/to/model/ --format table valid.jsonl
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
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func run() throws {
    let classifier = try models.load(model)
    let records = LabeledRecords(labelField: label, textField: text, groupField: nil)
    let metrics = try classifier.evaluate(on: try records.read(file))
    var output = Output()
    switch format ?? .standard {
    case .table: try output.write(EvaluateCommand.table(classifier.name, metrics))
    case .json: try output.writeLine(try prettyJSON(metrics))
    case .jsonl: try output.writeLine(try jsonLine(metrics))
    }
    try output.flush()
  }

  private static func table(_ name: String, _ metrics: ClassificationMetrics) -> String {
    let width = max(5, metrics.classes.map(\.count).max() ?? 0) + 2
    func cell(_ text: String) -> String { text.padding(toLength: width, withPad: " ", startingAt: 0) }
    var lines = ["\(name) on \(metrics.count) records"]
    lines.append("accuracy \(fixed(metrics.accuracy, 4))  macro-F1 \(fixed(metrics.macroF1, 4))")
    lines.append(cell("label") + "precision  recall      F1  records")
    for (label, entry) in zip(metrics.classes, metrics.perClass) {
      let records = String(entry.support)
      lines.append(
        cell(label) + "   \(fixed(entry.precision, 4))  \(fixed(entry.recall, 4))  \(fixed(entry.f1, 4))"
          + String(repeating: " ", count: max(1, 9 - records.count)) + records)
    }
    return lines.map { SafeText.forTerminal($0) + "\n" }.joined()
  }
}
