import ArgumentParser
import Foundation
import Parallax

/// How labelled records are written down.
enum RecordFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// One JSON object a line.
  case jsonl
  /// Comma-separated values, the names of the fields in the first row.
  case csv
  /// The same with tabulators.
  case tsv
  /// fastText's lines: `__label__NAME` once or more, then the text.
  case fasttext
  /// SVMlight's lines: a label, then `column:value` pairs.
  case svmlight

  /// The format of a file by its name; nil where its content must tell.
  init?(path: String) {
    switch (path as NSString).pathExtension.lowercased() {
    case "jsonl", "ndjson", "json": self = .jsonl
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "ft", "fasttext": self = .fasttext
    case "svm", "svmlight", "libsvm": self = .svmlight
    default: return nil
    }
  }

  /// The format of content whose name does not tell; nil where it does not either.
  init?(content bytes: some Sequence<UInt8>) {
    let head = bytes.lazy.drop { $0 <= 0x20 }.prefix(9)
    if head.first(where: { _ in true }) == UInt8(ascii: "{") {
      self = .jsonl
    } else if head.elementsEqual("__label__".utf8) {
      self = .fasttext
    } else {
      return nil
    }
  }
}

/// Reads labelled records: all of a file, or nothing and where the fault is.
///
/// A model trained or measured on part of its data would be a silent wrong answer.
struct LabeledRecords {
  let layout: RecordLayout
  /// The format; nil is told by the file's name or, failing that, by its content.
  let format: RecordFormat?
  let threads: Int

  /// The examples of a file, `-` for standard input.
  ///
  /// - Throws: `ArticleError` naming file and line of the first record that is malformed or lacks a field.
  func read(_ path: String) throws -> [LabeledExample] {
    let format = try self.format ?? RecordFormat(path: path) ?? sniffed(path)
    let examples: [LabeledExample]
    switch format {
    case .jsonl:
      examples = try lines(path) { layout in
        var parser = RecordLayout.LineParser(layout)
        return { line, number throws(RecordFault) in try parser.examples(line, number: number) }
      }
    case .fasttext:
      examples = try lines(path) { layout in
        { line, _ throws(RecordFault) in
          [try FastTextLine.example(line, needsLabel: layout.label != nil)]
        }
      }
    case .csv: examples = try table(path, separator: UInt8(ascii: ","))
    case .tsv: examples = try table(path, separator: UInt8(ascii: "\t"))
    case .svmlight: examples = try rows(path)
    }
    guard !examples.isEmpty else {
      throw ArticleError(
        .noText, "no record; expected a JSON object a line, or another format by its name", path: path)
    }
    return layout.labelNames.isEmpty ? examples : examples.compactMap(renamed)
  }

  /// An example with its labels' other names; nil where one of them leaves it out.
  private func renamed(_ example: LabeledExample) -> LabeledExample? {
    var labels: [String] = []
    for label in example.labels {
      guard let name = layout.labelNames[label, default: label] else { return nil }
      labels.append(name)
    }
    return LabeledExample(example.input, labels: labels, outlet: example.outlet, event: example.event)
  }

  private func sniffed(_ path: String) throws -> RecordFormat {
    // Standard input cannot be read twice.
    guard path != "-" else { return .jsonl }
    var reader = try LineReader(path)
    let head = try reader.next().map { $0.bytes.prefix(4096) } ?? []
    guard let format = RecordFormat(content: head) else {
      throw ArticleError(
        .malformed, "neither the name nor the content tells the format; give it by --input-format", path: path
      )
    }
    return format
  }

  private typealias Parse = (UnsafeBufferPointer<UInt8>, Int) throws(RecordFault) -> [LabeledExample]

  /// The examples of a file with one a line, blank lines aside.
  private func lines(
    _ path: String, _ makeParser: @Sendable (RecordLayout) -> Parse
  ) throws -> [LabeledExample] {
    var reader = try LineReader(path)
    let name = reader.path
    var examples: [LabeledExample] = []
    while let batch = try reader.next() {
      let starts = Array(stride(from: 0, to: batch.lines.count, by: 64))
      let layout = layout
      let parts = concurrentMap(starts, threads: threads) { start in
        let places = start..<min(start + 64, batch.lines.count)
        return Self.examples(of: batch, places, makeParser(layout))
      }
      for part in parts {
        if let fault = part.fault {
          throw ArticleError(.malformed, fault.message, path: name, line: fault.line)
        }
        examples += part.examples
      }
    }
    return examples
  }

