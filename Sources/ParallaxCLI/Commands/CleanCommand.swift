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
        parallax clean --manifest articles.csv --format json
        parallax clean folder/ > clean.jsonl
        cat articles.jsonl | parallax clean - > clean.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?
  @Flag(help: "Show the original, with what was removed marked by its rule; implies the table.")
  var showRemoved = false

  func validate() throws {
    if showRemoved, format == .json || format == .jsonl {
      throw ValidationError("--show-removed is for the table; json and jsonl list what was removed")
    }
  }

  func run() throws {
    let format = format ?? (showRemoved ? .table : .standard)
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
    var counts: [String: Int] = [:]
    for span in article.removed where span.rule != .whitespace { counts[span.rule.rawValue, default: 0] += 1 }
    let list = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    text =
      lines.map { SafeText.forTerminal($0) + "\n" }.joined()
      + (showsRemoved ? CleanText.marked(article) : SafeText.forTerminal(article.text)) + "\n\n"
      + (counts.isEmpty ? "" : "removed: \(list)\n\n")
  }

  /// The original with each removed span in brackets under the name of its rule; red on a terminal.
  private static func marked(_ article: Article) -> String {
    let (start, end) = Console.usesColor ? ("\u{1B}[31m", "\u{1B}[0m") : ("", "")
    let bytes = Array(article.original.utf8)
    func safe(_ range: Range<Int>) -> String {
      // A carriage return at the end of a line is part of the line's end, not of its text.
      SafeText.forTerminal(String(decoding: bytes[range], as: UTF8.self).replacing("\r\n", with: "\n"))
    }
    var result = ""
    var position = 0
    for span in article.removed where span.rule != .whitespace {
      result += safe(position..<span.range.lowerBound)
      result += "\(start)[-\(span.rule.rawValue): \(safe(span.range))-]\(end)"
      position = span.range.upperBound
    }
    return result + safe(position..<bytes.count)
  }
}
