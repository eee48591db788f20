import ArgumentParser
import Parallax

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Labels texts by a model and lists what every term contributed.",
    discussion: """
      Contributions of all terms and the intercept sum to the label's decision value; `remainder` is the
      sum of those not listed. Offsets are Unicode scalars of title, line break and text.

      EXAMPLES
        parallax explain --model leaning --top 20 articles.jsonl
      """)

  @Option(help: ArgumentHelp("A model's name or folder.", valueName: "model"))
  var model: String
  @Option(help: "How many terms to list, the weightiest first.")
  var top = 20
  @OptionGroup var input: ArticleInput
  @OptionGroup var models: ModelOptions

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
    var writer = RecordWriter(.jsonl)
    try batches.read(try input.sources(), label: "explain") { articles in
      for article in articles { try writer.write(record(article, by: classifier)) }
    }
    try writer.finish()
    try batches.finish()
  }

  private func record(_ article: Article, by classifier: TextClassifier) -> Record {
    let explanation = classifier.explain(article.modelInput, top: top)
    let prediction = PredictionRecord(article.id, explanation.prediction, classifier.labels)
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
