import ArgumentParser
import Foundation
import Parallax

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares how outlets tell one event: names, voices, words, what all tell and one alone.",
    discussion: """
      Without --actors names are not compared, no stance is scored, and the coverage map knows no "Moscow" for \
      Russia. With --report the table leaves out the evidence, which the page opens at a click.

      EXAMPLES
        parallax compare --manifest articles.csv --actors actors.json --report report.html
        parallax compare --actors actors.json --format json *.txt > report.json
        parallax compare --by date --format markdown articles.jsonl > report.md
        parallax compare --event 12 --no-evidence articles.jsonl
        parallax compare --since 2031-01-24 --manifest articles.csv
        parallax compare --since yesterday.json --manifest articles.csv
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var models: ModelOptions
  @Option(help: ArgumentHelp("A gazetteer: the actors and the names they may be given.", valueName: "json"))
  var actors: String?
  @OptionGroup var grouping: GroupingOptions
  @Option(help: ArgumentHelp("Only the articles whose field event is this.", valueName: "id"))
  var event: String?
  @Option(
    help: ArgumentHelp(
      "Only articles of this day or later, or that an earlier report (JSON) lacks; the others count as known.",
      valueName: "date|json"))
  var since: String?
  @Option(help: "How long each article's summary is: 3, 20%, 100w or 500c.")
  var length = "3"
  @OptionGroup var threads: ThreadOptions
  @Option(help: ArgumentHelp("Write the report as one HTML file too.", valueName: "html"))
  var report: String?
  @Option(help: "table, json, jsonl, markdown or html.")
  var format: ReportFormat = .table
  @Flag(inversion: .prefixedNo, help: "With the table: list the sentences behind each number.")
  var evidence: Bool?
  @Flag(help: "Take texts as they are, uncleaned.")
  var raw = false

  func validate() throws {
    if let since, CalendarDay(since) == nil, !FileManager.default.fileExists(atPath: since) {
      throw ValidationError(
        "--since \(since): expected a day such as 2031-01-24, or the file of an earlier report as JSON")
    }
  }

  func run() throws {
    let length: SummaryLength
    do throws(SummaryError) { length = try SummaryLength(parsing: self.length) } catch {
      throw ValidationError(error.message)
    }
    let sources = try input.sources()
    let gazetteer = try actors.map { try Gazetteer(contentsOf: $0) }
    let known = try since.map { try KnownCoverage($0) }
    let analyzer = ArticleAnalyzer(classifiers: try models.articleModels(), summaryLength: length)
    let readers = try models.sentenceReaders(gazetteer: gazetteer)
    var options = Coverage.Options()
    options.grouping = grouping.grouping
    let background = try DataFiles.background(at: nil)
    options.contrast?.background = TermBackground(background)
    options.alignment?.background = background
    options.media = [try Gazetteer(contentsOf: try DataFiles.path(of: DataFiles.media))]
    var batches = ArticleBatches(
      reader: ArticleReader(
        configuration: .init(fieldNames: grouping.fieldNames), cleaner: raw ? nil : ArticleCleaner()))
    var (articles, earlier): ([Article], [Article]) = ([], [])
    try batches.read(sources, label: "compare") { read in
      for article in read where event == nil || article.event == event {
        if known?.holds(article) == true { earlier.append(article) } else { articles.append(article) }
      }
    }
    guard !articles.isEmpty else {
      try batches.finish()
      if let since, !earlier.isEmpty {
        Console.note("parallax: nothing new since \(since): \(earlier.count) articles are known; no report")
        return
      }
      throw CommandFailure(.missingInput, "no article to compare: \(nothingLeft(batches.count))")
    }
    try grouping.check(articles + earlier)
    options.known = known?.ids ?? []
    if let since, !options.known.isEmpty, earlier.isEmpty {
      Console.note(
        "parallax: none of the \(options.known.count) articles of \(since) is in the input, so all are taken as new; "
          + "their ids are \(options.known[0]) and the like, those of the input \(articles[0].id)")
    }
    let coverage = analyzer.compare(
      articles, gazetteer: gazetteer, since: earlier + (known?.told(besides: earlier) ?? []),
      stance: readers.stance, wording: readers.wording, options: options, threads: threads.count)
    if let report { try writePage(coverage, articles, to: report) }
    try write(coverage, articles)
    try batches.finish()
  }

  private func writePage(_ coverage: CoverageReport, _ articles: [Article], to path: String) throws {
    do throws(ModelError) {
      try AtomicFile.write(Array(HTMLReport(coverage, articles: articles).html().utf8), to: path)
    } catch {
      throw CommandFailure(.io, error.description)
    }
    Console.note("parallax: wrote \(path)")
  }

  private func nothingLeft(_ count: Int) -> String {
    guard count > 0 else { return "the input is empty" }
    let limits = [
      event.map { "of event \($0)" },
      since.map { CalendarDay($0) == nil ? "new since \($0)" : "of \($0) or later" },
    ].compactMap(\.self)
    return "none of \(count) is \(limits.joined(separator: " and "))"
  }

  private func write(_ coverage: CoverageReport, _ articles: [Article]) throws {
    var output = Output()
    switch format {
    case .table:
      let options = ReportTable.Options(
        width: Console.width, showsEvidence: evidence ?? (report == nil), usesColor: Console.usesColor)
      try output.write(ReportTable(coverage, options: options).text())
    case .markdown: try output.write(MarkdownReport(coverage).text())
    case .html: try output.write(HTMLReport(coverage, articles: articles).html())
    case .json: try output.writeLine(try prettyJSON(coverage))
    case .jsonl: try output.writeLine(try jsonLine(coverage))
    }
    try output.flush()
  }
}

/// The forms of a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, jsonl, markdown, html
}
