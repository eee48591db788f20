import ArgumentParser
import Parallax

struct KeywordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keywords",
    abstract: "Finds the words and phrases an article leans on, and where they stand.",
    discussion: """
      Words are ranked on the graph of words that stand near one another; how common they are in other news \
      weighs against them.

      EXAMPLES
        parallax keywords article.txt
        parallax keywords --top 5 articles.jsonl > keywords.jsonl
        parallax keywords --background none article.txt
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions
  @Option(help: "How many keywords of each article.")
  var top = 10
  @Option(
    help: ArgumentHelp(
      "A table of df that says how common words are; news is the one that ships, none treats all alike.",
      valueName: "tsv"))
  var background = "news"
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top \(top): expected 1 or more") }
  }

  func run() throws {
    let frequencies =
      background == "none" ? nil : try DataFiles.background(at: background == "news" ? nil : background)
    let extractor = KeywordExtractor(background: frequencies)
    let format = format ?? .standard
    var batches = ArticleBatches()
    var writer = RecordWriter(format)
    try batches.read(try input.sources(), label: "keywords") { articles in
      let found = concurrentMap(articles, threads: threads.count) {
        extractor.keywords(in: $0.text, count: top)
      }
      for (article, keywords) in zip(articles, found) {
        if format == .table {
          let list = keywords.phrases.map { "\($0.text) (\($0.ranges.count))" }.joined(separator: ", ")
          try writer.write(text: SafeText.forTerminal("\(article.title ?? article.id)\n  \(list)") + "\n")
        } else {
          try writer.write(KeywordsRecord(article, keywords))
        }
      }
    }
    try writer.finish()
    try batches.finish()
  }
}

/// The keywords of one article as a line of JSON; offsets are Unicode scalars of the clean text.
private struct KeywordsRecord: Encodable {
  private struct Phrase: Encodable {
    let text: String
    let score: Double
    let count: Int
    let places: [[Int]]
  }

  private let id: RecordID
  private let title: String?
  private let converged: Bool
  private let keywords: [Phrase]

  init(_ article: Article, _ found: KeywordExtractor.Keywords) {
    id = article.recordID
    title = article.title
    converged = found.converged
    // Offsets ascend over all phrases together, so that the text is walked once.
    let all = found.phrases.flatMap(\.ranges).sorted { $0.lowerBound < $1.lowerBound }
    let offsets = TextOffsets(article.text)
    var scalars: [Range<Int>: [Int]] = [:]
    for range in all {
      let converted = offsets.scalarRange(ofUTF8: range)
      scalars[range] = [converted.lowerBound, converted.upperBound]
    }
    keywords = found.phrases.map { phrase in
      Phrase(
        text: phrase.text, score: phrase.score, count: phrase.ranges.count,
        places: phrase.ranges.compactMap { scalars[$0] })
    }
  }
}
