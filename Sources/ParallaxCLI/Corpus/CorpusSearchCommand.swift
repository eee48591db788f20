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
  @Option(help: "How many at most.")
  var limit = 20
  @Option(help: "How many are passed over.")
  var offset = 0
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func run() throws {
    let corpus = try file.open(.reading)
    let format = format ?? .standard
    let result = try corpus.search(
      SearchQuery(words.joined(separator: " ")), filter: filters.filter, limit: limit, offset: offset)
    var writer = RecordWriter(format)
    for hit in result.hits {
      if format == .table {
        let snippet = hit.snippet.split(whereSeparator: \.isNewline).joined(separator: " ")
        try writer.write(text: hit.entry.tableLine + "  " + SafeText.forTerminal(snippet) + "\n")
      } else {
        try writer.write(hit)
      }
    }
    try writer.finish()
    try filters.tellUnknown(corpus)
    if format == .table { Console.note("\(result.hits.count) of \(result.total) articles") }
  }
}
