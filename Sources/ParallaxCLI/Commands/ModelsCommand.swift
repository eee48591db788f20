import ArgumentParser
import Parallax

struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Lists the models found, with their data, licences and measured scores.",
    discussion: """
      parallax card MODEL tells all there is to know of one.

      EXAMPLES
        parallax models
        parallax models leaning frames
        parallax models --models path/to/models --format json
      """)

  @Argument(
    help: ArgumentHelp("Names or folders of models; all that are found by default.", valueName: "model"))
  var names: [String] = []
  @OptionGroup var models: ModelOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func run() throws {
    let format = format ?? .standard
    let locator = models.locator
    let found = try names.isEmpty ? locator.available() : names.map(locator.locate)
    if found.isEmpty { Console.note("no models found; looked in \(locator.places.joined(separator: ", "))") }
    var writer = RecordWriter(format)
    var failures: [ExitStatus] = []
    for located in found {
      let classifier: TextClassifier
      do { classifier = try TextClassifier(contentsOf: located.directory) } catch {
        // One damaged model must not hide the others.
        Console.error(String(describing: error))
        failures.append(ExitStatus(error))
        continue
      }
      guard models.allows(classifier) else {
        // What was asked for by name is not left out without a word.
        if !names.isEmpty {
          Console.error(
            "the model \"\(classifier.name)\" may not be used commercially, by the licence of its data")
          failures.append(.data)
        }
        continue
      }
      let description =
        classifier.description
        ?? ModelDescription(name: classifier.name, version: "", task: "", labels: classifier.labels)
      if format == .table {
        try writer.write(text: ModelsCommand.table(located, description))
      } else {
        try writer.write(description)
      }
    }
    try writer.finish()
    if let first = failures.first {
      throw (failures.count < found.count ? ExitStatus.someFailed : first).exitCode
    }
  }

  private static func table(_ located: LocatedModel, _ description: ModelDescription) -> String {
    var lines = [
      "\(located.name)  \(description.task)", "  labels: \(description.labels.joined(separator: ", "))",
    ]
    if !description.data.isEmpty {
      lines.append(
        "  data: " + description.data.map { "\($0.name) (\($0.licence))" }.joined(separator: "; "))
    }
    for score in description.scores {
      let metrics = score.metrics.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      lines.append("  \(score.system), \(score.split): \(metrics.joined(separator: ", "))")
    }
    lines.append("  \(located.directory)")
    return lines.map { SafeText.forTerminal($0) + "\n" }.joined()
  }
}
