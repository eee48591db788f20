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
  @OptionGroup var page: CorpusPageOptions

  func run() throws {
    let corpus = try file.open(.reading)
    let entries = try corpus.entries(filters.filter, limit: page.limit ?? 100, offset: page.offset)
    try page.write(entries) { $0.tableLine }
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
