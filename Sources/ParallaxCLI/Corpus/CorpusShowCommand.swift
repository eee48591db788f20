import ArgumentParser
import Parallax
import ParallaxCorpus
import ParallaxService

struct CorpusShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Writes articles with all that is known of them, as JSON Lines.",
    discussion: """
      EXAMPLES
        parallax corpus show --corpus news.db 5f0c1d3e9a7b2c4d5f0c1d3e9a7b2c4d
      """)

  @Argument(help: ArgumentHelp("Keys, or ids that no two articles share.", valueName: "key"))
  var keys: [String]
  @OptionGroup var file: CorpusFileOptions

  func run() throws {
    let corpus = try file.open(.reading)
    var output = Output()
    for key in keys {
      try output.writeLine(CorpusRecord(corpus.article(key), in: corpus).json())
    }
    try output.flush()
  }
}
