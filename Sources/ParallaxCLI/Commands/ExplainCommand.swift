import ArgumentParser
import Parallax

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Labels texts by a model and lists what every term contributed.",
    discussion: """
      Contributions of all terms and the intercept sum to the label's decision \
      value; "remainder" is the sum of those not listed. "scope" is exact for a linear model; for a \
      perceptron it is local: slopes at this one text. Texts are taken as they \
      are: no cleaning. Offsets are Unicode scalars of title, line break and text, or of the claim. A model \
      that learnt from marked words adds "loaded_words": those of the text that are like them.

      EXAMPLES
        parallax explain --model leaning --top 10 articles.jsonl
        parallax explain --model path/to/model/ --label left --format table article.txt
        parallax explain --model frames --format html articles.jsonl > explained.html
      """)

  @Option(help: ArgumentHelp("A model's name or folder.", valueName: "model"))
  var model: String
  @Option(help: "How many terms to list, the weightiest first.")
  var top = 20
  @Option(help: ArgumentHelp("The label to explain; the most probable one by default.", valueName: "label"))
  var label: String?
  @Option(help: ArgumentHelp("The field of the text; text, content or body by default.", valueName: "field"))
  var text: String?
  @Option(help: ArgumentHelp("The field of the claim.", valueName: "field"))
  var claim = "claim"
  @Option(
    help: ArgumentHelp(
      "The field of the target: {from, to} in Unicode scalars of the text, or the words that name it.",
      valueName: "field"))
  var target = "target"
  @OptionGroup var input: ArticleInput
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json, jsonl or html (a page with the texts); a table on a terminal, jsonl elsewhere.")
  var format: Format?

  /// The forms of explanations.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, jsonl, html
  }

  func validate() throws {
    guard top >= 0 else { throw ValidationError("--top \(top): expected 0 or more") }
  }

  func run() throws {
    let classifier = try models.load(model)
    if let label, !classifier.labels.contains(label) {
      throw CommandFailure(
        .data,
        "the model \(classifier.name) has no label \"\(label)\", only \(classifier.labels.joined(separator: ", "))"
      )
    }
    let sources = try input.sources()
    if format == .html { return try writePage(classifier, sources) }
    let format = format.flatMap { OutputFormat(rawValue: $0.rawValue) } ?? .standard
    let (top, label) = (top, label)
    let run = RecordRun(
      layout: RecordLayout(reading: classifier, text: text, claim: claim, target: target),
      threads: threads.count,
      format: format,
      answers: { records in
        records.map { record in
          let input = record.example.input
          return label.flatMap { try? classifier.explain(input, label: $0, top: top) }
            ?? classifier.explain(input, top: top)
        }
      },
      render: { record, explanation, bytes in
        if format == .table {
          bytes += ExplanationRecord.table(record, explanation, classifier.labels).utf8
        } else if let line = try? jsonLine(ExplanationRecord(record, explanation, classifier)) {
          bytes += line
        }
      })
    try run.run(sources, label: "explain")
  }

  /// Writes one page with a part for each record; it is whole where some records fail, too.
  private func writePage(_ classifier: TextClassifier, _ sources: [ArticleSource]) throws {
    let page = ExplanationPage(classifier, top: top)
    let label = label
    // Each part ends with its line, as rows of a table do.
    let run = RecordRun(
      layout: RecordLayout(reading: classifier, text: text, claim: claim, target: target),
      threads: threads.count, format: .table,
      answers: { records in records.map { page.section($0.id.description, $0.example.input, label: label) } },
      render: { _, section, bytes in bytes += section.utf8 })
    var output = Output()
    try output.write(page.head)
    try output.flush()
    var failure: (any Error)?
    do { try run.run(sources, label: "explain") } catch { failure = error }
    try output.write(page.tail)
    try output.flush()
    if let failure { throw failure }
  }
}

