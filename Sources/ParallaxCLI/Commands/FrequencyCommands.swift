import ArgumentParser
import Foundation
import Parallax

struct DocumentFrequencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "df",
    abstract: "Counts in how many texts each term occurs; counts of parts add up by merge.",
    discussion: """
      Writes a line "documents<TAB>N" and a line "term<TAB>documents<TAB>occurrences" for each term. Limits such
      as --min-df belong to the whole corpus: give them to vectorize.

      EXAMPLES
        parallax df part1.jsonl > part1.tsv
        parallax merge part1.tsv part2.tsv > whole.tsv
      """)

  @OptionGroup var settings: VectorizerOptions
  @OptionGroup var input: ArticleInput

  func validate() throws {
    guard settings.minDf == "1", settings.maxDf == "1.0", settings.maxFeatures == nil else {
      throw ValidationError(
        "--min-df, --max-df and --max-features are about the whole corpus: give them to vectorize, not to df")
    }
  }

  func run() throws {
    let configuration = try settings.configuration()
    var batches = ArticleBatches(cleaner: nil)
    var counted = DocumentFrequencies.empty
    try batches.read(try input.sources(), label: "df") { articles in
      try counted.merge(try .counting(articles.map(\.modelInput), configuration: configuration))
    }
    try write(counted)
    try batches.finish()
  }
}

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Adds up document frequencies that df counted on parts of a corpus.",
    discussion: """
      EXAMPLES
        parallax merge part1.tsv part2.tsv > whole.tsv
      """)

  @Argument(help: ArgumentHelp("Tables that df wrote.", valueName: "tsv"))
  var tables: [String]

  func run() throws {
    var counted = DocumentFrequencies.empty
    for path in tables {
      let bytes = try readBytes(path)
      do throws(FeatureError) {
        try counted.merge(try DocumentFrequencies(table: bytes))
      } catch {
        throw CommandFailure(.data, "\(path): \(error.message)")
      }
    }
    try write(counted)
  }
}

struct TermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms",
    abstract: "Lists the weightiest terms of each text, by TF-IDF over all the texts given.",
    discussion: """
      EXAMPLES
        parallax terms --top 10 --min-df 2 articles.jsonl
      """)

  @Option(help: "How many terms of each text.")
  var top = 10
  @OptionGroup var settings: VectorizerOptions
  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat = .standard

  private struct Term: Encodable {
    let term: String
    let weight: Float
  }

  private struct Record: Encodable {
    let id: RecordID
    let terms: [Term]
  }

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top \(top): expected 1 or more") }
  }

  func run() throws {
    let configuration = try settings.configuration()
    var batches = ArticleBatches(cleaner: nil)
    var articles: [Article] = []
    try batches.read(try input.sources(), label: "terms") { articles += $0 }
    guard !articles.isEmpty else {
      try batches.finish()
      throw CommandFailure(.data, "no text to find terms in")
    }
    let (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(
      articles.map(\.modelInput), configuration: configuration, threads: threads.count)
    var writer = RecordWriter(format)
    for (row, article) in articles.enumerated() {
      let terms = vectorizer.topTerms(of: matrix.row(row), count: top)
      if format == .table {
        let list = terms.map(\.term).joined(separator: ", ")
        try writer.write(text: SafeText.forTerminal("\(article.id)\t\(list)") + "\n")
      } else {
        try writer.write(
          Record(id: article.recordID, terms: terms.map { Term(term: $0.term, weight: $0.value) }))
      }
    }
    try writer.finish()
    try batches.finish()
  }
}

/// Writes frequencies to standard output.
private func write(_ frequencies: DocumentFrequencies) throws {
  var output = Output()
  try frequencies.encodeTable { (piece: [UInt8]) throws in try output.write(bytes: piece) }
  try output.flush()
}
