import ArgumentParser
import Foundation
import Parallax

struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "Counts who calls whom what, and tells which differences are beyond chance.",
    discussion: """
      Writes one record for each actor and designation, with a cell for each outlet, the articles and the \
      places of every use, and a test: p and q over mentions, and over articles, which are independent of one \
      another as mentions are not.

      EXAMPLES
        parallax names --actors actors.json --manifest articles.csv
        parallax names --actors actors.json --by date articles.jsonl > names.jsonl
        parallax names --actors actors.json --format csv articles.jsonl > names.csv
      """)

  @OptionGroup var input: ArticleInput
  @Option(help: ArgumentHelp("A gazetteer: the actors and the names they may be given.", valueName: "json"))
  var actors: String
  @OptionGroup var grouping: GroupingOptions
  @Flag(inversion: .prefixedNo, help: "With the table: list the sentences behind each number.")
  var evidence = true
  @Flag(help: "Take texts as they are, uncleaned.")
  var raw = false
  @Option(help: "table, json, jsonl or csv, a row for each cell; a table on a terminal, jsonl elsewhere.")
  var format: NamesFormat?

  func run() throws {
    let gazetteer = try Gazetteer(contentsOf: actors)
    var options = Coverage.Options()
    options.contrast = nil
    options.alignment = nil
    let (report, batches) = try input.report(grouping, raw: raw, gazetteer: gazetteer, options: options)
    if report.naming.isEmpty {
      let reasons = report.warnings.filter { [.noActor, .noDesignation].contains($0.code) }.map(\.message)
      Console.note("parallax: nothing found: " + reasons.joined(separator: " "))
    }
    if format == .csv {
      try writeRows(of: report)
      return try batches.finish()
    }
    let format = format.flatMap { OutputFormat(rawValue: $0.rawValue) } ?? .standard
    var writer = RecordWriter(format)
    if format == .table {
      let table = ReportTable(
        report,
        options: .init(width: Console.width, showsEvidence: evidence, usesColor: Console.usesColor))
      try writer.write(
        text: [table.warnings(), table.naming(), table.evidence()].filter { !$0.isEmpty }.joined(
          separator: "\n"))
    } else {
      for row in report.naming { try writer.write(CitedNames(row, in: report)) }
    }
    try writer.finish()
    try batches.finish()
  }

  /// Writes a row for each designation and outlet.
  private func writeRows(of report: CoverageReport) throws {
    let writer = CSVWriter()
    var output = Output()
    try output.write(
      bytes: writer.row([
        "actor", "actor_name", "term", "outlet", "count", "related_count", "articles",
        "rate_per_thousand_words",
        "p", "q", "article_p", "article_q",
      ]))
    for row in report.naming {
      for cell in row.cells {
        try output.write(
          bytes: writer.row([
            row.actor, row.actorName, row.term, cell.outlet, "\(cell.count)", "\(cell.relatedCount)",
            "\(cell.articles.count)", cell.ratePerThousandWords.map { fixed($0, 4) },
            row.test.map { "\($0.p)" },
            row.test.map { "\($0.q)" }, row.test.map { "\($0.articleP)" }, row.test.map { "\($0.articleQ)" },
          ]))
      }
    }
    try output.flush()
  }
}

/// A designation with the sentences that its uses name by their numbers.
private struct CitedNames: Encodable {
  private struct Cited: Encodable {
    let sentence: Int
    let article: String
    let start: Int
    let end: Int
    let text: String
  }

  private enum Key: String, CodingKey { case sentences }

  private let row: CoverageReport.NamingRow
  private let sentences: [Cited]

  init(_ row: CoverageReport.NamingRow, in report: CoverageReport) {
    self.row = row
    sentences = Set(row.cells.flatMap { $0.occurrences.map(\.sentence) }).sorted().map { number in
      let sentence = report.sentences[number]
      return Cited(
        sentence: number, article: sentence.article, start: sentence.start, end: sentence.end,
        text: sentence.text)
    }
  }

  func encode(to encoder: any Encoder) throws {
    try row.encode(to: encoder)
    var keys = encoder.container(keyedBy: Key.self)
    try keys.encode(sentences, forKey: .sentences)
  }
}

/// The forms of names.
enum NamesFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, jsonl, csv
}

extension ArticleInput {
  /// Reads all articles and compares them without any model.
  func report(
    _ grouping: GroupingOptions, raw: Bool, gazetteer: Gazetteer?, options: Coverage.Options
  ) throws -> (CoverageReport, ArticleBatches) {
    var options = options
    options.grouping = grouping.grouping
    var batches = ArticleBatches(
      reader: ArticleReader(
        configuration: .init(fieldNames: grouping.fieldNames), cleaner: raw ? nil : ArticleCleaner()))
    var articles: [Article] = []
    try batches.read(try sources(), label: "compare") { articles += $0 }
    guard !articles.isEmpty else {
      try batches.finish()
      throw CommandFailure(.missingInput, "no article to compare: the input is empty")
    }
    try grouping.check(articles)
    return (Coverage.compare(articles: articles, gazetteer: gazetteer, options: options), batches)
  }
}
