import ArgumentParser
import Foundation
import Parallax

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares how outlets tell one event: names, wording, summaries.",
    discussion: """
      Without --actors, wording and summaries are compared and names are not.

      EXAMPLES
        parallax compare --manifest articles.csv --actors actors.json
        parallax compare --actors actors.json --format json *.txt > report.json
        parallax compare --no-evidence articles.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var models: ModelOptions
  @Option(help: ArgumentHelp("A gazetteer: the actors and the names they may be given.", valueName: "json"))
  var actors: String?
  @Option(help: "How long each article's summary is: 3, 20%, 100w or 500c.")
  var length = "3"
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl.")
  var format: OutputFormat = .table
  @Flag(inversion: .prefixedNo, help: "With the table: list the sentences behind each number.")
  var evidence = true

  func run() throws {
    let length: SummaryLength
    do throws(SummaryError) { length = try SummaryLength(parsing: self.length) } catch {
      throw ValidationError(error.message)
    }
    let sources = try input.sources()
    let gazetteer = try actors.map { try Gazetteer(contentsOf: $0) }
    let analyzer = ArticleAnalyzer(classifiers: try models.articleModels(), summaryLength: length)
    var batches = ArticleBatches()
    var articles: [Article] = []
    try batches.read(sources, label: "compare") { articles += $0 }
    guard !articles.isEmpty else {
      try batches.finish()
      throw CommandFailure(.missingInput, "no article to compare: the input is empty")
    }
    let report = analyzer.compare(articles, gazetteer: gazetteer, threads: threads.count)
    var output = Output()
    switch format {
    case .table:
      let options = ReportTable.Options(
        width: Console.width, showsEvidence: evidence, usesColor: Console.usesColor)
      try output.write(ReportTable(report, options: options).text())
    case .json: try output.writeLine(try prettyJSON(report))
    case .jsonl: try output.writeLine(try jsonLine(report))
    }
    try output.flush()
    try batches.finish()
  }
}
