import ArgumentParser
import Parallax
import ParallaxCorpus

struct CorpusDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Deletes articles with all that is known of them.",
    discussion: """
      EXAMPLES
        parallax corpus delete --corpus news.db 5f0c1d3e9a7b2c4d5f0c1d3e9a7b2c4d
      """)

  @Argument(help: ArgumentHelp("The keys of the articles.", valueName: "key"))
  var keys: [String]
  @OptionGroup var file: CorpusFileOptions

  func run() throws {
    // A name that is misspelt must not make an empty corpus.
    try file.open(.reading).close()
    let corpus = try file.open(.writing)
    let keys = try corpus.articles(keys).map(\.key)
    let count = try corpus.delete(keys)
    try corpus.close()
    Console.note("\(count) deleted: \(file.path)")
  }
}
