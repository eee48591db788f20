import ArgumentParser
import Foundation
import Parallax

/// The forms in which articles are written.
enum ArticleFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, jsonl, csv, text
}

/// How articles are written.
struct ArticleOutputOptions: ParsableArguments {
  @Option(help: "table, json, jsonl, csv or text; a table on a terminal, jsonl elsewhere.")
  var format: ArticleFormat?
  @Flag(help: "Show the original, with what was removed marked by its rule; implies the table.")
  var showRemoved = false
  @Flag(help: "List what was removed with the reason, and the classifier's probability; implies the table.")
  var explain = false
  @Flag(help: "Add author, language, url, dateline, encoding and structure to each record.")
  var metadata = false
  @Flag(help: "With csv: write texts that spreadsheets take for formulas as they are.")
  var csvRaw = false

  func validate() throws {
    for (name, isSet) in [("--show-removed", showRemoved), ("--explain", explain)] {
      if isSet, let format, format != .table {
        throw ValidationError("\(name) is for the table; json and jsonl list what was removed")
      }
    }
    if metadata, format == .csv || format == .text || showRemoved || explain {
      throw ValidationError("--metadata is for json and jsonl")
    }
    if csvRaw, format != .csv { throw ValidationError("--csv-raw is for --format csv") }
  }

  var resolvedFormat: ArticleFormat {
    format ?? (showRemoved || explain || !metadata && Output.isTerminal ? .table : .jsonl)
  }
}

/// How articles are read.
struct ArticleReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where records keep a field: text, html, id, title, outlet, date, url, language, author or event.",
      valueName: "field=name"))
  var column: [String] = []
  @Option(help: ArgumentHelp("How much a compressed file may hold.", valueName: "MiB"))
  var decompressedLimit = 256

  func validate() throws {
    guard (1...1 << 20).contains(decompressedLimit) else {
      throw ValidationError("--decompressed-limit is \(decompressedLimit); expected 1 to \(1 << 20) MiB")
    }
    _ = try fieldNames()
  }

  /// The names of fields with those given first; nil where none are.
  func fieldNames() throws -> FieldNames? {
    guard !column.isEmpty else { return nil }
    var names = FieldNames.tables
    for pair in column {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError("--column \(pair): expected a field and a name, such as text=articleBody")
      }
      do {
        try names.prefer(parts[1], for: parts[0])
      } catch {
        throw ValidationError("--column \(pair): \(error.message)")
      }
    }
    return names
  }

  func configuration(layout: FileLayout? = nil) throws -> ArticleReader.Configuration {
    ArticleReader.Configuration(
      maximumDecompressedBytes: decompressedLimit << 20, layout: layout, fieldNames: try fieldNames())
  }
}

/// Writes articles in the form asked for.
struct ArticleWriter: ~Copyable {
  private let options: ArticleOutputOptions
  private let format: ArticleFormat
  private var records: RecordWriter
  private var table: CSVWriter
  private var hasHeader = false

  init(_ options: ArticleOutputOptions) {
    self.options = options
    format = options.resolvedFormat
    records = RecordWriter(format == .json ? .json : .jsonl)
    table = CSVWriter(isRaw: options.csvRaw)
  }

  mutating func write(_ article: Article) throws {
    switch format {
    case .table: try records.write(text: CleanText(article, options).text)
    case .text: try records.write(text: article.text + "\n\n")
    case .csv:
      if !hasHeader { try write(row: ["id", "title", "date", "outlet", "source_line", "text"]) }
      hasHeader = true
      try write(row: [
        article.id, article.title, article.date, article.outlet, article.sourceLine, article.text,
      ])
    case .json, .jsonl:
      try records.write(article, withDetails: options.metadata)
    }
  }

  private mutating func write(row: [String?]) throws {
    try records.write(text: String(decoding: table.row(row), as: UTF8.self))
  }

  mutating func finish() throws { try records.finish() }
}

extension RecordWriter {
  /// Writes an article's record, with its details as further keys where they are asked for.
  mutating func write(_ article: Article, withDetails: Bool) throws {
    var json = JSONWriter()
    ArticleRecord(article).write(to: &json, details: withDetails ? ArticleDetails(article) : nil)
    try write(json: json.bytes)
  }
}

/// A clean article as a person reads it.
private struct CleanText {
  let text: String

  init(_ article: Article, _ options: ArticleOutputOptions) {
    var lines: [String] = []
    lines.append("== \(article.title ?? article.id)")
    let facts = [article.outlet, article.date, article.author, article.dateline, article.sourceLine]
      .compactMap(\.self)
    if !facts.isEmpty { lines.append(facts.joined(separator: " | ")) }
    lines.append("")
    var counts: [String: Int] = [:]
    for span in article.removed where span.rule != .whitespace { counts[span.rule.rawValue, default: 0] += 1 }
    let list = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    let body =
      options.showRemoved
      ? Self.marked(article) : options.explain ? Self.explained(article) : SafeText.forTerminal(article.text)
    text =
      lines.map { SafeText.forTerminal($0) + "\n" }.joined() + body + "\n\n"
      + (counts.isEmpty ? "" : "removed: \(list)\n\n")
  }

  private static let colors =
    Console.usesColor ? (start: "\u{1B}[31m", end: "\u{1B}[0m") : (start: "", end: "")

  /// The original with each removed span in brackets under the name of its rule; red on a terminal.
  private static func marked(_ article: Article) -> String {
    let bytes = Array(article.original.utf8)
    var result = ""
    var position = 0
    for span in article.removed where span.rule != .whitespace {
      result += safe(bytes[position..<span.range.lowerBound])
      result += "\(colors.start)[-\(span.rule.rawValue): \(safe(bytes[span.range]))-]\(colors.end)"
      position = span.range.upperBound
    }
    return result + safe(bytes[position...])
  }

  /// A line for each removed span: where, which rule, how it begins, and why.
  private static func explained(_ article: Article) -> String {
    let bytes = Array(article.original.utf8)
    var lines: [String] = []
    for (span, removal) in zip(article.removed, ArticleRecord(article).removed) where span.rule != .whitespace
    {
      let text = safe(bytes[span.range]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let excerpt = text.count > 60 ? text.prefix(59) + "…" : text[...]
      let score = span.score.map { ", probability of belonging to the article \(fixed($0, 3))" } ?? ""
      lines.append(
        "\(colors.start)\(removal.start)-\(removal.end) \(span.rule.rawValue)\(colors.end): \(excerpt)\n"
          + "    \(span.rule.explanation)\(score)")
    }
    return lines.isEmpty ? "nothing was removed" : lines.joined(separator: "\n")
  }

  private static func safe(_ bytes: ArraySlice<UInt8>) -> String {
    // A carriage return at the end of a line is part of the line's end, not of its text.
    SafeText.forTerminal(String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n"))
  }
}
