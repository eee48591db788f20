import ArgumentParser
import Parallax

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Removes what the crawler left around an article, and says what it removed.",
    discussion: """
      Reads text, web pages, JSON Lines, CSV and web archives, compressed by gzip or zstd or not.

      EXAMPLES
        parallax clean article.txt
        parallax clean --show-removed article.txt
        parallax clean --explain page.html
        parallax clean --manifest articles.csv --format json
        parallax clean --keep caption --keep subheading folder/ > clean.jsonl
        parallax clean --column text=articleBody bodies.csv > clean.jsonl
        cat articles.jsonl | parallax clean - > clean.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var reading: ArticleReadingOptions
  @OptionGroup var output: ArticleOutputOptions
  @OptionGroup var rules: CleaningOptions

  func run() throws {
    let sources = try input.sources()
    let cleaner = try rules.cleaner(for: sources, reading: reading)
    let reader = ArticleReader(configuration: try reading.configuration(), cleaner: cleaner)
    try writeArticles(reader, sources, label: "clean", output)
  }
}

/// Reads articles and writes them in order, then ends as the reading went.
func writeArticles(
  _ reader: ArticleReader, _ sources: [ArticleSource], label: String, _ options: ArticleOutputOptions
) throws {
  var batches = ArticleBatches(reader: reader)
  var writer = ArticleWriter(options)
  try batches.read(sources, label: label) { articles in
    for article in articles { try writer.write(article) }
  }
  try writer.finish()
  try batches.finish()
}
