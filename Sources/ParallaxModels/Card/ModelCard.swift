import Foundation
import ParallaxLearning

/// The card of a model as Markdown: data, licence, split, measured scores, limits.
///
/// The same description gives the same text: no clock, no machine, no locale.
public struct ModelCard: Sendable, Hashable {
  /// The card's text.
  public let text: String

  /// Writes the card of a classifier: its description, and what it was made of.
  ///
  /// - Throws: as ``ModelDescription/validate()``.
  public init(_ classifier: TextClassifier) throws(ModelError) {
    let description =
      classifier.description
      ?? ModelDescription(name: classifier.name, version: "1", task: "", labels: classifier.labels)
    try self.init(description, made: Self.making(classifier))
  }

  /// Writes the card of a model.
  ///
  /// - Throws: as ``ModelDescription/validate()``.
  public init(_ description: ModelDescription) throws(ModelError) {
    try self.init(description, made: "")
  }

  private init(_ description: ModelDescription, made: String) throws(ModelError) {
    try description.validate()
    var sections = ["# \(Self.line(description.name))"]
    if !description.task.isEmpty { sections.append(Self.line(description.task)) }
    sections.append("Version \(Self.line(description.version)).")
    if let language = description.language {
      sections.append("Language of the texts it learnt from: \(Self.line(language)).")
    }
    if !description.labels.isEmpty {
      sections.append(
        "A label says which of the training examples the wording of a text resembles. It does not say whether "
          + "the text is true or fair, nor what its author thinks.")
    }
    sections += Self.section("Labels", Self.list(description.labels))
    sections += Self.section("Intended use", Self.list(description.intendedUse))
    sections += Self.section("Limits", Self.list(description.limits))
    sections += Self.section("Data", Self.table(of: description.data))
    sections += Self.section("Split", Self.line(description.split))
    sections += Self.section("Training", Self.training(description))
    sections += Self.section("Made of", made)
    sections += Self.section("Measured scores", Self.table(of: description.scores))
    text = sections.joined(separator: "\n\n") + "\n"
  }

  /// Writes the card to a file, whole or not at all.
  ///
  /// - Throws: as ``AtomicFile/write(_:to:)-([UInt8],_)``.
  public func write(to path: String) throws(ModelError) {
    try AtomicFile.write(Array(text.utf8), to: path)
  }

  /// What a classifier was made of, as far as it knows.
  private static func making(_ classifier: TextClassifier) -> String {
    guard let record = classifier.provenance else { return "" }
    var rows = [
      ["features", "\(classifier.features.featureCount)"], ["records", "\(record.recordCount)"],
      ["data hash (XXH64)", record.dataHash], ["held out", record.split], ["seed", "\(record.seed)"],
      ["learner", (try? JSONText.encode(record.recipe.learner)) ?? ""],
      ["read by", (try? JSONText.encode(record.recipe.features.blocks)) ?? ""],
      ["calibration", classifier.calibration?.method.rawValue ?? "none"],
    ]
    if let refit = record.refit {
      rows.append(["calibrated anew on", "\(refit.recordCount) records of hash \(refit.dataHash)"])
    }
    if classifier.evidence.minimumConfidence > 0 {
      rows.append([
        "abstains below a probability of",
        String(format: "%.4f", classifier.evidence.minimumConfidence)
          + (record.refit?.risk.map { " (for errors of \($0))" } ?? ""),
      ])
    }
    for name in record.versions.keys.sorted() { rows.append([name, record.versions[name] ?? ""]) }
    for part in record.metrics.keys.sorted() {
      let values = record.metrics[part] ?? [:]
      let text = values.keys.sorted().map { name in
        let value = values[name] ?? 0
        return "\(name) " + (name == "n" ? "\(Int(value))" : String(format: "%.4f", value))
      }
      let name = "scores, " + part.replacingOccurrences(of: "_", with: " ")
      // What was measured on a part of its own was measured when all was done.
      let isBefore = record.refit != nil && part != ModelProvenance.validationPart
      rows.append([name + (isBefore ? ", before it was calibrated anew" : ""), text.joined(separator: ", ")])
    }
    return table(["what", "value"], rows, numeric: [])
  }

  // MARK: Markdown

  private static func section(_ title: String, _ body: String) -> [String] {
    body.isEmpty ? [] : ["## \(title)", body]
  }

  private static func list(_ items: [String]) -> String {
    items.map { "- " + line($0) }.joined(separator: "\n")
  }

  private static func training(_ description: ModelDescription) -> String {
    var parts: [String] = []
    if let seed = description.seed { parts.append("Seed \(seed).") }
    if !description.trainingCommand.isEmpty {
      let lines = description.trainingCommand.split(separator: "\n", omittingEmptySubsequences: false)
      parts.append(lines.map { "    " + $0 }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private static func table(of sources: [ModelDescription.DataSource]) -> String {
    guard !sources.isEmpty else { return "" }
    let rows = sources.map { source in
      [source.name, source.licence, source.records.map(String.init) ?? "", source.note]
    }
    return table(["data", "licence", "records", "note"], rows, numeric: [2])
  }

  private static func table(of scores: [ModelDescription.Score]) -> String {
    guard !scores.isEmpty else { return "" }
    let metrics = Set(scores.flatMap(\.metrics.keys)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let rows = scores.map { score in
      [score.system + (score.isBaseline ? " (baseline)" : ""), score.split, String(score.count)]
        + metrics.map { metric in score.metrics[metric].map { String(format: "%.4f", $0) } ?? "" }
    }
    return table(["system", "measured on", "n"] + metrics, rows, numeric: Set(2..<(3 + metrics.count)))
  }

  private static func table(_ head: [String], _ rows: [[String]], numeric: Set<Int>) -> String {
    let rule = head.indices.map { numeric.contains($0) ? "---:" : "---" }
    let lines = [head.map(cell), rule] + rows.map { $0.map(cell) }
    return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  private static func cell(_ text: String) -> String {
    line(text).replacingOccurrences(of: "|", with: "\\|")
  }

  /// Text in one line that cannot be taken for markup of a page.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
      .replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
  }
}
