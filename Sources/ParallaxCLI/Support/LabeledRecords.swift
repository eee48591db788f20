import Foundation
import Parallax

/// Reads labelled records from JSON Lines: a label field, a text field and, where there is one, a title.
struct LabeledRecords {
  let labelField: String
  let textField: String?
  let groupField: String?

  /// The records of a file, `-` for standard input.
  ///
  /// - Throws: `ArticleError` naming file and line for a record that is malformed or lacks a field: a model
  ///   trained or measured on part of its data would be a silent wrong answer.
  func read(_ path: String) throws -> [LabeledText] {
    var texts: [LabeledText] = []
    var failure: ArticleError?
    try JSONLines.forEach(path) { line, result in
      guard failure == nil else { return }
      do throws(ArticleError) { texts.append(try text(try result.get(), path, line)) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard !texts.isEmpty else {
      throw ArticleError(.noText, "no record; expected a JSON object a line", path: path)
    }
    return texts
  }

  private func text(_ record: [String: Any], _ path: String, _ line: Int) throws(ArticleError) -> LabeledText
  {
    func field(_ names: [String]) -> String? { names.lazy.compactMap { record[$0] as? String }.first }
    guard let label = record[labelField].flatMap({ ($0 as? String) ?? ($0 as? NSNumber)?.stringValue }) else {
      throw ArticleError(
        .malformed, "no label in the field \"\(labelField)\"; name the field by --label", path: path,
        line: line)
    }
    guard let body = field(textField.map { [$0] } ?? ["text", "content", "body"]) else {
      throw ArticleError(
        .malformed, "no text in the field \"\(textField ?? "text")\"; name the field by --text", path: path,
        line: line)
    }
    let title = field(["title"])
    return LabeledText(
      text: title.map { $0 + "\n" + body } ?? body, label: label, group: groupField.flatMap { field([$0]) })
  }
}
