import ArgumentParser
import Foundation
import Parallax
import ParallaxCorpus
import ParallaxService

/// Which corpus a command uses.
struct CorpusFileOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The corpus; $PARALLAX_CORPUS or parallax.db where absent.", valueName: "file"))
  var corpus: String?

  var path: String {
    corpus ?? ProcessInfo.processInfo.environment["PARALLAX_CORPUS"].flatMap { $0.isEmpty ? nil : $0 }
      ?? "parallax.db"
  }

  func open(_ access: Corpus.Access) throws -> Corpus { try Corpus(path: path, access: access) }
}

/// Articles of a corpus that are named one by one.
struct CorpusArticleOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Keys, their first eight characters, or ids that no two articles share.", valueName: "key"))
  var keys: [String]
  @OptionGroup var file: CorpusFileOptions
}

/// Which articles of a corpus are meant.
struct CorpusFilterOptions: ParsableArguments {
  @Option(help: "Only articles of this outlet; may be given several times.")
  var outlet: [String] = []
  @Option(help: ArgumentHelp("Only articles of this day or later.", valueName: "day"))
  var from: String?
  @Option(help: ArgumentHelp("Only articles of this day or earlier.", valueName: "day"))
  var to: String?
  @Option(help: "Only articles of this event.")
  var event: String?
  @Option(
    help: ArgumentHelp("Only articles that name this actor, by its id; see corpus score.", valueName: "id"))
  var actor: String?
  @Option(
    help: ArgumentHelp(
      "Only articles that a model gave this label, such as leaning=left.", valueName: "model=label"))
  var label: String?
  @Option(
    help: ArgumentHelp("With --label: how probable it must be, 0 to 1.", valueName: "p"))
  var minProbability: Double?

  func validate() throws {
    if let minProbability {
      guard label != nil else { throw ValidationError("--min-probability needs --label") }
      guard (0...1).contains(minProbability) else {
        throw ValidationError("--min-probability \(minProbability): expected 0 to 1")
      }
    }
  }

  /// Says which filters fit nothing, as misspelt ones do.
  func tellUnknown(_ corpus: Corpus) throws {
    for message in try corpus.unknownValues(of: filter) { Console.note("parallax: \(message)") }
  }

  var filter: CorpusFilter {
    var score: CorpusFilter.Score?
    if let label {
      let parts = label.split(separator: "=", maxSplits: 1).map(String.init)
      score = .init(
        model: parts.first ?? label, label: parts.count > 1 ? parts[1] : nil,
        minimumProbability: minProbability ?? 0)
    }
    return CorpusFilter(outlets: outlet, from: from, to: to, event: event, actor: actor, score: score)
  }
}

/// Which of the articles that were found are shown, and how.
struct CorpusPageOptions: ParsableArguments {
  // A number below 0 looks like an option: it is taken as it comes, and refused in words.
  @Option(parsing: .unconditional, help: "How many at most; 100 for list, 20 for search where absent.")
  var limit: Int?
  @Option(parsing: .unconditional, help: "How many are passed over.")
  var offset = 0
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit \(limit): expected 0 or more") }
    guard offset >= 0 else { throw ValidationError("--offset \(offset): expected 0 or more") }
  }

  /// Writes entries in the form asked for: each as a line for people, or as a record.
  func write<Item: Encodable>(_ items: [Item], asLine line: (Item) -> String) throws {
    let format = format ?? .standard
    var writer = RecordWriter(format)
    for item in items {
      if format == .table { try writer.write(text: line(item)) } else { try writer.write(item) }
    }
    try writer.finish()
  }
}

/// What is computed of the articles of a corpus.
struct CorpusScoringOptions: ParsableArguments {
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Flag(help: "Keep a summary of three sentences as well.")
  var summaries = false
  @Option(help: ArgumentHelp("A gazetteer: keep which of its actors an article names.", valueName: "json"))
  var actors: String?

  /// Says whose mentions are replaced: those of another gazetteer do not stay beside those of this one.
  func tellReplaced(_ corpus: Corpus, _ scorer: CorpusScorer) throws {
    guard let actors, let version = scorer.wanted.gazetteer else { return }
    let count = try corpus.articles(readForOtherThan: version)
    guard count > 0 else { return }
    Console.note(
      "parallax: \(count) \(count == 1 ? "article was" : "articles were") read for the actors of another gazetteer; "
        + "those of \(actors) take their place")
  }

  func scorer() throws -> CorpusScorer {
    let gazetteer = try actors.map { path in
      (value: try Gazetteer(contentsOf: path), bytes: try ArticleReader().bytes(of: path))
    }
    return try CorpusScorer(
      models.profileModels(withStance: gazetteer != nil), gazetteer: gazetteer, summarizes: summaries)
  }
}
