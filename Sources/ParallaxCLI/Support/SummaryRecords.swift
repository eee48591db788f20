import Foundation
import Parallax

/// Summaries and references from JSON Lines, by the ids of their articles.
struct SummaryRecords {
  /// The ids in the order in which they first came.
  private(set) var ids: [String] = []
  /// The texts of each id, in their order.
  private(set) var texts: [String: [String]] = [:]
  /// The titles, where there are any.
  private(set) var titles: [String: String] = [:]
  private let fields: [String]

  /// Reads the text of a record from the first of some fields that it has.
  private init(fields: [String]) { self.fields = fields }

  /// References: `text`, or `references`, `reference` or `summary`, each one text or a list of them; several
  /// lines may carry one id.
  static func references(_ path: String) throws -> SummaryRecords {
    var records = SummaryRecords(fields: ["text", "references", "reference", "summary"])
    try records.read(path) { records, id, texts in records[id, default: []] += texts }
    return records
  }

  /// Summaries: `text` or `summary`, or the `sentences` that `summarize` writes; one line an id.
  static func summaries(_ path: String) throws -> SummaryRecords {
    var records = SummaryRecords(fields: ["text", "summary", "sentences"])
    var repeated: String?
    try records.read(path) { records, id, texts in
      if records.updateValue([texts.joined(separator: "\n")], forKey: id) != nil { repeated = repeated ?? id }
    }
    if let repeated { throw CommandFailure(.data, "\(path): the id \"\(repeated)\" has two summaries") }
    return records
  }

  /// Articles: `text`, `content` or `body`, and `title`.
  static func articles(_ path: String) throws -> SummaryRecords {
    var records = SummaryRecords(fields: ["text", "content", "body"])
    try records.read(path) { records, id, texts in records[id] = texts }
    return records
  }

  /// Articles with their references in the same record: `references`, `reference` or `summary`.
  static func examples(_ path: String) throws -> [SummaryExample] {
    var articles = SummaryRecords(fields: ["text", "content", "body"])
    try articles.read(path) { records, id, texts in records[id] = texts }
    var wanted = SummaryRecords(fields: ["references", "reference", "summary"])
    try wanted.read(path) { records, id, texts in records[id] = texts }
    return articles.examples(with: wanted)
  }

  /// These articles with the references of their ids.
  func examples(with references: SummaryRecords) -> [SummaryExample] {
    ids.compactMap { id in
      guard let text = texts[id]?.first, let wanted = references.texts[id] else { return nil }
      return SummaryExample(id: id, title: titles[id], text: text, references: wanted)
    }
  }

  private mutating func read(
    _ path: String, _ add: (inout [String: [String]], String, [String]) -> Void
  ) throws {
    var failure: ArticleError?
    try JSONLines.forEach(path) { line, result in
      guard failure == nil else { return }
      do throws(ArticleError) {
        let record = try result.get()
        guard let texts = fields.lazy.compactMap({ Self.texts(record[$0]) }).first else {
          let names = fields.joined(separator: ", ")
          throw ArticleError(
            .malformed, "none of the fields \(names) holds text or a list of it", path: path, line: line)
        }
        let id =
          (record["id"] as? String) ?? (record["id"] as? NSNumber)?.stringValue ?? String(line)
        if self.texts[id] == nil { ids.append(id) }
        add(&self.texts, id, texts)
        if let title = record["title"] as? String { titles[id] = title }
      } catch {
        failure = error
      }
    }
    // A score of part of the records would be a silent wrong answer.
    if let failure { throw failure }
    guard !ids.isEmpty else {
      throw ArticleError(.noText, "no record; expected a JSON object a line", path: path)
    }
  }

  private static func texts(_ value: Any?) -> [String]? {
    if let text = value as? String { return [text] }
    guard let list = value as? [Any] else { return nil }
    let texts = list.compactMap { ($0 as? String) ?? ($0 as? [String: Any])?["text"] as? String }
    return texts.count == list.count ? texts : nil
  }
}
