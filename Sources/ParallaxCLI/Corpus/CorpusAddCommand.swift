import ArgumentParser
import Foundation
import Parallax
import ParallaxCorpus
import ParallaxService

struct CorpusAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Adds articles, cleaned, and says of each whether it is new.",
    discussion: """
      A line {"id","key","state"} is written for each article once it is safely in \
      the file; state is added, or known where the same article was there. An import \
      that was cut off at any point is run again as it was.

      EXAMPLES
        parallax corpus add --corpus news.db articles.jsonl
        parallax corpus add --corpus news.db --score --event "port strike" folder/
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var file: CorpusFileOptions
  @Option(help: "An event that all of them tell of.")
  var event: String?
  @Flag(help: "Score them by all models, and whatever the corpus holds that was not yet.")
  var score = false
  @OptionGroup var scoring: CorpusScoringOptions
  @Flag(help: "Take texts as they are, uncleaned.")
  var raw = false
  @Option(help: .hidden)
  var batch = 256

  func validate() throws {
    guard score || (!scoring.summaries && scoring.actors == nil) else {
      throw ValidationError("--summaries and --actors go with --score")
    }
    if let event, event.allSatisfy(\.isWhitespace) {
      throw ValidationError("--event: the name is empty; name the event, or leave it out")
    }
    guard batch > 0 else { throw ValidationError("--batch \(batch): expected 1 or more") }
  }

  private struct Line: Encodable {
    let id: String
    let key: String
    let state: String
  }

  func run() throws {
    let sources = try input.sources()
    let scorer = score ? try scoring.scorer() : nil
    let corpus = try file.open(.writing)
    if let scorer { try scoring.tellReplaced(corpus, scorer) }
    let isTold = !Output.isTerminal
    var batches = ArticleBatches(cleaner: raw ? nil : ArticleCleaner(), batchSize: batch)
    var output = Output()
    var newCount = 0
    var knownCount = 0
    try batches.read(sources, label: "add") { articles in
      let additions =
        try scorer?.add(articles, to: corpus, event: event, threads: scoring.threads.count)
        ?? corpus.add(articles, event: event)
      newCount += additions.count { $0.isNew }
      knownCount += additions.count { !$0.isNew }
      guard isTold else { return }
      for (article, addition) in zip(articles, additions) {
        let line = Line(id: article.id, key: addition.key, state: addition.isNew ? "added" : "known")
        try output.writeLine(try jsonLine(line))
      }
      // What is told is in the file: it is told at once.
      try output.flush()
    }
    if let scorer {
      var progress = Progress("score")
      var count = 0
      try scorer.update(corpus, threads: scoring.threads.count) { batch in
        count += batch.count
        progress.update(count)
      }
      progress.finish()
    }
    try corpus.close()
    Console.note("\(newCount) added, \(knownCount) known: \(file.path)")
    try batches.finish()
  }
}
