import ArgumentParser
import Foundation
import Parallax

struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract:
      "Groups articles by the event they tell of: by their words, the names in them, and their dates.",
    discussion: """
      Groups are joined by the mean similarity of all their articles, so that one article cannot chain two \
      stories. Articles without a date are compared with all others, by their words alone.

      EXAMPLES
        parallax events articles.jsonl > events.jsonl
        parallax events --window 7 --minimum-articles 2 folder/
        parallax events --threshold 0.25 --manifest articles.csv
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var reading: ArticleReadingOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "The least mean similarity of groups that are joined, above 0 and at most 1.")
  var threshold = EventGrouper.Configuration().threshold
  @Option(
    help: ArgumentHelp("How many days apart articles of one event may be published.", valueName: "days"))
  var window = EventGrouper.Configuration().windowDays
  @Option(help: "How many times the weight of a name counts.")
  var nameWeight = EventGrouper.Configuration().nameWeight
  @Option(
    help: ArgumentHelp("How many articles an event must have to be written.", valueName: "count"))
  var minimumArticles = 1
  @Option(
    help: ArgumentHelp(
      "A table of df that says how common words are; news is the one that ships, none takes the articles alone.",
      valueName: "tsv"))
  var background = "news"
  @Flag(help: "Take texts as they are, uncleaned.")
  var raw = false
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func validate() throws {
    guard minimumArticles > 0 else {
      throw ValidationError("--minimum-articles \(minimumArticles): expected 1 or more")
    }
    do throws(CoverageError) { try configuration.validate() } catch { throw ValidationError(error.message) }
  }

  private var configuration: EventGrouper.Configuration {
    .init(threshold: threshold, windowDays: window, nameWeight: nameWeight)
  }

  func run() throws {
    let sources = try input.sources()
    let frequencies =
      background == "none" ? nil : try DataFiles.background(at: background == "news" ? nil : background)
    let grouper = try EventGrouper(configuration: configuration, background: frequencies)
    let reader = ArticleReader(
      configuration: try reading.configuration(), cleaner: raw ? nil : ArticleCleaner())
    var batches = ArticleBatches(reader: reader)
    var names = ArticleNames()
    var dates: [String?] = []
    var documents: [EventDocument] = []
    try batches.read(sources, label: "events") { articles in
      for article in articles {
        names.add(article)
        documents.append(EventDocument(article))
        dates.append(documents.last?.day == nil ? nil : article.date.map { String($0.prefix(10)) })
      }
    }
    let undated = dates.count { $0 == nil }
    if undated > 0 {
      Console.note(
        "parallax: \(undated) of \(dates.count) articles have no date: their words alone tell their events")
    }
    let format = format ?? .standard
    var writer = RecordWriter(format)
    var number = 0
    for event in grouper.events(in: documents, threads: threads.count)
    where event.members.count >= minimumArticles {
      number += 1
      let record = EventRecord(event, number: number, names: names, dates: dates)
      if format == .table {
        try writer.write(text: SafeText.forTerminal(record.text))
      } else {
        try writer.write(record)
      }
    }
    try writer.finish()
    try batches.finish()
  }
}

/// An event as a line of JSON.
private struct EventRecord: Encodable {
  let event: Int
  let ids: [String]
  let outlets: [String]
  /// The first and the last day; null where no date is known.
  let from: String?
  let to: String?
  /// The articles whose date is not known.
  let undated: [String]
  /// The mean similarity of the articles' pairs; null for a single article.
  let cohesion: Double?
  let terms: [String]
  let names: [String]

  private enum CodingKeys: String, CodingKey {
    case event, ids, outlets, from, to, undated, cohesion, terms, names
  }

  init(_ event: Event, number: Int, names: ArticleNames, dates: [String?]) {
    self.event = number
    ids = event.members.map { names.ids[$0] }
    outlets = names.outlets(of: event.members)
    let days = event.members.compactMap { dates[$0] }
    from = days.min()
    to = days.max()
    undated = event.undated.map { names.ids[$0] }
    cohesion = event.cohesion
    terms = event.terms
    self.names = event.names
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(event, forKey: .event)
    try container.encode(ids, forKey: .ids)
    try container.encode(outlets, forKey: .outlets)
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
    try container.encode(undated, forKey: .undated)
    try container.encode(cohesion, forKey: .cohesion)
    try container.encode(terms, forKey: .terms)
    try container.encode(names, forKey: .names)
  }

  /// The event as a person reads it.
  var text: String {
    let days = from.map { from in to.map { from == $0 ? from : "\(from) to \($0)" } ?? from } ?? "no date"
    let head =
      "event \(event): \(ids.count) articles, \(days)\(cohesion.map { ", cohesion \(fixed($0, 2))" } ?? "")"
    return head + "\n  words: \(terms.joined(separator: ", "))\n"
      + (names.isEmpty ? "" : "  names: \(names.joined(separator: ", "))\n")
      + ids.map { "  \($0)\n" }.joined()
  }
}
