import ArgumentParser
import Parallax
import ParallaxCorpus
import ParallaxService

struct CorpusExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes articles as JSON Lines, which every command reads.",
    discussion: """
      EXAMPLES
        parallax corpus export --corpus news.db --event "port strike" | parallax compare -
        parallax corpus export --corpus news.db --original > copy.jsonl
        parallax corpus export --corpus news.db --results > results.jsonl
      """)

  @OptionGroup var file: CorpusFileOptions
  @OptionGroup var filters: CorpusFilterOptions
  @Flag(help: "Write texts as they came, uncleaned: adding them elsewhere gives the same articles.")
  var original = false
  @Flag(help: "Write removed spans, scores, summaries and actors as well, as show does.")
  var results = false

  func validate() throws {
    if original, results { throw ValidationError("--original and --results are two forms; give one") }
  }

  private struct Line: Encodable {
    let id: String
    let key: String
    let outlet, url, title, date, language, author, event: String?
    let text: String
  }

  func run() throws {
    let corpus = try file.open(.reading)
    var output = Output()
    try corpus.forEachBatch(filters.filter) { batch in
      for stored in batch {
        if results {
          try output.writeLine(CorpusRecord(stored, in: corpus).json())
          continue
        }
        let article = stored.article
        let line = Line(
          id: article.id, key: stored.key, outlet: article.outlet, url: article.url, title: article.title,
          date: article.date, language: article.language, author: article.author,
          event: article.event, text: original ? article.original : article.text)
        try output.writeLine(jsonLine(line))
      }
    }
    try output.flush()
    try filters.tellUnknown(corpus)
  }
}
