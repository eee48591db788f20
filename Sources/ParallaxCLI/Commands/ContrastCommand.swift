import ArgumentParser
import Foundation
import Parallax

struct ContrastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contrast",
    abstract: "Finds the words that set outlets, authors or days apart.",
    discussion: """
      Terms are ranked by weighted log-odds with an informative prior. Each comes with the number of articles \
      that hold it, with what leaving out single articles does to it (jackknife), and with the false discovery \
      rate. What one article alone carries is marked: it may be the article's own. compare counts the same; its \
      figures are those of contrast with the same --actors, which keeps names whole.

      EXAMPLES
        parallax contrast --manifest articles.csv
        parallax contrast --by date --top 10 articles.jsonl
        parallax contrast --by bias_text --ngrams 1,3 --raw articles.jsonl > terms.jsonl
        parallax contrast --measure keyness --background none articles.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var grouping: GroupingOptions
  @OptionGroup var options: ContrastOptionsGroup
  @Option(help: ArgumentHelp("A gazetteer, whose names are kept whole.", valueName: "json"))
  var actors: String?
  @Flag(help: "Take texts as they are, uncleaned.")
  var raw = false
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  private static let namesAreSplit =
    "Names are taken apart into words. With --actors they are kept whole, as compare does with its --actors: other "
    + "terms are tested then, and z and q differ.\n"

  func run() throws {
    let sources = try input.sources()
    let settings = try options.settings()
    let format = format ?? .standard
    var builder = ContrastBuilder(gazetteer: try actors.map { try Gazetteer(contentsOf: $0) })
    var batches = ArticleBatches(
      reader: ArticleReader(
        configuration: .init(fieldNames: grouping.fieldNames), cleaner: raw ? nil : ArticleCleaner()))
    try batches.read(sources, label: "contrast") { articles in
      for article in articles { try builder.add(article.text, group: grouping.group(of: article)) }
    }
    guard builder.articleCount > 0 else {
      try batches.finish()
      throw CommandFailure(.missingInput, "no article to compare: the input is empty")
    }
    let contrast = try builder.contrast(settings)
    if contrast.groups.map(\.name) == [grouping.grouping.unknown] {
      Console.note(
        "parallax: no article has a \(grouping.by): there is nothing to contrast; name another field with --by"
      )
    } else if contrast.groups.count < 2 {
      Console.note("parallax: all articles are of one group: there is nothing to contrast them with")
    }
    var output = Output()
    switch format {
    case .table:
      let options = ReportTable.Options(width: Console.width, usesColor: Console.usesColor)
      try output.write(ContrastTable(contrast, options: options).text())
      if actors == nil, !contrast.comparisons.isEmpty { try output.write(Self.namesAreSplit) }
    case .json: try output.writeLine(try prettyJSON(contrast))
    case .jsonl:
      for comparison in contrast.comparisons {
        for term in comparison.terms { try output.writeLine(try jsonLine(ContrastLine(comparison, term))) }
      }
    }
    try output.flush()
    try batches.finish()
  }
}

/// One term of one comparison as a line of JSON.
private struct ContrastLine: Encodable {
  let comparison: Contrast.Comparison
  let term: Contrast.Term

  private enum CodingKeys: String, CodingKey { case group, against, finding }

  init(_ comparison: Contrast.Comparison, _ term: Contrast.Term) {
    self.comparison = comparison
    self.term = term
  }

  func encode(to encoder: any Encoder) throws {
    try term.encode(to: encoder)
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(comparison.group, forKey: .group)
    try values.encode(comparison.against, forKey: .against)
    try values.encode(term.isFinding, forKey: .finding)
  }
}
