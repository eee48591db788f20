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

  @OptionGroup var named: CorpusArticleOptions

  func run() throws {
    let corpus = try named.file.open(.reading)
    var output = Output()
    for key in named.keys {
      try output.writeLine(CorpusRecord(corpus.article(key), in: corpus).json())
    }
    try output.flush()
  }
}
