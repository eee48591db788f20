import ArgumentParser
import Parallax
import ParallaxCorpus

struct CorpusSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Finds articles by their words, the best first.",
    discussion: """
      All words must stand in the article or its title, by their stems, in any case \
      and without accents. "words in quotes" are a phrase, word* is a beginning, and \
      -word must not stand there (after -- where it comes first).

      EXAMPLES
        parallax corpus search --corpus news.db grain prices
        parallax corpus search --corpus news.db '"peace talks" -sport' --from 2017-01-01
      """)

  @Argument(help: ArgumentHelp("What to look for.", valueName: "words"))
  var words: [String]
  @OptionGroup var file: CorpusFileOptions
  @OptionGroup var filters: CorpusFilterOptions
  @OptionGroup var page: CorpusPageOptions

  func run() throws {
    let corpus = try file.open(.reading)
    let result = try corpus.search(
      SearchQuery(words.joined(separator: " ")), filter: filters.filter, limit: page.limit ?? 20,
      offset: page.offset)
    try page.write(result.hits) { hit in
      let snippet = hit.snippet.split(whereSeparator: \.isNewline).joined(separator: " ")
      return hit.entry.tableLine + "  " + SafeText.forTerminal(snippet) + "\n"
    }
    try filters.tellUnknown(corpus)
    if (page.format ?? .standard) == .table {
      Console.note("\(result.hits.count) of \(result.total) articles")
    }
  }
}