/// An explanation as the fields of a record.
private struct ExplanationRecord: Encodable {
  private struct Contribution: Encodable {
    let term: String
    /// The block of features; absent where there is only one.
    let block: String?
    let weight: Double
    let start: Int?
    let end: Int?
    let spans: [[Int]]
    /// The places in the claim; absent where there are none.
    let claimSpans: [[Int]]?

    enum CodingKeys: String, CodingKey {
      case term, block, weight, start, end, spans
      case claimSpans = "claim_spans"
    }
  }

  private struct LoadedWord: Encodable {
    let term: String
    let start: Int
    let end: Int
    let probability: Double
  }

  private let prediction: PredictionRecord
  private let explained: String
  private let contributions: [Contribution]
  private let remainder: Double
  private let intercept: Double
  private let decision: Double
  private let scope: FeatureAttribution.Scope
  /// The words that are like those that people marked; absent where the model learnt of none.
  private let loadedWords: [LoadedWord]?

  private enum CodingKeys: String, CodingKey {
    case explained, contributions, remainder, intercept, decision, scope
    case loadedWords = "loaded_words"
  }

  init(_ record: InputRecord, _ explanation: Explanation, _ classifier: TextClassifier) {
    prediction = PredictionRecord(
      record.id, explanation.prediction, classifier.labels, isMultiLabel: classifier.isMultiLabel)
    let text = TextOffsets(record.example.input.text)
    let claim = TextOffsets(record.example.input.claim ?? "")
    let hasBlocks = classifier.features.configuration.blocks.count > 1
    contributions = explanation.contributions.map { part in
      let spans = part.ranges.map { text.scalarRange(ofUTF8: $0) }
      let inClaim = part.places.filter { $0.field == .claim }.map { claim.scalarRange(ofUTF8: $0.range) }
      return Contribution(
        term: part.term, block: hasBlocks ? part.block : nil, weight: part.contribution,
        start: spans.first?.lowerBound, end: spans.first?.upperBound,
        spans: spans.map { [$0.lowerBound, $0.upperBound] },
        claimSpans: inClaim.isEmpty ? nil : inClaim.map { [$0.lowerBound, $0.upperBound] })
    }
    loadedWords = classifier.markedWords?.findings(in: record.example.input.text).map { found in
      let range = text.scalarRange(ofUTF8: found.range)
      return LoadedWord(
        term: found.word, start: range.lowerBound, end: range.upperBound, probability: found.probability)
    }
    explained = explanation.label
    remainder = explanation.remainder
    intercept = explanation.intercept
    decision = explanation.decisionValue
    scope = explanation.scope
  }

  func encode(to encoder: any Encoder) throws {
    try prediction.encode(to: encoder)
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encode(explained, forKey: .explained)
    try keys.encode(contributions, forKey: .contributions)
    try keys.encode(remainder, forKey: .remainder)
    try keys.encode(intercept, forKey: .intercept)
    try keys.encode(decision, forKey: .decision)
    try keys.encode(scope, forKey: .scope)
    try keys.encodeIfPresent(loadedWords, forKey: .loadedWords)
  }

  /// The label, then a line a term; all lines and the rest sum to the decision value.
  static func table(_ record: InputRecord, _ explanation: Explanation, _ labels: [String]) -> String {
    func line(_ value: Double, _ name: String) -> String {
      let number = fixed(value, 4)
      return String(repeating: " ", count: max(1, 12 - number.count)) + number + "  " + name
    }
    let summary = PredictionRecord(record.id, explanation.prediction, labels).summary
    var lines = ["== \(record.id)\t\(summary)"]
    lines += explanation.contributions.map { line($0.contribution, $0.term) }
    lines.append(line(explanation.remainder, "(other terms)"))
    lines.append(
      line(explanation.intercept, explanation.scope == .exact ? "(intercept)" : "(baseline; local slopes)"))
    lines.append(line(explanation.decisionValue, "= decision value of \(explanation.label)"))
    return lines.map { SafeText.forTerminal($0) + "\n" }.joined()
  }
}
