import ArgumentParser
import Parallax
import ParallaxCorpus

struct CorpusStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Counts articles by outlet, scores by model and label, events.",
    discussion: """
      EXAMPLES
        parallax corpus stats --corpus news.db
        parallax corpus stats --corpus news.db --check
      """)

  @OptionGroup var file: CorpusFileOptions
  @Flag(help: "Check the whole file first.")
  var check = false
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func run() throws {
    let corpus = try file.open(.reading)
    if check { try corpus.verify() }
    let statistics = try corpus.statistics()
    var output = Output()
    switch format ?? .standard {
    case .json: try output.writeLine(try prettyJSON(statistics))
    case .jsonl: try output.writeLine(try jsonLine(statistics))
    case .table:
      var lines = ["\(statistics.articles) articles, \(statistics.bytes / 1024) KiB: \(file.path)"]
      lines += statistics.outlets.map { outlet in
        "  \(outlet.name ?? "(outlet not known)")  \(outlet.articles)  \(outlet.from ?? "–") to \(outlet.to ?? "–")"
      }
      for model in statistics.models {
        let labels = model.labels.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        lines.append(
          "  \(model.model) \(model.version): \(labels.joined(separator: ", ")), "
            + "not enough evidence \(model.abstained)")
      }
      lines += statistics.events.map { "  event \($0.name): \($0.count)" }
      try output.write(lines.map { SafeText.forTerminal($0) + "\n" }.joined())
    }
    try output.flush()
  }
}
