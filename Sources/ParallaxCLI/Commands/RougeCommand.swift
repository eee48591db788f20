import ArgumentParser
import Foundation
import Parallax

struct RougeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rouge",
    abstract: "Scores summaries by ROUGE-1, -2, -L and -Lsum against references.",
    discussion: """
      Records are {"id","text"}; where there is no id the line's number stands for it. An id may have several \
      references, on lines of its own or as a list. Summaries may also be what summarize wrote. With articles \
      the first sentences, random ones and the best that choosing sentences could do are scored beside them.

      EXAMPLES
        parallax rouge --references references.jsonl summaries.jsonl
        parallax rouge --references references.jsonl --articles articles.jsonl --length 3 a.jsonl b.jsonl
        parallax rouge --references references.jsonl --each summaries.jsonl
      """)

  @Argument(help: ArgumentHelp("Summaries, one file a system; - for standard input.", valueName: "summaries"))
  var summaries: [String]
  @Option(help: ArgumentHelp("The references.", valueName: "file"))
  var references: String
  @Option(help: ArgumentHelp("The articles, to score lead, random and oracle as well.", valueName: "file"))
  var articles: String?
  @Option(help: "With --articles: how long lead, random and oracle may be.")
  var length = "3"
  @Flag(inversion: .prefixedNo, help: "Stem tokens of more than three letters.")
  var stemming = true
  @Flag(help: "Score each record by itself.")
  var each = false
  @Option(help: "How many bootstrap resamples the intervals come from.")
  var resamples = 1000
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func validate() throws {
    guard resamples > 0 else { throw ValidationError("--resamples \(resamples): expected 1 or more") }
    let streams = summaries + [references] + (articles.map { [$0] } ?? [])
    guard streams.filter({ $0 == "-" }).count <= 1 else {
      throw ValidationError("- can be read once only")
    }
  }

  func run() throws {
    let length: SummaryLength
    do throws(SummaryError) { length = try SummaryLength(parsing: self.length) } catch {
      throw ValidationError(error.message)
    }
    let wanted = try SummaryRecords.references(references)
    var systems: [(name: String, records: SummaryRecords)] = []
    for path in summaries { systems.append((Self.name(of: path), try .summaries(path))) }
    let scorer = ROUGE(usesStemmer: stemming)
    let format = format ?? .standard
    var writer = RecordWriter(format)
    if format == .table {
      try writer.write(text: "\(scorer.configuration); 95 % intervals of \(resamples) resamples\n")
      if !each { try writer.write(text: SystemScores.heading) }
    }
    var isPartial = false
    for system in systems {
      let ids = system.records.ids.filter { wanted.texts[$0] != nil }
      guard !ids.isEmpty else {
        throw CommandFailure(
          .data, "\(system.name): no id is that of a reference, such as \"\(wanted.ids.first ?? "")\"")
      }
      let strangers = system.records.ids.count - ids.count
      let missing = wanted.ids.count { system.records.texts[$0] == nil }
      if strangers > 0 {
        Console.error("\(system.name): \(strangers) summaries have no reference and are left out")
      }
      if missing > 0 {
        Console.error("\(system.name): \(missing) references have no summary and are left out")
      }
      isPartial = isPartial || strangers > 0
      let pairs = ids.map {
        (id: $0, summary: system.records.texts[$0]?.first ?? "", references: wanted.texts[$0] ?? [])
      }
      try write(system.name, pairs, scorer, format, &writer)
    }
    if let articles {
      let examples = try SummaryRecords.articles(articles).examples(with: wanted)
      guard !examples.isEmpty else { throw CommandFailure(.data, "\(articles): no article has a reference") }
      for (name, summaries) in baselines(examples, length) {
        let pairs = zip(examples, summaries).map { (id: $0.id, summary: $1, references: $0.references) }
        try write(name, pairs, scorer, format, &writer)
      }
    }
    try writer.finish()
    if isPartial { throw ExitStatus.someFailed.exitCode }
  }

  private static func name(of path: String) -> String {
    path == "-" ? "standard input" : URL(filePath: path).deletingPathExtension().lastPathComponent
  }

  private func baselines(_ examples: [SummaryExample], _ length: SummaryLength) -> [(String, [String])] {
    let (lead, random) = (Summarizer(ranker: LeadRanker()), Summarizer(ranker: RandomRanker()))
    return [
      ("lead", concurrentMap(examples, threads: threads.count) { $0.summary(by: lead, length: length) }),
      ("random", concurrentMap(examples, threads: threads.count) { $0.summary(by: random, length: length) }),
      (
        "oracle",
        concurrentMap(examples, threads: threads.count) { [stemming] in
          $0.oracle(length: length, usesStemmer: stemming)
        }
      ),
    ]
  }

  private typealias Pair = (id: String, summary: String, references: [String])

  private func write(
    _ name: String, _ pairs: [Pair], _ scorer: ROUGE, _ format: OutputFormat, _ writer: inout RecordWriter
  ) throws {
    let scores = concurrentMap(pairs, threads: threads.count) {
      scorer.score($0.summary, references: $0.references)
    }.compactMap(\.self)
    if each {
      for (pair, score) in zip(pairs, scores) {
        let record = RecordScores(system: name, id: pair.id, scores: score)
        if format == .table {
          try writer.write(text: record.line)
        } else {
          try writer.write(record)
        }
      }
      return
    }
    let system = try SystemScores(name, scores, configuration: scorer.configuration, resamples: resamples)
    if format == .table { try writer.write(text: system.line) } else { try writer.write(system) }
  }
}
