import ArgumentParser
import Parallax
import ParallaxCorpus
import ParallaxService

struct CorpusScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Scores the articles that were not yet, or by another version of a model.",
    discussion: """
      A line {"id","key"} is written for each article once its scores are in the \
      file. What is up to date is not touched, so that it may be cut off and run again.

      EXAMPLES
        parallax corpus score --corpus news.db --summaries --actors actors.json
      """)

  @OptionGroup var file: CorpusFileOptions
  @OptionGroup var scoring: CorpusScoringOptions

  private struct Line: Encodable {
    let id: String
    let key: String
  }

  func run() throws {
    let scorer = try scoring.scorer()
    let corpus = try file.open(.writing)
    try scoring.tellReplaced(corpus, scorer)
    let isTold = !Output.isTerminal
    var progress = Progress("score")
    var output = Output()
    var count = 0
    let total = try corpus.count()
    try scorer.update(corpus, threads: scoring.threads.count) { batch in
      count += batch.count
      progress.update(count)
      guard isTold else { return }
      for stored in batch { try output.writeLine(jsonLine(Line(id: stored.article.id, key: stored.key))) }
      try output.flush()
    }
    progress.finish()
    try corpus.close()
    Console.note("\(count) scored, \(total - count) up to date: \(file.path)")
  }
}
