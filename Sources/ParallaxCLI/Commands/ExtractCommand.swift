import ArgumentParser
import Parallax

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Finds the articles of web pages.",
    discussion: """
      Files and standard input are taken for pages unless their names say otherwise. The offsets of what was \
      removed count in the page's flattened text: all its blocks in order, menus and footers included.

      EXAMPLES
        parallax extract page.html
        parallax extract --metadata pages/ > articles.jsonl
        parallax extract --show-removed page.html.gz
        parallax extract crawl.warc.gz > articles.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var reading: ArticleReadingOptions
  @OptionGroup var output: ArticleOutputOptions
  @OptionGroup var rules: CleaningOptions
  @Option(help: "The probability from which on a block is taken for the article's.")
  var threshold: Double = HTMLExtractor.Configuration().threshold
  @Flag(help: "Leave the text as extraction found it, without the cleaning rules.")
  var noCleaning = false

  func validate() throws {
    guard (0...1).contains(threshold) else {
      throw ValidationError("--threshold is \(threshold); expected 0 to 1")
    }
  }

  func run() throws {
    let sources = try input.sources()
    let reader = ArticleReader(
      configuration: try reading.configuration(layout: .html),
      cleaner: noCleaning ? nil : try rules.cleaner(for: sources, reading: reading),
      extractor: HTMLExtractor(configuration: .init(threshold: threshold)))
    try writeArticles(reader, sources, label: "extract", output)
  }
}
