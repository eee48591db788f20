import ArgumentParser
import Parallax

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Labels texts by a model and lists what every term contributed.",
    discussion: """
      Contributions of all terms and the intercept sum to the label's decision \
      value; "remainder" is the sum of those not listed. Texts are taken as they \
      are: no cleaning. Offsets are Unicode scalars of title, line break and text.

      EXAMPLES
        parallax explain --model leaning --top 20 articles.jsonl
        parallax explain --model path/to/model/ --format table article.txt
      """)

  @Option(help: ArgumentHelp("A model's name or folder.", valueName: "model"))
  var model: String
  @Option(help: "How many terms to list, the weightiest first.")
  var top = 20
  @OptionGroup var input: ArticleInput
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  private struct Contribution: Encodable {
    let term: String
    let weight: Double
    let start: Int?
    let end: Int?
    let spans: [[Int]]
  }

  private struct Record: Encodable {
    let id: String
    let label: String
    let probabilities: [String: Double]
    let state: String
    let reason: String?
    let contributions: [Contribution]
    let remainder: Double
    let intercept: Double
    let decision: Double
  }

  func validate() throws {
    guard top >= 0 else { throw ValidationError("--top \(top): expected 0 or more") }
  }

  func run() throws {
    let classifier = try models.load(model)
    var batches = ArticleBatches(cleaner: nil)
    let format = format ?? .standard
    let top = top
    var writer = RecordWriter(format)
    try batches.read(try input.sources(), label: "explain") { articles in
      let explanations = concurrentMap(articles, threads: threads.count) {
        classifier.explain($0.modelInput, top: top)
      }
      for (article, explanation) in zip(articles, explanations) {
        if format == .table {
          try writer.write(text: table(article, explanation, classifier.labels))
        } else {
          try writer.write(record(article, explanation, classifier.labels))
        }
      }
    }
    try writer.finish()
    try batches.finish()
  }

  /// The label, then a line a term; all lines and the rest sum to the decision value.
  private func table(_ article: Article, _ explanation: Explanation, _ labels: [String]) -> String {
    func line(_ value: Double, _ name: String) -> String {
      let number = fixed(value, 4)
      return String(repeating: " ", count: max(1, 12 - number.count)) + number + "  " + name
    }
    let summary = PredictionRecord(article.id, explanation.prediction, labels).summary
    var lines = ["== \(article.id)\t\(summary)"]
    lines += explanation.contributions.map { line($0.contribution, $0.term) }
    lines.append(line(explanation.remainder, "(other terms)"))
    lines.append(line(explanation.intercept, "(intercept)"))
    lines.append(line(explanation.decisionValue, "= decision value of \(explanation.prediction.label)"))
    return lines.map { SafeText.forTerminal($0) + "\n" }.joined() + "\n"
  }

  private func record(_ article: Article, _ explanation: Explanation, _ labels: [String]) -> Record {
    let prediction = PredictionRecord(article.id, explanation.prediction, labels)
    var offsets = TextOffsets(article.modelInput)
    return Record(
      id: article.id, label: prediction.label, probabilities: prediction.probabilities,
      state: prediction.state,
      reason: prediction.reason,
      contributions: explanation.contributions.map { part in
        let spans = part.ranges.map { offsets.scalarRange(ofUTF8: $0) }
        return Contribution(
          term: part.term, weight: part.contribution, start: spans.first?.lowerBound,
          end: spans.first?.upperBound, spans: spans.map { [$0.lowerBound, $0.upperBound] })
      },
      remainder: explanation.remainder, intercept: explanation.intercept, decision: explanation.decisionValue)
  }
}
