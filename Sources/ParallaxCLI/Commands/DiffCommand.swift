import ArgumentParser
import Parallax

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Shows which terms' weights differ most between two linear models.",
    discussion: """
      EXAMPLES
        parallax diff --top 10 old-model/ new-model/
      """)

  @Argument(help: ArgumentHelp("A model's name or folder.", valueName: "first"))
  var first: String
  @Argument(help: ArgumentHelp("The model it is compared with.", valueName: "second"))
  var second: String
  @Option(help: "How many terms to list for each label.")
  var top = 20
  @OptionGroup var models: ModelOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func validate() throws {
    guard top >= 0 else { throw ValidationError("--top \(top): expected 0 or more") }
  }

  func run() throws {
    let differences = try ModelDifference.between(models.load(first), models.load(second), top: top)
    let format = format ?? .standard
    var writer = RecordWriter(format)
    for difference in differences {
      if format == .table {
        try writer.write(text: DiffCommand.table(difference))
      } else {
        try writer.write(difference)
      }
    }
    try writer.finish()
  }

  private static func table(_ difference: ModelDifference) -> String {
    var lines = [
      "== \(difference.label): cosine \(fixed(difference.cosine, 4)), \(difference.onlyInFirst) features only in the "
        + "first, \(difference.onlyInSecond) only in the second"
    ]
    for feature in difference.features {
      lines.append(
        "  \(fixed(feature.first, 4)) -> \(fixed(feature.second, 4))  (\(fixed(feature.difference, 4)))  \(feature.term)"
      )
    }
    return lines.map { SafeText.forTerminal($0) + "\n" }.joined()
  }
}
