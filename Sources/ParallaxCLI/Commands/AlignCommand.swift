import ArgumentParser
import Foundation
import Parallax

struct AlignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Finds which sentences of several outlets tell the same, and where they contradict each other.",
    discussion: """
      Writes a record for each statement that several outlets tell, for each sentence found in one alone and for each \
      that others tell in part ("section": all, some, one or part; "partly" has the sentences that tell part of it), then one for each conflict ("section": "conflict") with its pair of \
      sentences. Offsets are Unicode scalars of the clean text.

      EXAMPLES
        parallax align --actors actors.json --manifest articles.csv
        parallax align --threshold 0.5 articles.jsonl > statements.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @Option(
    help: ArgumentHelp(
      "A gazetteer, by which \"Moscow\" is Russia; capitalised names are compared without.",
      valueName: "json"))
  var actors: String?
  @OptionGroup var grouping: GroupingOptions
  @Option(help: ArgumentHelp("The least likeness of two sentences that tell the same, 0 to 1."))
  var threshold = AlignmentOptions().threshold
  @Flag(help: "Take texts as they are, uncleaned.")
  var raw = false
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func validate() throws {
    guard threshold > 0, threshold <= 1 else {
      throw ValidationError("--threshold \(threshold): expected a number above 0 and at most 1")
    }
  }

  func run() throws {
    let gazetteer = try actors.map { try Gazetteer(contentsOf: $0) }
    var options = Coverage.Options()
    options.contrast = nil
    options.alignment?.threshold = threshold
    // A copy of the program alone aligns too, with the event's own frequencies.
    options.alignment?.background = try? DataFiles.background(at: nil)
    let (report, batches) = try input.report(grouping, raw: raw, gazetteer: gazetteer, options: options)
    let format = format ?? .standard
    var writer = RecordWriter(format)
    if format == .table {
      let table = ReportTable(
        report, options: .init(width: Console.width, usesColor: Console.usesColor))
      let parts = [table.conflicts(), table.map()].filter { !$0.isEmpty }
      try writer.write(
        text: parts.isEmpty ? "There is nothing to compare.\n" : parts.joined(separator: "\n"))
    } else if let map = report.map {
      for statement in map.statements { try writer.write(StatementRecord(statement, report)) }
      for conflict in map.conflicts { try writer.write(ConflictRecord(conflict, report)) }
    }
    try writer.finish()
    try batches.finish()
  }
}

/// A statement as a line of JSON, its sentences whole.
private struct StatementRecord: Encodable {
  private let section: CoverageReport.CoverageMap.Section
  private let outlets: [String]
  private let likeness: Double
  private let copy: Bool
  private let sentences: [CoverageReport.Sentence]
  private let partly: [CoverageReport.Sentence]

  init(_ statement: CoverageReport.CoverageMap.Statement, _ report: CoverageReport) {
    section = statement.section
    outlets = statement.outlets
    likeness = statement.likeness
    copy = statement.isCopy
    sentences = statement.sentences.map { report.sentences[$0] }
    partly = (statement.partly ?? []).map { report.sentences[$0] }
  }
}

/// A conflict as a line of JSON, its sentences whole.
private struct ConflictRecord: Encodable {
  private struct Side: Encodable {
    let outlet: String
    let value: String
    let start: Int
    let end: Int
    let sentence: CoverageReport.Sentence

    init(_ side: CoverageReport.CoverageMap.Side, _ report: CoverageReport) {
      outlet = side.outlet
      value = side.value
      start = side.place.start
      end = side.place.end
      sentence = report.sentences[side.place.sentence]
    }
  }

  private let section = "conflict"
  private let kind: CoverageReport.CoverageMap.ConflictKind
  private let topic: String
  private let likeness: Double
  private let first: Side
  private let second: Side

  init(_ conflict: CoverageReport.CoverageMap.Conflict, _ report: CoverageReport) {
    kind = conflict.kind
    topic = conflict.topic
    likeness = conflict.likeness
    first = Side(conflict.first, report)
    second = Side(conflict.second, report)
  }
}
