import ArgumentParser
import Parallax

struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Labels texts by a model, as they are: no cleaning.",
    discussion: """
      One record out for one in, in their order. JSON Lines may hold, beside text (or content, body) and
      title, a claim, a target ({"from","to"}) and numbers where the model reads them. Tables (.csv, .tsv), whose first
      row names these fields, fastText's lines and SVMlight's rows are known by the names of their files (.ft, .svm);
      labels are not read.

      EXAMPLES
        parallax predict --model leaning articles.jsonl > labels.jsonl
        cat articles.jsonl | parallax predict --model path/to/model/ --top-k 2 -
        parallax predict --model path/to/model/ --format table article.txt
      """)

  @Option(help: ArgumentHelp("A model's name or folder.", valueName: "model"))
  var model: String
  @Option(help: ArgumentHelp("Give the probabilities of the most probable labels only.", valueName: "n"))
  var topK: Int?
  @Option(help: ArgumentHelp("The field of the text; text, content or body by default.", valueName: "field"))
  var text: String?
  @Option(help: ArgumentHelp("The field of the claim.", valueName: "field"))
  var claim = "claim"
  @Option(
    help: ArgumentHelp(
      "The field of the target: {from, to} in Unicode scalars of the text, or the words that name it.",
      valueName: "field"))
  var target = "target"
  @Option(
    help: ArgumentHelp(
      "jsonl, csv, tsv, fasttext or svmlight: how the inputs are written down; told by a file's name by default.",
      valueName: "format"))
  var inputFormat: RecordFormat?
  @OptionGroup var input: ArticleInput
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func validate() throws {
    if let topK, topK < 1 { throw ValidationError("--top-k \(topK): expected 1 or more") }
  }

  func run() throws {
    let classifier = try models.load(model)
    let layout = RecordLayout(reading: classifier, text: text, claim: claim, target: target)
    let format = format ?? .standard
    let line = PredictionLine(classifier, top: topK)
    let labels = classifier.labels
    var run = RecordRun(
      layout: layout, threads: threads.count, format: format,
      answers: { classifier.classify($0.map(\.example.input)) },
      render: { record, prediction, bytes in
        if format == .table {
          let summary = PredictionRecord(
            record.id, prediction, labels, isMultiLabel: classifier.isMultiLabel
          ).summary
          bytes += SafeText.forTerminal("\(record.id)\t\(summary)").utf8
        } else {
          line.write(record.id, prediction, to: &bytes)
        }
      })
    run.recordFormat = inputFormat
    try run.run(try input.sources(), label: "predict")
  }
}

extension RecordLayout {
  /// The layout of the records that a classifier answers.
  init(reading classifier: TextClassifier, text: String?, claim: String, target: String) {
    if let text { self.text = [text] }
    self.claim = claim
    self.target = classifier.features.configuration.readsTarget ? target : nil
    numbers = classifier.features.configuration.numberNames
    textMayBeMissing = !classifier.features.configuration.readsText
  }
}

/// A prediction as the fields of a record.
struct PredictionRecord: Encodable {
  let id: RecordID
  let label: String
  let labels: [String]?
  let probabilities: [String: Double]
  let state: String
  let reason: String?

  init(_ id: RecordID, _ prediction: Prediction, _ labels: [String], isMultiLabel: Bool = false) {
    self.id = id
    label = prediction.label
    self.labels = isMultiLabel ? prediction.labels : nil
    probabilities = Dictionary(zip(labels, prediction.probabilities)) { first, _ in first }
    if case .abstained(let why) = prediction.state {
      (state, reason) = ("abstained", why)
    } else {
      (state, reason) = ("scored", nil)
    }
  }

  /// The label and its probability, or why there is none.
  var summary: String {
    func share(_ label: String) -> String {
      "\(label)\t\(Int((100 * (probabilities[label] ?? 0)).rounded())) %"
    }
    guard reason == nil, let labels else { return reason ?? share(label) }
    return labels.isEmpty ? "none" : labels.map(share).joined(separator: "\t")
  }
}
