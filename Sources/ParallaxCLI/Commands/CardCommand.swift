import ArgumentParser
import Parallax

struct CardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "Prints a model's card: its data, licence, split, scores and limits, as Markdown.",
    discussion: """
      EXAMPLES
        parallax card --model leaning
        parallax card --model path/to/model/ > CARD.md
      """)

  @Option(help: ArgumentHelp("A model's name or folder.", valueName: "model"))
  var model: String
  @OptionGroup var models: ModelOptions

  func run() throws {
    let card = try ModelCard(models.load(model)).text
    var output = Output()
    try output.write(
      Output.isTerminal
        ? card.split(separator: "\n", omittingEmptySubsequences: false)
          .map { SafeText.forTerminal(String($0)) }.joined(separator: "\n") : card)
    try output.flush()
  }
}
