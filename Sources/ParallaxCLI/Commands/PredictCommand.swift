import ArgumentParser
import Parallax

struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Labels texts by a model, as they are: no cleaning.",
    discussion: """
      EXAMPLES
        parallax predict --model leaning articles.jsonl > labels.jsonl
        parallax predict --model path/to/model/ --format table article.txt
      """)

  @Option(help: ArgumentHelp("A model's name or folder.", valueName: "model"))
  var model: String
  @OptionGroup var input: ArticleInput
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func run() throws {
    let classifier = try models.load(model)
    var batches = ArticleBatches(cleaner: nil)
    let format = format ?? .standard
    var writer = RecordWriter(format)
    try batches.read(try input.sources(), label: "predict") { articles in
      let predictions = concurrentMap(articles, threads: threads.count) { classifier.classify($0.modelInput) }
      for (article, prediction) in zip(articles, predictions) {
        let record = PredictionRecord(article.id, prediction, classifier.labels)
        if format == .table {
          try writer.write(text: SafeText.forTerminal("\(article.id)\t\(record.summary)") + "\n")
        } else {
          try writer.write(record)
        }
      }
    }
    try writer.finish()
    try batches.finish()
  }
}

/// A prediction as a line of JSON.
struct PredictionRecord: Encodable {
  let id: String
  let label: String
  let probabilities: [String: Double]
  let state: String
  let reason: String?

  init(_ id: String, _ prediction: Prediction, _ labels: [String]) {
    self.id = id
    label = prediction.label
    probabilities = Dictionary(zip(labels, prediction.probabilities)) { first, _ in first }
    if case .abstained(let why) = prediction.state {
      (state, reason) = ("abstained", why)
    } else {
      (state, reason) = ("scored", nil)
    }
  }

  /// The label and its probability, or why there is none.
  var summary: String { reason ?? "\(label)\t\(Int((100 * (probabilities[label] ?? 0)).rounded())) %" }
}
