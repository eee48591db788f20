import ArgumentParser
import Parallax

struct CardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "Prints a model's card: its data, licence, split, scores and limits, as Markdown.",
    discussion: """
      EXAMPLES
        parallax card leaning
        parallax card --model path/to/model/ > CARD.md
      """)

  @Argument(help: ArgumentHelp("A model's name or folder.", valueName: "model"))
  var name: String?
  @Option(help: ArgumentHelp("The same, as the other commands have it.", valueName: "model"))
  var model: String?
  @OptionGroup var models: ModelOptions

  func validate() throws {
    guard (name == nil) != (model == nil) else {
      throw ValidationError("expected one model, as parallax card leaning or parallax card --model leaning")
    }
  }

  func run() throws {
    guard let chosen = name ?? model else { return }
    let card = try ModelCard(models.load(chosen)).text
    var output = Output()
    try output.write(
      Output.isTerminal
        ? card.split(separator: "\n", omittingEmptySubsequences: false)
          .map { SafeText.forTerminal(String($0)) }.joined(separator: "\n") : card)
    try output.flush()
  }
}
