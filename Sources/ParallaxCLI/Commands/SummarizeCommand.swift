import ArgumentParser
import Foundation
import Parallax

struct SummarizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summarize",
    abstract: "Chooses the sentences that tell most of an article.",
    discussion: """
      The first argument may name the method: \
      \(SummaryMethod.allCases.map(\.rawValue).joined(separator: ", ")).

      EXAMPLES
        parallax summarize article.txt
        parallax summarize lead --length 2 article.txt
        parallax summarize text-rank --length 20% folder/ > summaries.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions
  @Option(help: "3 (sentences), 20% (of them), 100w (words) or 500c (characters).")
  var length = "3"
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?
  @Flag(help: "With the table: show each sentence's score.")
  var scores = false

  func run() throws {
    let length: SummaryLength
    do throws(SummaryError) { length = try SummaryLength(parsing: self.length) } catch {
      throw ValidationError(error.message)
    }
    var input = input
    let method = try takeMethod(from: &input.inputs)
    let analyzer = ArticleAnalyzer(
      summarizer: (method ?? .textRank).summarizer, summaryLength: length)
    var batches = ArticleBatches()
    let format = format ?? .standard
    var writer = RecordWriter(format)
    try batches.read(try input.sources(), label: "summarize") { articles in
      let summaries = concurrentMap(articles, threads: threads.count) { analyzer.summary(of: $0) }
      for (article, summary) in zip(articles, summaries) {
        if format == .table {
          try writer.write(text: table(article, summary))
        } else {
          try writer.write(SummaryRecord(article, summary))
        }
      }
    }
    try writer.finish()
    try batches.finish()
  }

  /// Takes a method's name off the front of the arguments; a plain word that is neither a method nor a file
  /// is a method misspelt.
  private func takeMethod(from inputs: inout [String]) throws -> SummaryMethod? {
    guard let first = inputs.first else { return nil }
    if let method = SummaryMethod(named: first) {
      inputs.removeFirst()
      return method
    }
    let isWord =
      first != "-" && first.utf8.allSatisfy { (97...122).contains($0 | 0x20) || $0 == 45 || $0 == 95 }
    if isWord, !FileManager.default.fileExists(atPath: first) {
      let names = SummaryMethod.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\"\(first)\" is neither a file nor a method; the methods are \(names)")
    }
    return nil
  }

  private func table(_ article: Article, _ summary: Summary) -> String {
    var lines = ["== \(article.title ?? article.id)"]
    for sentence in summary.sentences {
      lines.append((scores ? "- (\(fixed(sentence.score, 3))) " : "- ") + sentence.text)
    }
    if !summary.converged { lines.append("  (the ranking did not converge)") }
    return lines.map { SafeText.forTerminal($0) }.joined(separator: "\n") + "\n\n"
  }
}

/// The summary of one article as a line of JSON; offsets are Unicode scalars of the clean text.
struct SummaryRecord: Encodable {
  private struct Sentence: Encodable {
    let text: String
    let start: Int
    let end: Int
    let score: Double
  }

  private let id: String
  private let title: String?
  private let method: String
  private let converged: Bool
  private let sentences: [Sentence]

  init(_ article: Article, _ summary: Summary) {
    id = article.id
    title = article.title
    method = summary.method
    converged = summary.converged
    var offsets = TextOffsets(article.text)
    sentences = summary.sentences.map {
      let range = offsets.scalarRange(ofUTF8: $0.range)
      return Sentence(text: $0.text, start: range.lowerBound, end: range.upperBound, score: $0.score)
    }
  }
}
