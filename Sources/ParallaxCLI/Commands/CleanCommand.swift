import ArgumentParser
import Parallax

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Removes what the crawler left around an article, and says what it removed.",
    discussion: """
      EXAMPLES
        parallax clean article.txt
        parallax clean --show-removed article.txt
        parallax clean folder/ > clean.jsonl
        cat articles.jsonl | parallax clean - > clean.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat = .standard
  @Flag(help: "With the table: show the original, with what was removed marked by its rule.")
  var showRemoved = false

  func run() throws {
    var batches = ArticleBatches()
    var writer = RecordWriter(format)
    try batches.read(try input.sources(), label: "clean") { articles in
      for article in articles {
        if format == .table {
          try writer.write(text: CleanText(article, showsRemoved: showRemoved).text)
        } else {
          try writer.write(ArticleRecord(article))
        }
      }
    }
    try writer.finish()
    try batches.finish()
  }
}

/// A clean article as a person reads it.
private struct CleanText {
  let text: String

  init(_ article: Article, showsRemoved: Bool) {
    var lines: [String] = []
    lines.append("== \(article.title ?? article.id)")
    let facts = [article.outlet, article.date, article.dateline, article.sourceLine].compactMap(\.self)
    if !facts.isEmpty { lines.append(facts.joined(separator: " | ")) }
    lines.append("")
    lines.append(showsRemoved ? CleanText.marked(article) : article.text)
    lines.append("")
    var counts: [String: Int] = [:]
    for span in article.removed where span.rule != .whitespace { counts[span.rule.rawValue, default: 0] += 1 }
    if !counts.isEmpty {
      let list = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      lines.append("removed: \(list)")
      lines.append("")
    }
    text = lines.map { SafeText.forTerminal($0) }.joined(separator: "\n") + "\n"
  }

  /// The original with each removed span in brackets under the name of its rule.
  private static func marked(_ article: Article) -> String {
    let bytes = Array(article.original.utf8)
    var result = ""
    var position = 0
    for span in article.removed where span.rule != .whitespace {
      result += String(decoding: bytes[position..<span.range.lowerBound], as: UTF8.self)
      let removed = String(decoding: bytes[span.range], as: UTF8.self)
      result += "[-\(span.rule.rawValue): \(removed)-]"
      position = span.range.upperBound
    }
    return result + String(decoding: bytes[position...], as: UTF8.self)
  }
}
