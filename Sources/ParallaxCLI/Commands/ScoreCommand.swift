import ArgumentParser
import Foundation
import Parallax

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Scores articles by the shipped models, with the words and sentences behind each score.",
    discussion: """
      A score says whose wording an article's wording resembles; it is no verdict \
      on the article or its outlet. Where too little of a text is known, the model \
      abstains and says why. Articles are cleaned first; offsets are Unicode scalars \
      of the clean text that "parallax clean" writes.

      EXAMPLES
        parallax score article.txt
        parallax score --manifest articles.csv --format json
        cat articles.jsonl | parallax score - > scores.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func run() throws {
    let analyzer = ArticleAnalyzer(classifiers: try models.articleModels())
    var batches = ArticleBatches()
    let format = format ?? .standard
    var writer = RecordWriter(format)
    try batches.read(try input.sources(), label: "score") { articles in
      let scores = concurrentMap(articles, threads: threads.count) { analyzer.scores(of: $0) }
      for (article, scores) in zip(articles, scores) {
        if format == .table {
          try writer.write(text: ScoreCommand.table(article, scores))
        } else {
          try writer.write(ArticleScoreRecord(article, scores))
        }
      }
    }
    try writer.finish()
    try batches.finish()
  }

  private static func table(_ article: Article, _ scores: [ArticleScore]) -> String {
    var lines = ["== \(article.title ?? article.id)"]
    for score in scores {
      let prediction = score.prediction
      let shares = zip(score.labels, prediction.probabilities)
        .map { "\($0) \(Int((100 * $1).rounded())) %" }.joined(separator: ", ")
      switch prediction.state {
      case .scored: lines.append("\(score.model): wording resembles \(prediction.label) (\(shares))")
      case .abstained(let reason): lines.append("\(score.model): \(reason)")
      }
      let share = Int((100 * prediction.coverage.share).rounded())
      lines.append("  words known to the model: \(share) % of \(prediction.coverage.total)")
      let terms = score.terms.map {
        "\($0.term) \($0.contribution < 0 ? "−" : "+")\(fixed(abs($0.contribution), 2))"
      }
      if !terms.isEmpty {
        lines.append("  weightiest words for \(prediction.label): \(terms.joined(separator: ", "))")
      }
      for sentence in score.sentences {
        lines.append("  +\(fixed(sentence.contribution, 2)) \(article.text.slice(utf8: sentence.range))")
      }
    }
    return lines.map { SafeText.forTerminal($0) }.joined(separator: "\n") + "\n\n"
  }
}
