import ArgumentParser
import Parallax
import ParallaxCorpus

struct CorpusListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists articles, the latest first.",
    discussion: """
      EXAMPLES
        parallax corpus list --corpus news.db --outlet "Quay News" --from 2017-01-01
        parallax corpus list --corpus news.db --label leaning=left --min-probability 0.8
      """)

  @OptionGroup var file: CorpusFileOptions
  @OptionGroup var filters: CorpusFilterOptions
  @Option(help: "How many at most.")
  var limit = 100
  @Option(help: "How many are passed over.")
  var offset = 0
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func run() throws {
    let corpus = try file.open(.reading)
    let format = format ?? .standard
    var writer = RecordWriter(format)
    for entry in try corpus.entries(filters.filter, limit: limit, offset: offset) {
      if format == .table {
        try writer.write(text: entry.tableLine)
      } else {
        try writer.write(entry)
      }
    }
    try writer.finish()
    try filters.tellUnknown(corpus)
  }
}

extension CorpusEntry {
  /// The entry as a line for people.
  var tableLine: String {
    let parts = [String(key.prefix(8)), date ?? "          ", outlet ?? "–", title ?? id]
    return SafeText.forTerminal(parts.joined(separator: "  ")) + "\n"
  }
}
