import ArgumentParser

struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Keeps articles, scores and summaries in one file, and finds them again.",
    discussion: """
      EXAMPLES
        parallax corpus add --corpus news.db --score articles.jsonl
        parallax corpus search --corpus news.db "grain prices" --outlet "Quay News"
        parallax corpus export --corpus news.db --from 2017-01-01 > articles.jsonl

      The file is --corpus, else $PARALLAX_CORPUS, else parallax.db in this folder. \
      Adding the same articles again changes nothing: an import that was cut off is \
      run again as it was.
      """,
    subcommands: [
      CorpusAddCommand.self, CorpusListCommand.self, CorpusSearchCommand.self, CorpusShowCommand.self,
      CorpusScoreCommand.self, CorpusExportCommand.self, CorpusStatsCommand.self, CorpusDeleteCommand.self,
    ])
}
