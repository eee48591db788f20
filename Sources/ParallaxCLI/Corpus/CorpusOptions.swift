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

/// What is computed of the articles of a corpus.
struct CorpusScoringOptions: ParsableArguments {
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Flag(help: "Keep a summary of three sentences as well.")
  var summaries = false
  @Option(help: ArgumentHelp("A gazetteer: keep which of its actors an article names.", valueName: "json"))
  var actors: String?

  func scorer() throws -> CorpusScorer {
    let gazetteer = try actors.map { path in
      (value: try Gazetteer(contentsOf: path), bytes: try ArticleReader().bytes(of: path))
    }
    return try CorpusScorer(
      models.profileModels(withStance: gazetteer != nil), gazetteer: gazetteer, summarizes: summaries)
  }
}