  private static func examples(
    of batch: LineBatch, _ places: Range<Int>, _ parse: Parse
  ) -> (examples: [LabeledExample], fault: (message: String, line: Int)?) {
    var examples: [LabeledExample] = []
    for place in places {
      let number = batch.firstNumber + place
      if batch.tooLong.contains(place) {
        return (examples, ("the line is longer than \(LineReader.maximumLineBytes >> 20) MiB", number))
      }
      let range = batch.lines[place]
      let result = batch.bytes.withUnsafeBufferPointer { bytes -> Result<[LabeledExample], RecordFault> in
        let line = UnsafeBufferPointer(rebasing: bytes[range])
        if line.allSatisfy({ $0 <= 0x20 }) { return .success([]) }
        do throws(RecordFault) { return .success(try parse(line, number)) } catch { return .failure(error) }
      }
      switch result {
      case .success(let found): examples += found
      case .failure(let fault): return (examples, (fault.message, number))
      }
    }
    return (examples, nil)
  }

  /// The examples of a table whose first row names the fields.
  private func table(_ path: String, separator: UInt8) throws -> [LabeledExample] {
    let bytes = try content(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ArticleError(.malformed, "not UTF-8; convert it first", path: path)
    }
    let rows: [CSVScanner.Row]
    do throws(ArticleError) { rows = try CSVTable(text, separator: separator).rows } catch {
      throw ArticleError(error.code, error.message, path: path, line: error.line)
    }
    guard let head = rows.first?.fields else { return [] }
    guard Set(head).count == head.count else {
      throw ArticleError(.malformed, "two columns have one name: \(head)", path: path, line: 1)
    }
    let numeric = Set(layout.numbers)
    var examples: [LabeledExample] = []
    for row in rows.dropFirst() {
      guard row.fields.count == head.count else {
        throw ArticleError(
          .malformed, "\(row.fields.count) fields; expected \(head.count) as in the first row", path: path,
          line: row.line)
      }
      var object: [String: Any] = [:]
      for (name, field) in zip(head, row.fields) {
        object[name] = numeric.contains(name) ? Double(field).map { NSNumber(value: $0) } : field
      }
      do throws(RecordFault) { examples.append(try layout.record(object, number: row.line).example) } catch {
        throw ArticleError(.malformed, error.message, path: path, line: row.line)
      }
    }
    return examples
  }

  /// The examples of SVMlight's rows: numbers named by their columns, from 1.
  private func rows(_ path: String) throws -> [LabeledExample] {
    let bytes = try content(of: path)
    let rows: LabeledRows
    do throws(FeatureError) { rows = try SVMLight().decode(bytes) } catch {
      throw ArticleError(.malformed, error.message, path: path)
    }
    return (0..<rows.matrix.rowCount).map { row in
      var numbers: [String: Double] = [:]
      for entry in rows.matrix.entries(ofRow: row) {
        numbers[String(rows.matrix.columnIndices[entry] + 1)] = Double(rows.matrix.values[entry])
      }
      return LabeledExample(
        ClassifierInput("", numbers: numbers),
        labels: [Self.name(of: rows.labels[row])])
    }
  }

  /// A number that is a label, without a fraction where it has none.
  private static func name(of label: Double) -> String {
    Int(exactly: label).map(String.init) ?? String(label)
  }

  private func content(of path: String) throws -> [UInt8] {
    var reader = try LineReader(path)
    var bytes: [UInt8] = []
    while let batch = try reader.next() {
      guard batch.tooLong.isEmpty else {
        throw ArticleError(.limit, "holds a line longer than 16 MiB", path: path)
      }
      for line in batch.lines {
        bytes += batch.bytes[line]
        bytes.append(0x0A)
      }
    }
    return bytes
  }
}

/// A line of fastText: labels, then the text.
enum FastTextLine {
  static func example(
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
}
