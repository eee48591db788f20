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

  @OptionGroup var named: CorpusArticleOptions

  func run() throws {
    // A name that is misspelt must not make an empty corpus.
    try named.file.open(.reading).close()
    let corpus = try named.file.open(.writing)
    let keys = try corpus.articles(named.keys).map(\.key)
    let count = try corpus.delete(keys)
    try corpus.close()
    Console.note("\(count) deleted: \(named.file.path)")
  }
}
