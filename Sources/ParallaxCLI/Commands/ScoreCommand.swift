import ArgumentParser
import Foundation
import Parallax

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Scores articles by the shipped models, with the words and sentences behind each score.",
    discussion: """
      Toward whom, in whose voice, in which frame, with which loaded words, and how sure. A score says whose \
      wording an article's wording resembles; it is no verdict on the article or its outlet. Where too little \
      of a text is known, the model abstains and says why. Articles are cleaned first; offsets are Unicode \
      scalars of the clean text that "parallax clean" writes.

      EXAMPLES
        parallax score article.txt
        parallax score --actors actors.json --manifest articles.csv --format json
        cat articles.jsonl | parallax score - > scores.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var models: ModelOptions
  @Option(
    help: ArgumentHelp("A gazetteer: the actors toward whom stance is scored.", valueName: "json"))
  var actors: String?
  @Option(
    help: ArgumentHelp("Axes between words; those that ship by default.", valueName: "json"))
  var axes: String?
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func run() throws {
    let gazetteer = try actors.map { try Gazetteer(contentsOf: $0) }
    let profiler = try models.profiler(gazetteer: gazetteer, axes: axes)
    let known = gazetteer?.actors.map(\.name) ?? []
    var batches = ArticleBatches()
    let format = format ?? .standard
    var writer = RecordWriter(format)
    try batches.read(try input.sources(), label: "score") { articles in
      let records = concurrentMap(articles, threads: threads.count) { article in
        let profile = profiler.profile(of: article)
        return format == .table
          ? Array(ProfileTable(article, profile, knownActors: known).text.utf8)
          : ArticleProfileRecord(article, profile).json
      }
      for record in records {
        if format == .table { try writer.write(bytes: record) } else { try writer.write(json: record) }
      }
    }
    try writer.finish()
    try batches.finish()
  }
}
