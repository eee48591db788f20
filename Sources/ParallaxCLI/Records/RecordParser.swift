import Foundation
import Parallax

/// Reads records that have a line each, whichever way they are written down.
struct RecordParser {
  private let format: RecordFormat
  private let needsLabel: Bool
  private var json: RecordLayout.LineParser

  /// Creates a parser; nil for a format whose records may span lines.
  init?(_ format: RecordFormat, _ layout: RecordLayout) {
    guard ![.csv, .tsv].contains(format) else { return nil }
    self.format = format
    needsLabel = layout.label != nil
    json = RecordLayout.LineParser(layout)
  }

  /// The record of a line; nil where it holds but a comment.
  ///
  /// - Throws: ``RecordFault``.
  mutating func record(
    _ line: UnsafeBufferPointer<UInt8>, number: Int
  ) throws(RecordFault) -> InputRecord? {
    if format == .jsonl { return try json.record(line, number: number) }
    return try examples(line, number: number).first.map {
      InputRecord(id: RecordID(String(number)), example: $0)
    }
  }

  /// The examples of a line: one, or of a record with several labelled targets one each.
  ///
  /// - Throws: ``RecordFault``.
  mutating func examples(
    _ line: UnsafeBufferPointer<UInt8>, number: Int
  ) throws(RecordFault) -> [LabeledExample] {
    switch format {
    case .fasttext: try [Self.fastText(line, needsLabel: needsLabel)]
    case .svmlight: try Self.svmLight(line)
    default: try json.examples(line, number: number)
    }
  }

  /// A line of fastText: labels, then the text.
  private static func fastText(
    _ line: UnsafeBufferPointer<UInt8>, needsLabel: Bool
  ) throws(RecordFault) -> LabeledExample {
    guard let text = String(validating: line, as: UTF8.self) else {
      throw RecordFault(message: "not UTF-8; convert it first")
    }
    var labels: [String] = []
    var rest = text[...]
    while rest.hasPrefix("__label__") {
      let end = rest.firstIndex { $0 == " " || $0 == "\t" } ?? rest.endIndex
      labels.append(String(rest[..<end].dropFirst("__label__".count)))
      rest = rest[end...].drop { $0 == " " || $0 == "\t" }
    }
    guard !needsLabel || !labels.isEmpty && !labels.contains("") else {
      throw RecordFault(message: "no label; expected __label__NAME before the text")
    }
    return LabeledExample(ClassifierInput(String(rest)), labels: labels)
  }

  /// A row of SVMlight: a label and numbers named by their columns, from 1; none for a comment.
  private static func svmLight(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(RecordFault) -> [LabeledExample] {
    let rows: LabeledRows
    do throws(FeatureError) { rows = try SVMLight().decode(Array(line)) } catch {
      // It was given one line; which of the file it is, is told by who asked.
      throw RecordFault(message: error.message.replacing("line 1: ", with: "", maxReplacements: 1))
    }
    var examples: [LabeledExample] = []
    for row in rows.labels.indices {
      guard rows.labels[row].isFinite else {
        throw RecordFault(message: "the label is \(rows.labels[row]); expected a finite number")
      }
      var numbers: [String: Double] = [:]
      for entry in rows.matrix.entries(ofRow: row) {
        let (column, value) = (rows.matrix.columnIndices[entry] + 1, rows.matrix.values[entry])
        guard value.isFinite else {
          throw RecordFault(message: "column \(column) is \(value); expected a finite number")
        }
        numbers[String(column)] = Double(value)
      }
      examples.append(
        LabeledExample(ClassifierInput("", numbers: numbers), labels: [name(of: rows.labels[row])]))
    }
    return examples
  }

  /// A number that is a label, without a fraction where it has none.
  private static func name(of label: Double) -> String {
    Int(exactly: label).map(String.init) ?? String(label)
  }
}
